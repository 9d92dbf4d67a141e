// Checks each glyph before it is passed to ncurses, which positions the following characters by the width that the C
// library returns. If that width differs from the width of the cell, the glyph is replaced, so that one unusual name
// cannot shift the rest of its row.

import Browser
import CTerminal
import Essentials

/// Turns the glyphs of cells into code points that take exactly the cells' columns.
struct GlyphWriter {
    /// Only ASCII can be shown. The program's own characters outside ASCII have replacements, and every column of
    /// another character becomes a question mark.
    let asciiOnly: Bool
    /// The function that returns the width of a code point in columns, or -1 if the code point is not printable.
    var width: (UInt32) -> Int = { Int(terminal_width($0)) }

    /// ASCII replacements for the characters outside ASCII that the program itself writes. Each takes one column.
    private static let asciiReplacements: [Unicode.Scalar: UInt32] = ["↓": 0x76, "↑": 0x5E, "…": 0x2E]

    init(asciiOnly: Bool) {
        self.asciiOnly = asciiOnly
    }

    func append(_ cell: Cell, to codePoints: inout [UInt32]) {
        let glyph = cell.glyph
        if let ascii = glyph.ascii {
            codePoints.append(UInt32(ascii))
        } else if asciiOnly, let replacement = Self.asciiReplacements[glyph.base], glyph.marks.isEmpty {
            codePoints.append(replacement)
        } else if asciiOnly {
            codePoints.append(contentsOf: repeatElement(0x3F, count: glyph.width))
        } else if agrees(glyph) {
            codePoints.append(glyph.base.value)
            codePoints.append(contentsOf: glyph.marks.lazy.map(\.value))
        } else {
            codePoints.append(0xFFFD)
            codePoints.append(contentsOf: repeatElement(0x20, count: glyph.width - 1))
        }
    }

    private func agrees(_ glyph: Glyph) -> Bool {
        width(glyph.base.value) == glyph.width && glyph.marks.allSatisfy { width($0.value) == 0 }
    }
}
