// Checks each glyph before it is passed to ncurses, which positions the following characters by the width that the C
// library returns. If that width differs from the width of the cell, the glyph is replaced, so that one unusual name
// cannot shift the rest of its row.

import Browser
import CTerminal

/// Turns the glyphs of cells into code points that take exactly the cells' columns.
struct GlyphWriter {
    /// Only ASCII can be shown. The program's own characters outside ASCII have replacements, and every column of
    /// another character becomes a question mark.
    let asciiOnly: Bool
    /// Returns the width of a code point in columns, or -1 if the code point is not printable.
    var width: (UInt32) -> Int = { Int(terminal_width($0)) }

    /// ASCII replacements for the characters outside ASCII that the program itself writes. Each takes one column.
    private static let asciiReplacements: [String: UInt32] = ["↓": 0x76, "↑": 0x5E, "…": 0x2E]

    init(asciiOnly: Bool) {
        self.asciiOnly = asciiOnly
    }

    func append(_ cell: Cell, to codePoints: inout [UInt32]) {
        if cell.glyph.utf8.count == 1, let byte = cell.glyph.utf8.first, (0x20..<0x7F).contains(byte), cell.width == 1 {
            codePoints.append(UInt32(byte))
        } else if asciiOnly, let replacement = Self.asciiReplacements[cell.glyph] {
            codePoints.append(replacement)
        } else if asciiOnly {
            codePoints.append(contentsOf: repeatElement(0x3F, count: Int(cell.width)))
        } else if agrees(cell) {
            codePoints.append(contentsOf: cell.glyph.unicodeScalars.lazy.map(\.value))
        } else {
            codePoints.append(0xFFFD)
            codePoints.append(contentsOf: repeatElement(0x20, count: Int(cell.width) - 1))
        }
    }

    private func agrees(_ cell: Cell) -> Bool {
        var scalars = cell.glyph.unicodeScalars.makeIterator()
        guard let base = scalars.next(), width(base.value) == Int(cell.width) else { return false }
        while let mark = scalars.next() {
            if width(mark.value) != 0 { return false }
        }
        return true
    }
}
