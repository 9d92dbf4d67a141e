// What the lists of proxies and groups say besides whether traffic is forwarded: how clients connect, how the proxy
// reaches the origins, and what was bought.

package import GAAP

/// The fields of an owner that are shown, kept and compared, and that no state depends on.
package struct OwnerDetails: Equatable, Sendable {
    /// The regions as the service identifies them. Their names depend on the language of the answer.
    package var accessRegionID: String?
    package var originRegionID: String?
    /// Every address that clients can connect to.
    package var addresses: [ProxyIP] = []
    /// Names of the unified domains that lead here.
    package var relatedDomains: [String] = []
    /// Addresses that connect to the origins, which the firewall of an origin must allow.
    package var forwardAddresses: [String] = []
    /// The access policy.
    package var policyID: String?
    /// How many connections the proxy takes at a time.
    package var connectionLimit: Int?
    package var networkType: NetworkType?
    package var packageType: PackageType?
    package var ipVersion: IPVersion?
    package var billingType: BillingType?
    /// `1.0`, `2.0`, `3.0`.
    package var version: String?
    /// The fields that came in another form than documented.
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
