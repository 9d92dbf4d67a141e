/// A proxy group: 12 fields.
package struct ProxyGroupInfo: Codable, Sendable, Equatable {
    package var groupID: String?
    package var domain: String?
    package var groupName: String?
    package var projectID: Int?
    package var realServerRegionInfo: RegionDetail?
    package var status: OwnerStatus?
    package var tagSet: [TagPair]?
    package var version: String?
    /// Seconds since 1970.
    package var createTime: Int?
    package var proxyType: Int?
    package var http3Supported: Int?
    package var featureBitmap: Int?

    /// Fields that came in another form than documented; they are nil.
    package var unreadable: [UnreadableField] = []

    package init() {}

    enum CodingKeys: String, CodingKey {
        case groupID = "GroupId"
        case domain = "Domain"
        case groupName = "GroupName"
        case projectID = "ProjectId"
        case realServerRegionInfo = "RealServerRegionInfo"
        case status = "Status"
        case tagSet = "TagSet"
        case version = "Version"
        case createTime = "CreateTime"
        case proxyType = "ProxyType"
        case http3Supported = "Http3Supported"
        case featureBitmap = "FeatureBitmap"
    }

    package init(from decoder: any Decoder) throws {
        var fields = try LenientFields(decoder, keyedBy: CodingKeys.self)
        groupID = fields.read(.groupID)
        domain = fields.read(.domain)
        groupName = fields.read(.groupName)
        projectID = fields.read(.projectID)
        realServerRegionInfo = fields.read(.realServerRegionInfo)
        status = fields.read(.status)
        tagSet = fields.readObjects(.tagSet)
        version = fields.read(.version)
        createTime = fields.read(.createTime)
        proxyType = fields.read(.proxyType)
        http3Supported = fields.read(.http3Supported)
        featureBitmap = fields.read(.featureBitmap)
        unreadable = fields.unreadable
    }
}
