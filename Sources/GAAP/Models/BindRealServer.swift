/// An origin that is bound to a listener, with its 7 fields.
package struct BindRealServer: Codable, Sendable, Equatable {
    package var realServerID: String?
    /// An address or a domain name.
    package var realServerIP: String?
    package var realServerPort: Int?
    /// The weight, 1 to 100. It is 1 unless the scheduler is `wrr`.
    package var realServerWeight: Int?
    /// Always normal while the health check is off.
    package var realServerStatus: RealServerStatus?
    /// The addresses of a domain that are down: `ip:port`, or an address without a port.
    package var downIPList: [String]?
    package var realServerFailoverRole: FailoverRole?

    /// The fields whose format differs from the documentation. Their values are nil.
    package var unreadable: [UnreadableField] = []

    package init() {}

    /// The names of the fields in the API.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case realServerID = "RealServerId"
        case realServerIP = "RealServerIP"
        case realServerPort = "RealServerPort"
        case realServerWeight = "RealServerWeight"
        case realServerStatus = "RealServerStatus"
        case downIPList = "DownIPList"
        case realServerFailoverRole = "RealServerFailoverRole"
    }

    package init(from decoder: any Decoder) throws {
        var fields = try LenientFields(decoder, keyedBy: CodingKeys.self)
        realServerID = fields.read(.realServerID)
        realServerIP = fields.read(.realServerIP)
        realServerPort = fields.read(.realServerPort)
        realServerWeight = fields.read(.realServerWeight)
        realServerStatus = fields.read(.realServerStatus)
        downIPList = fields.readTexts(.downIPList)
        realServerFailoverRole = fields.read(.realServerFailoverRole)
        unreadable = fields.unreadable
    }
}
