// The fields of the lists of proxies and groups that do not affect forwarding: how clients connect, how the proxy
// reaches the origins, and what was purchased.

package import GAAP

/// The fields of an owner that are displayed, stored and compared, but on which no state depends.
package struct OwnerDetails: Equatable, Sendable {
    /// The region ids of the service. Region names depend on the language of the response.
    package var accessRegionID: String?
    package var originRegionID: String?
    /// Every address that clients can connect to.
    package var addresses: [ProxyIP] = []
    /// The unified domains that lead to the proxy.
    package var relatedDomains: [String] = []
    /// The addresses from which the proxy connects to origins. The firewall of an origin must allow them.
    package var forwardAddresses: [String] = []
    /// The id of the access policy.
    package var policyID: String?
    /// The maximum number of concurrent connections of the proxy.
    package var connectionLimit: Int?
    package var networkType: NetworkType?
    package var packageType: PackageType?
    package var ipVersion: IPVersion?
    package var billingType: BillingType?
    /// `1.0`, `2.0` or `3.0`.
    package var version: String?
    /// The fields whose form differs from the documented one.
    package var unreadable: [String] = []

    package init() {}

    init(_ proxy: ProxyInfo) {
        accessRegionID = proxy.accessRegion ?? proxy.accessRegionInfo?.regionID
        originRegionID = proxy.realServerRegion ?? proxy.realServerRegionInfo?.regionID
        addresses = proxy.addresses
        relatedDomains = proxy.relatedGlobalDomains ?? []
        forwardAddresses = proxy.forwardAddresses
        policyID = proxy.policyID
        connectionLimit = proxy.connectionLimit
        networkType = proxy.networkType
        packageType = proxy.packageType
        ipVersion = proxy.ipVersion
        billingType = proxy.billingType
        version = proxy.version
        unreadable = proxy.unreadable.map(\.path)
    }

    init(_ group: ProxyGroupInfo) {
        originRegionID = group.realServerRegionInfo?.regionID
        version = group.version
        unreadable = group.unreadable.map(\.path)
    }
}
