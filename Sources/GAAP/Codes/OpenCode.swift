// The set of the service's codes is open: a new value must not make a response unreadable, and must not be mistaken for
// a known value. Therefore a code is stored as its raw value, and known values have names.

package import Essentials

/// A code of the API that preserves unknown values.
package protocol OpenCode: Hashable, Codable, Sendable {
    associatedtype Raw: Hashable & Codable & Sendable
    var raw: Raw { get }
    init(_ raw: Raw)
    /// The meanings of the known values, in the words that are shown.
    static var meanings: [Self: Wording] { get }
}

extension OpenCode {
    package init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(Raw.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(raw)
    }

    package var isKnown: Bool { Self.meanings[self] != nil }

    /// The meaning of a known value, or the raw value in brackets: `unknown (7)`.
    package var meaning: Wording { Self.meanings[self] ?? Wording("unknown (\(raw))", zh: "未知（\(raw)）") }

    /// The meaning in English, which is used for searching and in files.
    package var words: String { meaning[.english] }
}
