// Decodes characters byte by byte, from terminals that may not use UTF-8 at all. An invalid byte is dropped alone, so
// that the key after it is not lost.

/// Collects bytes until they form a character.
struct UTF8Collector: Equatable {
    private var bytes: [UInt8] = []

    /// Whether a character is incomplete.
    var isPending: Bool { !bytes.isEmpty }

    /// Adds a byte. Returns the character that the byte completes, or nil.
    mutating func feed(_ byte: UInt8) -> Unicode.Scalar? {
        switch byte {
        case 0..<0x80:
            bytes = []
            return Unicode.Scalar(byte)
        case 0x80..<0xC0:
            guard !bytes.isEmpty else { return nil }
            bytes.append(byte)
        default:
            bytes = UTF8Collector.length(startingWith: byte) == nil ? [] : [byte]
            return nil
        }
        guard bytes.count == UTF8Collector.length(startingWith: bytes[0]) else { return nil }
        defer { bytes = [] }
        // An overlong form, a surrogate or a value above U+10FFFF is not a character.
        return String(validating: bytes, as: UTF8.self)?.unicodeScalars.first
    }

    private static func length(startingWith byte: UInt8) -> Int? {
        switch byte {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: nil
        }
    }
}
