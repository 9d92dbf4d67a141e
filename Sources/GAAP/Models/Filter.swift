/// A filter of a list: a field, and the values of which one must match.
package struct Filter: Codable, Sendable, Equatable {
    package var name: String
    package var values: [String]

    package init(name: String, values: [String]) {
        self.name = name
        self.values = values
    }

    enum CodingKeys: String, CodingKey {
        case name = "Name"
        case values = "Values"
    }
}
