// JSON as bytes, on its way in and on its way out. What comes from the network may hold bytes that no parser takes;
// what goes out must be valid UTF-8 JSON whatever came in, and must not steer a terminal. Both directions keep every
// value that can be kept.

/// Repairs JSON from the network, and escapes JSON for people, files and pipes.
package enum JSONText {
    /// Returns the text with everything repaired that would cost a whole field or a whole answer: bytes that are not
    /// UTF-8 and halves of surrogate pairs become U+FFFD, raw control characters inside strings become escapes. Returns
    /// nil if nothing is wrong.
    package static func repaired(_ bytes: [UInt8]) -> [UInt8]? {
        guard needsRepair(bytes) else { return nil }
        var repair = Repair(bytes: bytes)
        return repair.run()
    }

    /// Returns the text with invisible and steering characters escaped (`\u202e`): the values stay the same. In JSON
    /// such characters stand inside strings only, so a look at the whole text is enough.
    package static func escaped(_ bytes: [UInt8]) -> [UInt8] {
        // Nearly all answers are plain ASCII, and are passed on as they are.
        guard bytes.contains(where: { $0 < 0x20 || $0 >= 0x7F }) else { return bytes }
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.unicodeScalars.contains(where: \.isInvisible) else { return Array(text.utf8) }
        var escaped: [UInt8] = []
        escaped.reserveCapacity(bytes.count + 16)
        for scalar in text.unicodeScalars {
            if scalar.isInvisible {
                appendEscape(of: scalar, to: &escaped)
            } else {
                escaped.append(contentsOf: scalar.utf8)
            }
        }
        return escaped
    }

    /// Appends `\u202e`, or two such escapes for a code point above U+FFFF.
    static func appendEscape(of scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        for unit in scalar.utf16 {
            let digits = String(unit, radix: 16)
            bytes.append(contentsOf: "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
        }
    }

    /// Whether a byte or an escape occurs that may have to be repaired: a control character inside a string, an escape
    /// of a surrogate, or something that is not UTF-8.
    private static func needsRepair(_ bytes: [UInt8]) -> Bool {
        var isASCII = true
        var isInString = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte >= 0x80 { isASCII = false }
            if byte == UInt8(ascii: "\"") {
                isInString.toggle()
            } else if isInString {
                if byte < 0x20 { return true }
                if byte == UInt8(ascii: "\\") {
                    index += 1
                    if index + 1 < bytes.count, bytes[index] == UInt8(ascii: "u"),
                        bytes[index + 1] | 0x20 == UInt8(ascii: "d")
                    {
                        return true
                    }
                    if index < bytes.count, bytes[index] >= 0x80 { isASCII = false }
                }
            }
            index += 1
        }
        if isASCII { return false }
        // The error only says where; a repair looks for itself.
        return (try? UTF8Span(validating: bytes.span)) == nil
    }
}

extension JSONText {
    private struct Repair {
        let bytes: [UInt8]
        var index = 0
        var isInString = false
        var result: [UInt8] = []

        init(bytes: [UInt8]) { self.bytes = bytes }

        mutating func run() -> [UInt8] {
            result.reserveCapacity(bytes.count + 64)
            while index < bytes.count {
                switch bytes[index] {
                case UInt8(ascii: "\""):
                    isInString.toggle()
                    copy(1)
                case UInt8(ascii: "\\") where isInString: takeEscape()
                case 0..<0x20 where isInString:
                    JSONText.appendEscape(of: Unicode.Scalar(bytes[index]), to: &result)
                    index += 1
                case 0x80...: takeForeign()
                default: copy(1)
                }
            }
            return result
        }

        private mutating func copy(_ count: Int) {
            let end = min(index + count, bytes.count)
            result.append(contentsOf: bytes[index..<end])
            index = end
        }

        /// A run of bytes beyond ASCII: what is not UTF-8 in it becomes U+FFFD.
        private mutating func takeForeign() {
            let end = bytes[index...].firstIndex { $0 < 0x80 } ?? bytes.count
            result.append(contentsOf: String(decoding: bytes[index..<end], as: UTF8.self).utf8)
            index = end
        }

        /// An escape: a half of a surrogate pair becomes U+FFFD, everything else is copied for the parser to judge.
        private mutating func takeEscape() {
            guard let unit = unit(at: index), (0xD800..<0xE000).contains(unit) else {
                let next = index + 1 < bytes.count ? bytes[index + 1] : 0
                // Behind the backslash something may stand that needs repair itself.
                return copy((0x20..<0x80).contains(next) ? 2 : 1)
            }
            let isPair = unit < 0xDC00 && self.unit(at: index + 6).map { (0xDC00..<0xE000).contains($0) } == true
            if isPair { return copy(12) }
            result.append(contentsOf: "\\ufffd".utf8)
            index += 6
        }

        /// The code unit of the escape `\uXXXX` that begins at an index; nil where none does.
        private func unit(at start: Int) -> UInt32? {
            guard start + 6 <= bytes.count, bytes[start] == UInt8(ascii: "\\"), bytes[start + 1] == UInt8(ascii: "u")
            else {
                return nil
            }
            return bytes[start + 2..<start + 6].reduce(UInt32?.some(0)) { unit, byte in
                let digit = Character(Unicode.Scalar(byte)).hexDigitValue
                return unit.flatMap { unit in byte < 0x80 ? digit.map { unit << 4 | UInt32($0) } : nil }
            }
        }
    }
}
