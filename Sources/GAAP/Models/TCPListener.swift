// Wire type and domain type at once. Every field is optional: the two documents of the service disagree on which may be
// null, and a missing field must not cost the other twenty.

/// A TCP listener as DescribeTCPListeners tells it: 21 fields.
package struct TCPListener: Codable, Sendable, Equatable {
    package var listenerID: String?
    /// At most 30 characters, any script.
    package var listenerName: String?
    package var port: Int?
    /// The origins' port; only for listeners of groups and of proxies of version 1.0. See `originPort`.
    package var realServerPort: Int?
    package var realServerType: RealServerType?
    /// `TCP`.
    package var protocolName: String?
    package var listenerStatus: ListenerStatus?
    package var scheduler: Scheduler?
    /// How long a health check waits for an answer, seconds, 2 to 60; below `delayLoop`.
    package var connectTimeout: Int?
    /// Between two health checks, seconds, 5 to 300.
    package var delayLoop: Int?
    package var healthCheck: Toggle?
    package var bindStatus: BindStatus?
    /// The bound origins; null or empty when there are none.
    package var realServerSet: [BindRealServer]?
    /// Seconds since 1970.
    package var createTime: Int?
    package var clientIPMethod: ClientIPMethod?
    /// Successes in a row until an origin counts as healthy, 1 to 10.
    package var healthyThreshold: Int?
    /// Failures in a row until an origin counts as down, 1 to 10.
    package var unhealthyThreshold: Int?
    /// Primary/secondary mode; not for domains.
    package var failoverSwitch: Toggle?
    /// 0 off; else on: 1, or the time in seconds, by site.
    package var sessionPersist: Int?
    /// The owning proxy; null or empty for a group's listener.
    package var proxyID: String?
    /// The owning group; null or empty for a proxy's own listener.
    package var groupID: String?

    /// Fields that came in another form than documented; they are nil.
    package var unreadable: [UnreadableField] = []

    package init() {}

    /// The fields as the service calls them.
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

    /// The port of all origins, where the listener has one for them all: 0 stands for none, as null does.
    package var originPort: Int? { realServerPort == 0 ? nil : realServerPort }

    /// All that could not be read, its origins' fields included: `RealServerSet[2].RealServerStatus`. Places are
    /// counted among the origins that are objects.
    package var allUnreadable: [UnreadableField] {
        unreadable
            + (realServerSet ?? []).enumerated().flatMap { place, server in
                server.unreadable.map {
                    UnreadableField(path: "RealServerSet[\(place)].\($0.path)", expected: $0.expected)
                }
            }
    }
}
