// Who owns listeners: a proxy outside of groups, or a group. The members of a group are proxies too, without listeners
// of their own.

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
    /// Seconds since 1970.
    package var createTime = 0
    package var accessRegion: FleetRegion
    package var originRegion: FleetRegion
    /// Its address at each carrier; empty where all have the same, `ip`.
    package var carrierIPs: [CarrierIP] = []
    /// Unified domains that lead here.
    package var relatedDomains: [String] = []
    /// `IPv4`, `IPv6`.
    package var ipVersion = "IPv4"
    /// Mbit/s.
    package var bandwidth = 10
    /// Concurrent connections, in units of 10,000.
    package var concurrent = 2
    package var status = "RUNNING"
    package var banStatus = "RECOVER"
    package var version = "3.0"
    package var groupID: String?
    package var policyID: String?
    /// Empty while there is none.
    package var ip = ""
    /// What the origins see.
    package var forwardIPs: [String] = []
    package var tags: [FleetTag] = []
    package var networkType = "normal"
    package var packageType = "Thunder"
    /// 0 by bandwidth, 1 by traffic; others are not documented.
    package var billingType = 1

    /// Whether it forwards traffic.
    package var isServing: Bool { status == "RUNNING" && banStatus == "RECOVER" }

    /// An address at one carrier.
    package struct CarrierIP: Sendable, Equatable {
        /// `CMCC`, `CUCC`, `CTCC`.
        let carrier: String
        let ip: String
    }

    /// `link-….gaapqcloud.com`, under `.cn` for access from the mainland; empty without an address.
    package var domain: String { ip.isEmpty ? "" : "\(id).gaapqcloud.com\(accessRegion.isMainland ? ".cn" : "")" }
}

/// A proxy group.
package struct FleetGroup: Sendable, Equatable {
    package let id: String
    package var name: String
    package var projectID = 0
    /// Seconds since 1970.
    package var createTime = 0
    package var originRegion: FleetRegion
    package var status = "RUNNING"
    package var version = "3.0"
    package var domain: String?
    package var tags: [FleetTag] = []
}
