// Characters arrive byte by byte, from terminals that may not speak UTF-8 at all. A byte that fits nowhere is dropped
// by itself, so that the key after it is not lost with it.

/// Collects bytes until they are a character.
struct UTF8Collector: Equatable {
    private var bytes: [UInt8] = []

    /// Whether a character has begun and is not whole yet.
    var isPending: Bool { !bytes.isEmpty }

    /// The character that this byte completes, if it does.
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
        // Too long a form, a surrogate or a value past the end is no character.
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
