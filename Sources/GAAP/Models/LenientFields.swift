// Reads objects whose fields may have another type than documented. Such a field becomes nil and is recorded, and the
// rest of the object and of the page is still read. In a list of objects, elements that are not objects are skipped and
// recorded. The only error is a value that is not a list where a list is expected: an empty list in its place would
// mean that there are no elements.

/// A field that could not be decoded.
package struct UnreadableField: Sendable, Equatable {
    /// The expected type.
    package enum Expected: Sendable, Equatable {
        case number, text, list, object
        /// A number in range. The value is a number, but it is out of the range of its type.
        case numberInRange
    }

    /// The path of the field in the API, relative to its object: `Port`, `RealServerSet[2]`.
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

/// Reads the fields of one object one by one.
struct LenientFields<Key: CodingKey> {
    /// The maximum number of elements of one list that are recorded with their index.
    private static var recordedElements: Int { 10 }

    private let container: KeyedDecodingContainer<Key>
    private(set) var unreadable: [UnreadableField] = []

    /// - Throws: an error if the value is not an object.
    init(_ decoder: any Decoder, keyedBy: Key.Type) throws {
        container = try decoder.container(keyedBy: Key.self)
    }

    /// Returns a field, or nil if it is missing, null or unreadable.
    mutating func read<Value: Decodable>(_ key: Key) -> Value? {
        do {
            return try container.decodeIfPresent(Value.self, forKey: key)
        } catch {
            unreadable.append(UnreadableField(path: key.stringValue, error))
            return nil
        }
    }

    /// Returns a text, or nil if it is missing, null, unreadable or empty.
    mutating func readText(_ key: Key) -> String? {
        let text: String? = read(key)
        return text?.isEmpty == true ? nil : text
    }

    /// Returns a field, or the reason for its absence.
    mutating func readSent<Value: Decodable>(_ key: Key) -> Sent<Value> {
        guard container.contains(key) else { return .missing }
        // For a key that is present, this check never fails.
        if (try? container.decodeNil(forKey: key)) == true { return .null }
        return read(key).map(Sent.value) ?? .unreadable
    }

    /// Returns a list of objects. Elements that are not objects are skipped and recorded.
    mutating func readObjects<Value: Decodable>(_ key: Key) -> [Value]? {
        guard let list: ObjectList<Value> = read(key) else { return nil }
        for index in list.skipped.prefix(Self.recordedElements) {
            unreadable.append(UnreadableField(path: "\(key.stringValue)[\(index)]", expected: .object))
        }
        return list.objects
    }

    /// Returns a list of texts. Elements that are not texts are skipped and recorded.
    mutating func readTexts(_ key: Key) -> [String]? {
        guard let list: TextList = read(key) else { return nil }
        for index in list.skipped.prefix(Self.recordedElements) {
            unreadable.append(UnreadableField(path: "\(key.stringValue)[\(index)]", expected: .text))
        }
        return list.texts
    }

    /// Returns an optional list of a response.
    /// - Throws: an error if the field is present and not a list.
    func list<Value: Decodable>(_ key: Key) throws -> ObjectList<Value>? {
        try container.decodeIfPresent(ObjectList<Value>.self, forKey: key)
    }

    /// Returns the main list of a response, which may have one of several names.
    /// - Returns: the lists, in the order of the names. nil for a name that is missing or null.
    /// - Throws: an error if a field is not a list, or if no name has a list: a response without its list does not mean
    ///   that there are no elements.
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

/// A list of texts. Elements of other types are skipped.
private struct TextList: Decodable {
    var texts: [String] = []
    /// The indices of the elements that are not texts.
    var skipped: [Int] = []

    private struct Element: Decodable {
        let text: String?
        // Any other value is not a text.
        init(from decoder: any Decoder) { text = try? decoder.singleValueContainer().decode(String.self) }
    }

    init(from decoder: any Decoder) throws {
        for (index, element) in try [Element](from: decoder).enumerated() {
            if let text = element.text { texts.append(text) } else { skipped.append(index) }
        }
    }
}

/// A list of objects. Elements of other types are skipped.
struct ObjectList<Value: Decodable>: Decodable {
    var objects: [Value] = []
    /// The indices of the elements that are not objects.
    var skipped: [Int] = []

    private struct Element: Decodable {
        let value: Value?
        // Decoding a lenient value fails only if it is not an object.
        init(from decoder: any Decoder) { value = try? Value(from: decoder) }
    }

    init(from decoder: any Decoder) throws {
        for (index, element) in try [Element](from: decoder).enumerated() {
            if let value = element.value { objects.append(value) } else { skipped.append(index) }
        }
    }
}
