/// An origin bound to a listener: 7 fields.
package struct BindRealServer: Codable, Sendable, Equatable {
    package var realServerID: String?
    /// An address or a domain name.
    package var realServerIP: String?
    package var realServerPort: Int?
    /// 1 unless the scheduler is `wrr`; 1 to 100.
    package var realServerWeight: Int?
    /// Always normal while the health check is off.
    package var realServerStatus: RealServerStatus?
    /// Addresses of a domain that are down: `ip:port`, or a plain address.
    package var downIPList: [String]?
    package var realServerFailoverRole: FailoverRole?

    package init() {}

    enum CodingKeys: String, CodingKey, CaseIterable {
        case realServerID = "RealServerId"
        case realServerIP = "RealServerIP"
        case realServerPort = "RealServerPort"
        case realServerWeight = "RealServerWeight"
        case realServerStatus = "RealServerStatus"
        case downIPList = "DownIPList"
        case realServerFailoverRole = "RealServerFailoverRole"
    }
}
