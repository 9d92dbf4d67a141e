/// A base code point with its combining marks, and their width in columns.
///
/// A glyph is a plain value without references, because a screen has thousands of glyphs, which are copied and compared
/// at each key press.
package struct Glyph: Equatable, Sendable {
    /// The maximum number of combining marks. Further marks (as in "zalgo" names) are dropped. ncurses keeps the same
    /// number per cell (`CCHARW_MAX`).
    package static let maximumMarks = 4
    package static let blank = Glyph(" ", width: 1)

    package let base: Unicode.Scalar
    /// Code points of combining marks in their order, then zeros.
    private var first: UInt32 = 0
    private var second: UInt32 = 0
    private var third: UInt32 = 0
    private var fourth: UInt32 = 0
    private let columns: UInt8

    /// Creates a glyph without combining marks.
    /// - Parameter width: the width in columns, 1 or 2.
    package init(_ base: Unicode.Scalar, width: Int) {
        self.base = base
        columns = UInt8(clamping: width)
    }

    /// The width in columns, 1 or 2.
    package var width: Int { Int(columns) }

    /// The glyph as a printable ASCII character; nil if it is not one.
    package var ascii: UInt8? {
        (0x20..<0x7F).contains(base.value) && first == 0 ? UInt8(truncatingIfNeeded: base.value) : nil
    }

    /// Adds a combining mark, unless the glyph already has the maximum number.
    package mutating func combine(with mark: Unicode.Scalar) {
        if first == 0 {
            first = mark.value
        } else if second == 0 {
            second = mark.value
        } else if third == 0 {
            third = mark.value
        } else if fourth == 0 {
            fourth = mark.value
        }
    }

    /// The combining marks in their order.
    package var marks: [Unicode.Scalar] {
        first == 0 ? [] : [first, second, third, fourth].compactMap { $0 == 0 ? nil : Unicode.Scalar($0) }
    }

    package var text: String {
        var text = ""
        write(to: &text)
        return text
    }

    /// Appends the glyph to a text.
    package func write(to text: inout String) {
        text.unicodeScalars.append(base)
        if first != 0 { text.unicodeScalars.append(contentsOf: marks) }
    }
}
