// Orders texts by their UTF-8 bytes. Sort orders use this order instead of String's own order, which normalizes texts
// and therefore cannot be decided by comparing numbers.

/// The first 16 bytes of a text as two numbers, which have the same order as the texts. Most comparisons need only
/// these numbers and do not read the texts.
package struct BytePrefix: Equatable, Sendable {
    package let first: UInt64
    package let second: UInt64
    /// Whether equal numbers mean equal texts: the text has no further bytes, and no zero bytes.
    package let isWhole: Bool

    package init(_ text: String) {
        var (first, second): (UInt64, UInt64) = (0, 0)
        var count = 0
        var hasZero = false
        for byte in text.utf8 {
            if count == 16 { break }
            if byte == 0 { hasZero = true }
            if count < 8 { first = first << 8 | UInt64(byte) } else { second = second << 8 | UInt64(byte) }
            count += 1
        }
        // If there are fewer than 16 bytes, they are shifted to the front.
        if count < 8 { first <<= UInt64(8 * (8 - count)) }
        if count < 16 { second <<= UInt64(8 * (16 - max(8, count))) }
        self.first = first
        self.second = second
        isWhole = !hasZero && text.utf8.count <= 16
    }
}

extension String {
    /// Whether the UTF-8 bytes of the text come before those of another.
    package func precedesByBytes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
