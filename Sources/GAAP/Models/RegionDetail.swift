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
}

/// What a region offers.
package struct SupportFeature: Codable, Sendable, Equatable {
    package var networkType: [String]?

    package init() {}

    enum CodingKeys: String, CodingKey {
        case networkType = "NetworkType"
    }
}

/// A tag of the account.
package struct TagPair: Codable, Sendable, Equatable {
    package var tagKey: String?
    package var tagValue: String?

    package init() {}

    enum CodingKeys: String, CodingKey {
        case tagKey = "TagKey"
        case tagValue = "TagValue"
    }
}
