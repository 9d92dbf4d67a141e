/// A region where clients connect, or where origins are.
package struct RegionDetail: Decodable, Sendable, Equatable {
    package var regionID: String?
    /// The name in the requested language.
    package var regionName: String?

    package init() {}

    enum CodingKeys: String, CodingKey {
        case regionID = "RegionId"
        case regionName = "RegionName"
    }

    package init(from decoder: any Decoder) throws {
        var fields = try LenientFields(decoder, keyedBy: CodingKeys.self)
        regionID = fields.readText(.regionID)
        regionName = fields.readText(.regionName)
    }
}
