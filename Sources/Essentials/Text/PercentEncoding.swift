// Decodes percent-encoding in external text: passwords of proxies, and queries of requests.

extension Substring {
    /// Returns the decoded text, or nil if a `%` is not followed by two hexadecimal digits or the bytes are not UTF-8.
    ///
    /// - Parameter isForm: whether `+` is decoded as a space, as in forms.
    package func percentDecoded(isForm: Bool = false) -> String? {
        var bytes: [UInt8] = []
        var rest = utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+") where isForm: bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = Self.digit(rest.popFirst()), let low = Self.digit(rest.popFirst()) else { return nil }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8?) -> UInt8? {
        byte.flatMap { Character(UnicodeScalar($0)).hexDigitValue }.map(UInt8.init)
    }
}
