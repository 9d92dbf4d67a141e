// The regions of the service: id, and names in both languages. Source: the response of DescribeRegionAndPrice, January
// 2026.

/// A region.
package struct FleetRegion: Sendable, Equatable {
    package let id: String
    package let english: String
    package let chinese: String
    package let area: FleetArea
    /// The features of the region, one bit each.
    package let features: Int

    package var isMainland: Bool { area.id.hasSuffix("China") }

    private init(_ id: String, _ english: String, _ chinese: String, _ area: FleetArea, _ features: Int) {
        self.id = id
        self.english = english
        self.chinese = chinese
        self.area = area
        self.features = features
    }

    package static let all: [FleetRegion] = [
        FleetRegion("Hongkong", "Hong Kong (China)", "中国香港", .asia, 151),
        FleetRegion("SoutheastAsia", "Singapore", "新加坡", .asia, 135),
        FleetRegion("Korea", "Seoul", "首尔", .asia, 135),
        FleetRegion("Japan", "Tokyo", "东京", .asia, 135),
        FleetRegion("Thailand", "Bangkok", "曼谷", .asia, 135),
        FleetRegion("Jakarta", "Jakarta", "雅加达", .asia, 135),
        FleetRegion("WestIndia", "Mumbai", "孟买", .asia, 135),
        FleetRegion("Taipei", "Taipei (China)", "中国台北", .asia, 135),
        FleetRegion("Europe", "Frankfurt", "法兰克福", .europe, 135),
        FleetRegion("NorthAmerica", "Silicon Valley", "硅谷", .northAmerica, 135),
        FleetRegion("Virginia", "Virginia", "弗吉尼亚", .northAmerica, 135),
        FleetRegion("SaoPaulo", "Sao Paulo", "圣保罗", .southAmerica, 135),
        FleetRegion("Beijing", "Beijing", "北京", .northChina, 79),
        FleetRegion("Shanghai", "Shanghai", "上海", .eastChina, 79),
        FleetRegion("Nanjing", "Nanjing", "南京", .eastChina, 71),
        FleetRegion("Guangzhou", "Guangzhou", "广州", .southChina, 79),
        FleetRegion("Chengdu", "Chengdu", "成都", .southwestChina, 79),
        FleetRegion("Chongqing", "Chongqing", "重庆", .southwestChina, 71),
    ]
}

/// The area of a region.
package struct FleetArea: Sendable, Equatable {
    package let id: String
    package let english: String
    package let chinese: String

    static let asia = FleetArea(id: "Asia", english: "Asia", chinese: "亚洲")
    static let europe = FleetArea(id: "Europe", english: "Europe", chinese: "欧洲")
    static let northAmerica = FleetArea(id: "NorthAmerica", english: "North America", chinese: "北美洲")
    static let southAmerica = FleetArea(id: "SouthAmerica", english: "South America", chinese: "南美洲")
    static let northChina = FleetArea(id: "NorthChina", english: "North China", chinese: "华北地区")
    static let eastChina = FleetArea(id: "EastChina", english: "East China", chinese: "华东地区")
    static let southChina = FleetArea(id: "SouthChina", english: "South China", chinese: "华南地区")
    static let southwestChina = FleetArea(id: "SouthwestChina", english: "Southwest China", chinese: "西南地区")
}
