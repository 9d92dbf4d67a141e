// The service's codes are open sets: a new value must not make an answer unreadable, nor be mistaken for a known one. A
// code is therefore its raw value, with names for the known ones.

package import Essentials

/// A code on the wire that keeps values it does not know.
package protocol OpenCode: Hashable, Codable, Sendable {
    associatedtype Raw: Hashable & Codable & Sendable
    var raw: Raw { get }
    init(_ raw: Raw)
    /// What the known values mean, in the words shown.
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

    /// The meaning, or the raw value in brackets where it is not known: `unknown (7)`.
    package var meaning: Wording { Self.meanings[self] ?? Wording("unknown (\(raw))", zh: "未知（\(raw)）") }

    /// The meaning in English, as it is searched for and written to files.
    package var words: String { meaning[.english] }
}
