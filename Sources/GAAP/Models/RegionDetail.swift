/// A region: where clients come in, or where origins are.
package struct RegionDetail: Decodable, Sendable, Equatable {
    package var regionID: String?
    /// In the language asked for.
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
