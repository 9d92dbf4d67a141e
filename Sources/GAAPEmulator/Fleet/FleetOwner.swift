// The owners of listeners: a proxy outside groups, or a group. The members of a group are proxies as well, but have no
// listeners of their own.

/// The owner of a listener.
package enum FleetOwner: Hashable, Sendable {
    case proxy(String)
    case group(String)

    package var id: String {
        switch self {
        case .proxy(let id), .group(let id): id
        }
    }
}

/// A tag of the account.
package struct FleetTag: Hashable, Sendable {
    package let key: String
    package let value: String
}

/// A proxy ("connection").
package struct FleetProxy: Sendable, Equatable {
    package let id: String
    package var name: String
    package var projectID = 0
    /// When the proxy was created, in seconds since 1970.
    package var createTime = 0
    package var accessRegion: FleetRegion
    package var originRegion: FleetRegion
    /// The address at each carrier. Empty if all carriers use the same address, `ip`.
    package var carrierIPs: [CarrierIP] = []
    /// The unified domains that resolve to this proxy.
    package var relatedDomains: [String] = []
    /// The IP version: `IPv4` or `IPv6`.
    package var ipVersion = "IPv4"
    /// The bandwidth limit in Mbit/s.
    package var bandwidth = 10
    /// The limit of concurrent connections, in units of 10,000.
    package var concurrent = 2
    package var status = "RUNNING"
    package var banStatus = "RECOVER"
    package var version = "3.0"
    package var groupID: String?
    package var policyID: String?
    /// The address. Empty if the proxy has none.
    package var ip = ""
    /// The addresses that connect to the origins.
    package var forwardIPs: [String] = []
    package var tags: [FleetTag] = []
    package var networkType = "normal"
    package var packageType = "Thunder"
    /// The billing type: 0 by bandwidth, 1 by traffic. Other values are not documented.
    package var billingType = 1

    /// Whether the proxy forwards traffic.
    package var isServing: Bool { status == "RUNNING" && banStatus == "RECOVER" }

    /// An address at one carrier.
    package struct CarrierIP: Sendable, Equatable {
        /// The carrier: `CMCC`, `CUCC` or `CTCC`.
        let carrier: String
        let ip: String
    }

    /// The domain: `link-….gaapqcloud.com`, followed by `.cn` for access from the mainland. Empty without an address.
    package var domain: String { ip.isEmpty ? "" : "\(id).gaapqcloud.com\(accessRegion.isMainland ? ".cn" : "")" }
}

/// A proxy group.
package struct FleetGroup: Sendable, Equatable {
    package let id: String
    package var name: String
    package var projectID = 0
    /// When the group was created, in seconds since 1970.
    package var createTime = 0
    package var originRegion: FleetRegion
    package var status = "RUNNING"
    package var version = "3.0"
    package var domain: String?
    package var tags: [FleetTag] = []
}
