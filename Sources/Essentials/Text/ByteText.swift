// File names are bytes that may not be valid UTF-8. This text form preserves those bytes: each byte that is not part of
// valid UTF-8 is mapped to one character of a private use area, and can be mapped back. A path that is composed of such
// texts still refers to the file.

/// Converts between bytes and text, and preserves bytes that are not UTF-8.
package enum ByteText {
    /// The characters for the bytes 0x80 to 0xFF. If valid UTF-8 input contains one of these characters, its bytes are
    /// mapped individually as well, so that every text has only one meaning.
    private static let reserved: ClosedRange<UInt32> = 0x10FE80...0x10FEFF
    private static let base: UInt32 = 0x10FE00

    /// Returns bytes as text without loss.
    package static func text(of bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self), !containsReserved(text) { return text }
        var text = ""
        var rest = bytes[...]
        while let first = rest.first {
            let piece = rest.prefix(length(from: first))
            if let character = String(validating: piece, as: UTF8.self), !containsReserved(character) {
                text += character
                rest = rest.dropFirst(piece.count)
            } else {
                if let scalar = Unicode.Scalar(base + UInt32(first)) { text.unicodeScalars.append(scalar) }
                rest = rest.dropFirst()
            }
        }
        return text
    }

    /// Returns the bytes from which `text(of:)` created a text.
    package static func bytes(of text: String) -> [UInt8] {
        guard containsReserved(text) else { return Array(text.utf8) }
        return text.unicodeScalars.flatMap { scalar in
            reserved.contains(scalar.value) ? [UInt8(truncatingIfNeeded: scalar.value)] : Array(String(scalar).utf8)
        }
    }

    /// Calls a function with the bytes as a C string. A path ends at the first zero byte.
    package static func withCString<Result>(_ text: String, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
        let bytes = bytes(of: text).map { CChar(bitPattern: $0) } + [0]
        return bytes.withUnsafeBufferPointer { buffer in
            // The buffer is never empty, since it ends with a zero.
            guard let start = buffer.baseAddress else { return body("") }
            return body(start)
        }
    }

    /// Returns the text in readable form: `caf\xE9`.
    package static func shown(_ text: String) -> String {
        guard containsReserved(text) else { return text }
        return text.unicodeScalars.map { scalar in
            let byte = UInt8(truncatingIfNeeded: scalar.value)
            return reserved.contains(scalar.value) ? "\\x" + String(byte, radix: 16, uppercase: true) : String(scalar)
        }.joined()
    }

    private static func containsReserved(_ text: String) -> Bool {
        text.unicodeScalars.contains { reserved.contains($0.value) }
    }

    /// Returns the length of the character that starts with this byte, or 1 for a byte that starts no character.
    private static func length(from first: UInt8) -> Int {
        switch first {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }
}
