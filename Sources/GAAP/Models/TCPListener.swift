// This type is both the API type and the domain type. Every field is optional: the two documents of the service differ
// in which fields may be null, and a missing field must not make the other twenty unavailable.

/// A TCP listener as returned by DescribeTCPListeners, with its 21 fields.
package struct TCPListener: Codable, Sendable, Equatable {
    package var listenerID: String?
    /// The name, at most 30 characters of any script.
    package var listenerName: String?
    package var port: Int?
    /// The port of the origins, only for listeners of groups and of proxies of version 1.0. See `originPort`.
    package var realServerPort: Int?
    package var realServerType: RealServerType?
    /// The protocol, `TCP`.
    package var protocolName: String?
    package var listenerStatus: ListenerStatus?
    package var scheduler: Scheduler?
    /// The timeout of a health check in seconds, 2 to 60. It is lower than `delayLoop`.
    package var connectTimeout: Int?
    /// The interval between two health checks in seconds, 5 to 300.
    package var delayLoop: Int?
    package var healthCheck: Toggle?
    package var bindStatus: BindStatus?
    /// The bound origins. null or empty if no origin is bound.
    package var realServerSet: [BindRealServer]?
    /// When the listener was created, in seconds since 1970.
    package var createTime: Int?
    package var clientIPMethod: ClientIPMethod?
    /// The number of consecutive successes after which an origin counts as healthy, 1 to 10.
    package var healthyThreshold: Int?
    /// The number of consecutive failures after which an origin counts as down, 1 to 10.
    package var unhealthyThreshold: Int?
    /// Primary/secondary mode. Not available for domains.
    package var failoverSwitch: Toggle?
    /// Session persistence: 0 is off. Any other value is on; depending on the site it is 1 or the time in seconds.
    package var sessionPersist: Int?
    /// The proxy of the listener. null or empty for a listener of a group.
    package var proxyID: String?
    /// The group of the listener. null or empty for a listener of a proxy.
    package var groupID: String?

    /// The fields whose format differs from the documentation. Their values are nil.
    package var unreadable: [UnreadableField] = []

    package init() {}

    /// The names of the fields in the API.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case listenerID = "ListenerId"
        case listenerName = "ListenerName"
        case port = "Port"
        case realServerPort = "RealServerPort"
        case realServerType = "RealServerType"
        case protocolName = "Protocol"
        case listenerStatus = "ListenerStatus"
        case scheduler = "Scheduler"
        case connectTimeout = "ConnectTimeout"
        case delayLoop = "DelayLoop"
        case healthCheck = "HealthCheck"
        case bindStatus = "BindStatus"
        case realServerSet = "RealServerSet"
        case createTime = "CreateTime"
        case clientIPMethod = "ClientIPMethod"
        case healthyThreshold = "HealthyThreshold"
        case unhealthyThreshold = "UnhealthyThreshold"
        case failoverSwitch = "FailoverSwitch"
        case sessionPersist = "SessionPersist"
        case proxyID = "ProxyId"
        case groupID = "GroupId"
    }

    package init(from decoder: any Decoder) throws {
        var fields = try LenientFields(decoder, keyedBy: CodingKeys.self)
        listenerID = fields.read(.listenerID)
        listenerName = fields.read(.listenerName)
        port = fields.read(.port)
        realServerPort = fields.read(.realServerPort)
        realServerType = fields.read(.realServerType)
        protocolName = fields.read(.protocolName)
        listenerStatus = fields.read(.listenerStatus)
        scheduler = fields.read(.scheduler)
        connectTimeout = fields.read(.connectTimeout)
        delayLoop = fields.read(.delayLoop)
        healthCheck = fields.read(.healthCheck)
        bindStatus = fields.read(.bindStatus)
        realServerSet = fields.readObjects(.realServerSet)
        createTime = fields.read(.createTime)
        clientIPMethod = fields.read(.clientIPMethod)
        healthyThreshold = fields.read(.healthyThreshold)
        unhealthyThreshold = fields.read(.unhealthyThreshold)
        failoverSwitch = fields.read(.failoverSwitch)
        sessionPersist = fields.read(.sessionPersist)
        proxyID = fields.read(.proxyID)
        groupID = fields.read(.groupID)
        unreadable = fields.unreadable
    }

    /// The port of all origins, if the listener has a common port for them. 0 and null both mean that it has none.
    package var originPort: Int? { realServerPort == 0 ? nil : realServerPort }

    /// Returns the port of an origin: its own port, or the common port of all origins. A port of 0 counts as missing,
    /// as null does.
    package func port(of server: BindRealServer) -> Int? {
        server.realServerPort.flatMap { $0 == 0 ? nil : $0 } ?? originPort
    }

    /// Returns an origin with its port: `10.3.1.7:8443`, `[::1]:8443`.
    package func endpoint(of server: BindRealServer) -> String {
        let address = server.realServerIP ?? "?"
        guard let port = port(of: server) else { return address }
        return address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)"
    }

    /// The display names of the origins of this listener. Computing them reads all origins, so a caller that needs
    /// several names should read this property once.
    package var originNames: OriginNames { OriginNames(self) }

    /// All unreadable fields, including those of the origins: `RealServerSet[2].RealServerStatus`. The index counts
    /// only the origins that are objects.
    package var allUnreadable: [UnreadableField] {
        unreadable
            + (realServerSet ?? []).enumerated().flatMap { index, server in
                server.unreadable.map {
                    UnreadableField(path: "RealServerSet[\(index)].\($0.path)", expected: $0.expected)
                }
            }
    }
}
