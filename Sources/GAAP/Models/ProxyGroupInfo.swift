/// A proxy group without its members. The members are the proxies that refer to the group. Of the 12 fields that the
/// service sends, this type contains those that the program uses.
package struct ProxyGroupInfo: Decodable, Sendable, Equatable {
    package var groupID: String?
    /// The CNAME that clients connect to; nil if the group has no CNAME.
    package var domain: String?
    package var groupName: String?
    package var realServerRegionInfo: RegionDetail?
    package var status = Sent<OwnerStatus>.missing
    package var version: String?

    /// The fields whose format differs from the documentation. Their values are nil.
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
