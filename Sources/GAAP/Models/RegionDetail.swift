/// A region: where clients come in, or where origins are.
package struct RegionDetail: Codable, Sendable, Equatable {
    package var regionID: String?
    /// In the language asked for.
    package var regionName: String?
    package var regionArea: String?
    package var regionAreaName: String?
    /// `dc` data centre, `ec` edge.
    package var idcType: String?
    package var featureBitmap: Int?
    package var supportFeature: SupportFeature?

    /// Fields that came in another form than documented; they are nil.
    package var unreadable: [UnreadableField] = []

    package init() {}

    enum CodingKeys: String, CodingKey {
        case regionID = "RegionId"
        case regionName = "RegionName"
        case regionArea = "RegionArea"
        case regionAreaName = "RegionAreaName"
        case idcType = "IDCType"
        case featureBitmap = "FeatureBitmap"
        case supportFeature = "SupportFeature"
    }

    package init(from decoder: any Decoder) throws {
        var fields = try LenientFields(decoder, keyedBy: CodingKeys.self)
        regionID = fields.read(.regionID)
        regionName = fields.read(.regionName)
        regionArea = fields.read(.regionArea)
        regionAreaName = fields.read(.regionAreaName)
        idcType = fields.read(.idcType)
        featureBitmap = fields.read(.featureBitmap)
        supportFeature = fields.read(.supportFeature)
        unreadable = fields.unreadable
    }
}

/// What a region offers.
package struct SupportFeature: Codable, Sendable, Equatable {
    package var networkType: [String]?

    /// Fields that came in another form than documented; they are nil.
    package var unreadable: [UnreadableField] = []

    package init() {}

    enum CodingKeys: String, CodingKey {
        case networkType = "NetworkType"
    }

    package init(from decoder: any Decoder) throws {
        var fields = try LenientFields(decoder, keyedBy: CodingKeys.self)
        networkType = fields.read(.networkType)
        unreadable = fields.unreadable
    }
}

/// A tag of the account.
package struct TagPair: Codable, Sendable, Equatable {
    package var tagKey: String?
    package var tagValue: String?

    /// Fields that came in another form than documented; they are nil.
    package var unreadable: [UnreadableField] = []

    package init() {}

    enum CodingKeys: String, CodingKey {
        case tagKey = "TagKey"
        case tagValue = "TagValue"
    }

    package init(from decoder: any Decoder) throws {
        var fields = try LenientFields(decoder, keyedBy: CodingKeys.self)
        tagKey = fields.read(.tagKey)
        tagValue = fields.read(.tagValue)
        unreadable = fields.unreadable
    }
}
