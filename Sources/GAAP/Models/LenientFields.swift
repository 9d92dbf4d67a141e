// Reads objects whose fields may be of another type than documented: such a field is nil and is remembered, and costs neither the object
// nor the page. Of a list only what is an object can be read; the rest is counted. What is not lenient is a list that is none: an
// empty list in its place would say that nothing is there.

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

    /// An answer that has none of the fields it is made of says nothing: taken for an empty list it would say that nothing is there.
    /// - Throws: when not one of them is there, be it null.
    func demand(anyOf keys: Key...) throws {
        guard let first = keys.first, !keys.contains(where: container.contains) else { return }
        throw DecodingError.keyNotFound(
            first, DecodingError.Context(codingPath: container.codingPath, debugDescription: "it is missing"))
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

    /// A list of objects; what is none is left out and remembered.
    mutating func readObjects<Value: Decodable>(_ key: Key) -> [Value]? {
        guard let list: ObjectList<Value> = read(key) else { return nil }
        for place in list.skipped.prefix(Self.placesKept) {
            unreadable.append(UnreadableField(path: "\(key.stringValue)[\(place)]", expected: .object))
        }
        return list.objects
    }

    /// The list that an answer is about.
    /// - Throws: when it is there and no list.
    func list<Value: Decodable>(_ key: Key) throws -> ObjectList<Value>? {
        try container.decodeIfPresent(ObjectList<Value>.self, forKey: key)
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
