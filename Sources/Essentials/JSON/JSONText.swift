// JSON as bytes, for input and output. Input from the network may contain bytes that no parser accepts. Output must be
// valid UTF-8 JSON whatever the input was, and must not send control sequences to a terminal. Both directions preserve
// every value that can be preserved.

/// Repairs JSON from the network, and escapes JSON for output.
package enum JSONText {
    /// Returns the text with repairs of all errors that would make a field or the whole response unreadable: bytes that
    /// are not UTF-8 and unpaired surrogates become U+FFFD, raw control characters inside strings become escapes.
    /// Returns nil if the text needs no repair.
    package static func repaired(_ bytes: [UInt8]) -> [UInt8]? {
        guard needsRepair(bytes) else { return nil }
        var repair = Repair(bytes: bytes)
        return repair.run()
    }

    /// Returns the text with invisible characters and control characters escaped (`\u202e`). The values stay the same.
    /// In JSON such characters occur only inside strings, so checking the whole text is sufficient.
    package static func escaped(_ bytes: [UInt8]) -> [UInt8] {
        // Nearly all responses are plain ASCII and are returned unchanged.
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

    /// Returns whether the text contains a byte or an escape that may need repair: a control character inside a string,
    /// an escape of a surrogate, or a byte sequence that is not UTF-8.
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
        // The error only contains the position, and the repair finds the position itself.
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

        /// Copies a run of bytes outside ASCII. Sequences that are not UTF-8 become U+FFFD.
        private mutating func takeForeign() {
            let end = bytes[index...].firstIndex { $0 < 0x80 } ?? bytes.count
            result.append(contentsOf: String(decoding: bytes[index..<end], as: UTF8.self).utf8)
            index = end
        }

        /// Copies an escape. An unpaired surrogate becomes U+FFFD. Every other escape is copied unchanged, and the
        /// parser checks it.
        private mutating func takeEscape() {
            guard let unit = unit(at: index), (0xD800..<0xE000).contains(unit) else {
                let next = index + 1 < bytes.count ? bytes[index + 1] : 0
                // The character after the backslash may need repair itself.
                return copy((0x20..<0x80).contains(next) ? 2 : 1)
            }
            let isPair = unit < 0xDC00 && self.unit(at: index + 6).map { (0xDC00..<0xE000).contains($0) } == true
            if isPair { return copy(12) }
            result.append(contentsOf: "\\ufffd".utf8)
            index += 6
        }

        /// Returns the code unit of the escape `\uXXXX` that starts at an index, or nil if there is no such escape.
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
