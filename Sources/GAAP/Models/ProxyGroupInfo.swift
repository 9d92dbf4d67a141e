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
}
