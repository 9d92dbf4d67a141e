// The last look at a glyph before it goes to ncurses, which places what follows by the C library's word on widths. A
// glyph that the two would measure differently is replaced, so that one odd name cannot shift the rest of its row.

import Browser
import CTerminal

/// Turns the glyphs of cells into code points that take exactly the cells' columns.
struct GlyphWriter {
    /// Only ASCII can be shown: what else the program writes has a stand-in, and every other column is a question mark.
    let asciiOnly: Bool
    /// The columns a code point takes, -1 for none.
    var width: (UInt32) -> Int = { Int(terminal_width($0)) }

    /// What the program itself writes beyond ASCII, one column each, as ASCII.
    private static let standIns: [String: UInt32] = ["↓": 0x76, "↑": 0x5E, "…": 0x2E]

    init(asciiOnly: Bool) {
        self.asciiOnly = asciiOnly
    }

    func append(_ cell: Cell, to codePoints: inout [UInt32]) {
        if cell.glyph.utf8.count == 1, let byte = cell.glyph.utf8.first, (0x20..<0x7F).contains(byte), cell.width == 1 {
            codePoints.append(UInt32(byte))
        } else if asciiOnly, let standIn = Self.standIns[cell.glyph] {
            codePoints.append(standIn)
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
