/// A proxy ("connection"): 37 fields.
package struct ProxyInfo: Codable, Sendable, Equatable {
    /// The old name of `proxyID`.
    package var instanceID: String?
    package var proxyID: String?
    package var proxyName: String?
    package var projectID: Int?
    /// Seconds since 1970.
    package var createTime: Int?
    /// Where clients come in: a region id.
    package var accessRegion: String?
    /// Where the origins are: a region id.
    package var realServerRegion: String?
    package var accessRegionInfo: RegionDetail?
    package var realServerRegionInfo: RegionDetail?
    /// Mbit/s.
    package var bandwidth: Int?
    /// Concurrent connections, in units of 10,000.
    package var concurrent: Int?
    package var status: OwnerStatus?
    package var domain: String?
    package var ip: String?
    /// `1.0`, `2.0`, `3.0`.
    package var version: String?
    package var scalarable: Int?
    package var supportProtocols: [String]?
    /// Null or empty outside groups.
    package var groupID: String?
    package var policyID: String?
    /// Addresses that connect to the origins, each followed by `;`.
    package var forwardIP: String?
    package var tagSet: [TagPair]?
    package var supportSecurity: Int?
    /// 0 by bandwidth, 1 by traffic; 2 occurs.
    package var billingType: Int?
    package var relatedGlobalDomains: [String]?
    /// Seconds since 1970.
    package var modifyConfigTime: Int?
    package var proxyType: Int?
    package var clientIPMethod: OneOrMany<ClientIPMethod>?
    package var ipAddressVersion: String?
    package var networkType: String?
    package var packageType: String?
    package var banStatus: String?
    package var ipList: [ProxyIP]?
    package var http3Supported: Int?
    package var inBanBlacklist: Int?
    package var featureBitmap: Int?
    package var isAutoScaleProxy: Int?
    package var isSupportTLSChoice: Int?

    /// Fields that came in another form than documented; they are nil.
    package var unreadable: [UnreadableField] = []

    package init() {}

    /// Its id, under whichever name it came; nil where neither has one.
    package var anyID: String? { [proxyID, instanceID].lazy.compactMap(\.self).first { !$0.isEmpty } }

    enum CodingKeys: String, CodingKey {
        case instanceID = "InstanceId"
        case proxyID = "ProxyId"
        case proxyName = "ProxyName"
        case projectID = "ProjectId"
        case createTime = "CreateTime"
        case accessRegion = "AccessRegion"
        case realServerRegion = "RealServerRegion"
        case accessRegionInfo = "AccessRegionInfo"
        case realServerRegionInfo = "RealServerRegionInfo"
        case bandwidth = "Bandwidth"
        case concurrent = "Concurrent"
        case status = "Status"
        case domain = "Domain"
        case ip = "IP"
        case version = "Version"
        case scalarable = "Scalarable"
        case supportProtocols = "SupportProtocols"
        case groupID = "GroupId"
        case policyID = "PolicyId"
        case forwardIP = "ForwardIP"
        case tagSet = "TagSet"
        case supportSecurity = "SupportSecurity"
        case billingType = "BillingType"
        case relatedGlobalDomains = "RelatedGlobalDomains"
        case modifyConfigTime = "ModifyConfigTime"
        case proxyType = "ProxyType"
        case clientIPMethod = "ClientIPMethod"
        case ipAddressVersion = "IPAddressVersion"
        case networkType = "NetworkType"
        case packageType = "PackageType"
        case banStatus = "BanStatus"
        case ipList = "IPList"
        case http3Supported = "Http3Supported"
        case inBanBlacklist = "InBanBlacklist"
        case featureBitmap = "FeatureBitmap"
        case isAutoScaleProxy = "IsAutoScaleProxy"
        case isSupportTLSChoice = "IsSupportTLSChoice"
    }

    package init(from decoder: any Decoder) throws {
        var fields = try LenientFields(decoder, keyedBy: CodingKeys.self)
        instanceID = fields.read(.instanceID)
        proxyID = fields.read(.proxyID)
        proxyName = fields.read(.proxyName)
        projectID = fields.read(.projectID)
        createTime = fields.read(.createTime)
        accessRegion = fields.read(.accessRegion)
        realServerRegion = fields.read(.realServerRegion)
        accessRegionInfo = fields.read(.accessRegionInfo)
        realServerRegionInfo = fields.read(.realServerRegionInfo)
        bandwidth = fields.read(.bandwidth)
        concurrent = fields.read(.concurrent)
        status = fields.read(.status)
        domain = fields.read(.domain)
        ip = fields.read(.ip)
        version = fields.read(.version)
        scalarable = fields.read(.scalarable)
        supportProtocols = fields.read(.supportProtocols)
        groupID = fields.read(.groupID)
        policyID = fields.read(.policyID)
        forwardIP = fields.read(.forwardIP)
        tagSet = fields.readObjects(.tagSet)
        supportSecurity = fields.read(.supportSecurity)
        billingType = fields.read(.billingType)
        relatedGlobalDomains = fields.read(.relatedGlobalDomains)
        modifyConfigTime = fields.read(.modifyConfigTime)
        proxyType = fields.read(.proxyType)
        clientIPMethod = fields.read(.clientIPMethod)
        ipAddressVersion = fields.read(.ipAddressVersion)
        networkType = fields.read(.networkType)
        packageType = fields.read(.packageType)
        banStatus = fields.read(.banStatus)
        ipList = fields.readObjects(.ipList)
        http3Supported = fields.read(.http3Supported)
        inBanBlacklist = fields.read(.inBanBlacklist)
        featureBitmap = fields.read(.featureBitmap)
        isAutoScaleProxy = fields.read(.isAutoScaleProxy)
        isSupportTLSChoice = fields.read(.isSupportTLSChoice)
        unreadable = fields.unreadable
    }
}

/// An address of a proxy.
package struct ProxyIP: Codable, Sendable, Equatable {
    package var ip: String?
    package var provider: String?
    /// Mbit/s.
    package var bandwidth: Int?

    /// Fields that came in another form than documented; they are nil.
    package var unreadable: [UnreadableField] = []

    package init() {}

    enum CodingKeys: String, CodingKey {
        case ip = "IP"
        case provider = "Provider"
        case bandwidth = "Bandwidth"
    }

    package init(from decoder: any Decoder) throws {
        var fields = try LenientFields(decoder, keyedBy: CodingKeys.self)
        ip = fields.read(.ip)
        provider = fields.read(.provider)
        bandwidth = fields.read(.bandwidth)
        unreadable = fields.unreadable
    }
}

/// A list that an older form of the answer gives as a bare value.
package struct OneOrMany<Value: Codable & Sendable & Equatable>: Codable, Sendable, Equatable {
    package var values: [Value]

    package init(_ values: [Value]) { self.values = values }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let one = try? container.decode(Value.self) {  // not one value: then it must be a list
            values = [one]
        } else {
            values = try container.decode([Value].self)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(values)
    }
}
