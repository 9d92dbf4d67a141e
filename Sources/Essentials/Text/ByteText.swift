// Names of files are bytes, and need not be UTF-8. As text they keep those bytes: each byte that is no part of UTF-8
// becomes one character of the private use area, and back. A path that is put together from such texts still names the
// file.

/// Text that keeps bytes which are not UTF-8.
package enum ByteText {
    /// The characters for the bytes 0x80 to 0xFF. They are not taken from valid UTF-8, so that every text has one
    /// meaning.
    private static let reserved: ClosedRange<UInt32> = 0x10FE80...0x10FEFF
    private static let base: UInt32 = 0x10FE00

    /// Returns bytes as text. Nothing is lost.
    package static func text(of bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self), !holdsReserved(text) { return text }
        var text = ""
        var rest = bytes[...]
        while let first = rest.first {
            let piece = rest.prefix(length(from: first))
            if let character = String(validating: piece, as: UTF8.self), !holdsReserved(character) {
                text += character
                rest = rest.dropFirst(piece.count)
            } else {
                if let scalar = Unicode.Scalar(base + UInt32(first)) { text.unicodeScalars.append(scalar) }
                rest = rest.dropFirst()
            }
        }
        return text
    }

    /// Returns the bytes that `text(of:)` was given.
    package static func bytes(of text: String) -> [UInt8] {
        guard holdsReserved(text) else { return Array(text.utf8) }
        return text.unicodeScalars.flatMap { scalar in
            reserved.contains(scalar.value) ? [UInt8(truncatingIfNeeded: scalar.value)] : Array(String(scalar).utf8)
        }
    }

    /// Calls a function with the bytes as the system takes them for a path: up to the first zero.
    package static func withCString<Result>(_ text: String, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
        let bytes = bytes(of: text).map { CChar(bitPattern: $0) } + [0]
        return bytes.withUnsafeBufferPointer { buffer in
            // The buffer is not empty: it ends with a zero.
            guard let start = buffer.baseAddress else { return body("") }
            return body(start)
        }
    }

    /// Returns the text as a person can read it: `caf\xE9`.
    package static func shown(_ text: String) -> String {
        guard holdsReserved(text) else { return text }
        return text.unicodeScalars.map { scalar in
            let byte = UInt8(truncatingIfNeeded: scalar.value)
            return reserved.contains(scalar.value) ? "\\x" + String(byte, radix: 16, uppercase: true) : String(scalar)
        }.joined()
    }

    private static func holdsReserved(_ text: String) -> Bool {
        text.unicodeScalars.contains { reserved.contains($0.value) }
    }

    /// How long a character is that begins with this byte; 1 for a byte that begins none.
    private static func length(from first: UInt8) -> Int {
        switch first {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }
}
