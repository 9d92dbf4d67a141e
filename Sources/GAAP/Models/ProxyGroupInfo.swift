/// A proxy group, without its members: those are proxies that name it. Of the 12 fields that the service sends, those
/// that somebody reads.
package struct ProxyGroupInfo: Decodable, Sendable, Equatable {
    package var groupID: String?
    /// The CNAME that clients connect to; nil without one.
    package var domain: String?
    package var groupName: String?
    package var realServerRegionInfo: RegionDetail?
    package var status = Sent<OwnerStatus>.missing
    package var version: String?

    /// Fields that came in another form than documented; they are nil.
    package var unreadable: [UnreadableField] = []

    package init() {}

    enum CodingKeys: String, CodingKey {
        case groupID = "GroupId"
        case domain = "Domain"
        case groupName = "GroupName"
        case realServerRegionInfo = "RealServerRegionInfo"
        case status = "Status"
        case version = "Version"
    }

    package init(from decoder: any Decoder) throws {
        var fields = try LenientFields(decoder, keyedBy: CodingKeys.self)
        groupID = fields.readText(.groupID)
        domain = fields.readText(.domain)
        groupName = fields.readText(.groupName)
        realServerRegionInfo = fields.read(.realServerRegionInfo)
        status = fields.readSent(.status)
        version = fields.readText(.version)
        unreadable = fields.unreadable
    }
}
