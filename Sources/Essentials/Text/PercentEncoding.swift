// Percent-encoding undone, for what others write: proxies' passwords, and the queries of requests.

extension Substring {
    /// What stands behind the encoding; nil where a `%` starts no two hexadecimal digits, or the bytes are no UTF-8.
    ///
    /// - Parameter isForm: whether a `+` is a blank, as in forms.
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
