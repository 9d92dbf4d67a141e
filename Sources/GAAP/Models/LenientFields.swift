// Reads objects whose fields may be of another type than documented: such a field is nil and is remembered, and costs
// neither the object nor the page. Of a list only what is an object can be read; the rest is counted. What is not
// lenient is a list that is none: an empty list in its place would say that nothing is there.

/// A field that could not be read.
package struct UnreadableField: Sendable, Equatable {
    /// What it should have been.
    package enum Expected: Sendable, Equatable {
        case number, text, list, object
        /// A number, and it is one, but none that can be held.
        case numberInRange
    }

    /// As the service calls it, seen from its object: `Port`, `RealServerSet[2]`.
    package let path: String
    package let expected: Expected

    package init(path: String, expected: Expected) {
        self.path = path
        self.expected = expected
    }

    init(path: String, _ error: any Error) {
        self.path = path
        switch error as? DecodingError {
        case .typeMismatch(let type, _)?, .valueNotFound(let type, _)?:
            expected =
                switch type {
                case is String.Type: .text
                case is [String: Any].Type: .object
                case is any Sequence.Type: .list
                default: .number
                }
        default: expected = .numberInRange
        }
    }
}

/// The fields of one object, read one by one.
struct LenientFields<Key: CodingKey> {
    /// Elements of one list that are remembered by their place.
    private static var placesKept: Int { 10 }

    private let container: KeyedDecodingContainer<Key>
    private(set) var unreadable: [UnreadableField] = []

    /// - Throws: when it is no object.
    init(_ decoder: any Decoder, keyedBy: Key.Type) throws {
        container = try decoder.container(keyedBy: Key.self)
    }

    /// A field; nil where it is missing, null or unreadable.
    mutating func read<Value: Decodable>(_ key: Key) -> Value? {
        do {
            return try container.decodeIfPresent(Value.self, forKey: key)
        } catch {
            unreadable.append(UnreadableField(path: key.stringValue, error))
            return nil
        }
    }

    /// A text; nil where it is missing, null, unreadable or empty.
    mutating func readText(_ key: Key) -> String? {
        let text: String? = read(key)
        return text?.isEmpty == true ? nil : text
    }

    /// A field with the reason for its absence.
    mutating func readSent<Value: Decodable>(_ key: Key) -> Sent<Value> {
        guard container.contains(key) else { return .missing }
        // A key that is there can always be asked whether its value is null.
        if (try? container.decodeNil(forKey: key)) == true { return .null }
        return read(key).map(Sent.value) ?? .unreadable
    }

    /// A list of objects; what is none is left out and remembered.
    mutating func readObjects<Value: Decodable>(_ key: Key) -> [Value]? {
        guard let list: ObjectList<Value> = read(key) else { return nil }
        for place in list.skipped.prefix(Self.placesKept) {
            unreadable.append(UnreadableField(path: "\(key.stringValue)[\(place)]", expected: .object))
        }
        return list.objects
    }

    /// A list of texts; what is not one is left out and remembered.
    mutating func readTexts(_ key: Key) -> [String]? {
        guard let list: TextList = read(key) else { return nil }
        for place in list.skipped.prefix(Self.placesKept) {
            unreadable.append(UnreadableField(path: "\(key.stringValue)[\(place)]", expected: .text))
        }
        return list.texts
    }

    /// A list that an answer may go without.
    /// - Throws: when it is there and not a list.
    func list<Value: Decodable>(_ key: Key) throws -> ObjectList<Value>? {
        try container.decodeIfPresent(ObjectList<Value>.self, forKey: key)
    }

    /// The list that an answer is about, under one of its names.
    /// - Returns: the lists, in the order of the names; nil for a name that is missing or null.
    /// - Throws: when a name has something else than a list, or none has a list: an answer without its list has not
    ///   said that nothing is there.
    func lists<Value: Decodable>(_ keys: Key...) throws -> [ObjectList<Value>?] {
        let lists: [ObjectList<Value>?] = try keys.map(list)
        if let first = keys.first, !lists.contains(where: { $0 != nil }) {
            let context = DecodingError.Context(
                codingPath: container.codingPath, debugDescription: "it is missing or null")
            throw DecodingError.keyNotFound(first, context)
        }
        return lists
    }
}

/// A list of which only the texts are read.
private struct TextList: Decodable {
    var texts: [String] = []
    /// The places of the rest.
    var skipped: [Int] = []

    private struct Element: Decodable {
        let text: String?
        // Whatever else it is, it is not a text.
        init(from decoder: any Decoder) { text = try? decoder.singleValueContainer().decode(String.self) }
    }

    init(from decoder: any Decoder) throws {
        for (place, element) in try [Element](from: decoder).enumerated() {
            if let text = element.text { texts.append(text) } else { skipped.append(place) }
        }
    }
}

/// A list of which only the objects are read.
struct ObjectList<Value: Decodable>: Decodable {
    var objects: [Value] = []
    /// The places of the rest.
    var skipped: [Int] = []

    private struct Element: Decodable {
        let value: Value?
        // A value that is read leniently only fails when it is no object.
        init(from decoder: any Decoder) { value = try? Value(from: decoder) }
    }

    init(from decoder: any Decoder) throws {
        for (place, element) in try [Element](from: decoder).enumerated() {
            if let value = element.value { objects.append(value) } else { skipped.append(place) }
        }
    }
}
