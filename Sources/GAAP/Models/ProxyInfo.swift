// Of the 37 fields that the service sends, this type contains those that the program uses. In most fields, null, a
// missing field and an empty text have the same meaning, since the service sends all three. Where they differ, the
// field has the type `Sent`.

/// A proxy ("connection").
package struct ProxyInfo: Decodable, Sendable, Equatable {
    /// The id under its new name, or under its old name if the new one is missing.
    package var proxyID: String?
    package var proxyName: String?
    /// The region where clients connect: a region id.
    package var accessRegion: String?
    /// The region of the origins: a region id.
    package var realServerRegion: String?
    package var accessRegionInfo: RegionDetail?
    package var realServerRegionInfo: RegionDetail?
    /// The group that the proxy is a member of, or nil outside groups.
    package var groupID: String?
    package var status = Sent<OwnerStatus>.missing
    package var banStatus = Sent<BanStatus>.missing
    /// The version: `1.0`, `2.0` or `3.0`.
    package var version: String?

    /// The address that clients connect to, or nil while the proxy has none. See `addresses`.
    package var ip: String?
    package var ipList: [ProxyIP]?
    /// The CNAME that clients connect to.
    package var domain: String?
    /// The names of the unified domains that resolve to this proxy.
    package var relatedGlobalDomains: [String]?
    package var ipVersion: IPVersion?
    /// The addresses that connect to the origins, each followed by `;`. See `forwardAddresses`.
    package var forwardIP: String?
    /// The id of the access policy; nil if the proxy has no policy.
    package var policyID: String?

    /// The bandwidth limit in Mbit/s.
    package var bandwidth: Int?
    /// The limit of concurrent connections, in units of 10,000. See `connectionLimit`.
    package var concurrent: Int?
    package var networkType: NetworkType?
    package var packageType: PackageType?
    package var billingType: BillingType?

    /// The fields whose format differs from the documentation. Their values are nil.
    package var unreadable: [UnreadableField] = []

    package init() {}

    enum CodingKeys: String, CodingKey {
        case instanceID = "InstanceId"
        case proxyID = "ProxyId"
        case proxyName = "ProxyName"
        case accessRegion = "AccessRegion"
        case realServerRegion = "RealServerRegion"
        case accessRegionInfo = "AccessRegionInfo"
        case realServerRegionInfo = "RealServerRegionInfo"
        case groupID = "GroupId"
        case status = "Status"
        case banStatus = "BanStatus"
        case version = "Version"
        case ip = "IP"
        case ipList = "IPList"
        case domain = "Domain"
        case relatedGlobalDomains = "RelatedGlobalDomains"
        case ipVersion = "IPAddressVersion"
        case forwardIP = "ForwardIP"
        case policyID = "PolicyId"
        case bandwidth = "Bandwidth"
        case concurrent = "Concurrent"
        case networkType = "NetworkType"
        case packageType = "PackageType"
        case billingType = "BillingType"
    }

    package init(from decoder: any Decoder) throws {
        var fields = try LenientFields(decoder, keyedBy: CodingKeys.self)
        let oldID = fields.readText(.instanceID)
        proxyID = fields.readText(.proxyID) ?? oldID
        proxyName = fields.readText(.proxyName)
        accessRegion = fields.readText(.accessRegion)
        realServerRegion = fields.readText(.realServerRegion)
        accessRegionInfo = fields.read(.accessRegionInfo)
        realServerRegionInfo = fields.read(.realServerRegionInfo)
        groupID = fields.readText(.groupID)
        status = fields.readSent(.status)
        banStatus = fields.readSent(.banStatus)
        version = fields.readText(.version)
        ip = fields.readText(.ip)
        ipList = fields.readObjects(.ipList)
        domain = fields.readText(.domain)
        relatedGlobalDomains = fields.readTexts(.relatedGlobalDomains)
        ipVersion = fields.readText(.ipVersion).map(IPVersion.init)
        forwardIP = fields.readText(.forwardIP)
        policyID = fields.readText(.policyID)
        bandwidth = fields.read(.bandwidth)
        concurrent = fields.read(.concurrent)
        networkType = fields.readText(.networkType).map(NetworkType.init)
        packageType = fields.readText(.packageType).map(PackageType.init)
        billingType = fields.read(.billingType)
        unreadable = fields.unreadable
    }
}

extension ProxyInfo {
    /// All addresses that clients can connect to, without duplicates: `ip`, then the others of `ipList`.
    package var addresses: [ProxyIP] {
        var addresses = (ipList ?? []).filter { $0.ip != nil }
        if let ip, !addresses.contains(where: { $0.ip == ip }) { addresses.insert(ProxyIP(ip), at: 0) }
        return addresses.withoutRepeated(by: \.ip)
    }

    /// The addresses that connect to the origins. The firewall of an origin must allow them.
    package var forwardAddresses: [String] {
        (forwardIP ?? "").split { ";, ".contains($0) }.map(String.init).withoutRepeated(by: \.self)
    }

    /// The maximum number of concurrent connections.
    package var connectionLimit: Int? {
        concurrent.flatMap {
            let (limit, overflows) = $0.multipliedReportingOverflow(by: 10_000)
            return overflows ? nil : limit
        }
    }
}

extension Array {
    /// Returns the elements without those whose key equals the key of an earlier element.
    fileprivate func withoutRepeated(by key: (Element) -> some Hashable) -> [Element] {
        var seen: Set<AnyHashable> = []
        return filter { seen.insert(AnyHashable(key($0))).inserted }
    }
}

/// An address of a proxy.
package struct ProxyIP: Decodable, Sendable, Equatable {
    package var ip: String?
    package var carrier: Carrier?
    /// The bandwidth limit in Mbit/s.
    package var bandwidth: Int?

    package init(_ ip: String? = nil) { self.ip = ip }

    package enum CodingKeys: String, CodingKey {
        case ip = "IP"
        case carrier = "Provider"
        case bandwidth = "Bandwidth"
    }

    package init(from decoder: any Decoder) throws {
        var fields = try LenientFields(decoder, keyedBy: CodingKeys.self)
        ip = fields.readText(.ip)
        carrier = fields.readText(.carrier).map(Carrier.init)
        bandwidth = fields.read(.bandwidth)
    }
}
