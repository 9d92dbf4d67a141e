// A whole screen as data. Views write text into it with `put`, which is the one place that knows that a character
// may take two columns, that a cut text must not split one, and that nothing may leave the frame.
//
// Invariants: `cells.count == size.rows * size.columns`; a cell of width 2 is followed by one of width 0 in the same
// row.

import Essentials
import Inventory

/// One character cell.
package struct Cell: Equatable, Sendable {
    /// A printable base code point and the marks that combine with it.
    package var glyph: String
    /// Columns taken: 1 or 2; 0 for the right half of a wide character.
    package var width: UInt8
    package var style: Style

    package static let blank = Cell(glyph: " ", width: 1, style: .plain)
}

/// What the terminal shall show, whole.
package struct Frame: Equatable, Sendable {
    package let size: Size
    package private(set) var cells: [Cell]
    /// Where the hardware cursor is shown; nil hides it.
    package var cursor: Position?

    package init(size: Size) {
        self.size = size
        cells = Array(repeating: .blank, count: max(0, size.rows * size.columns))
    }

    /// The cells of one row, left to right.
    package func row(_ row: Int) -> ArraySlice<Cell> {
        cells[row * size.columns..<(row + 1) * size.columns]
    }

    /// Writes text at a place and returns the column after it.
    ///
    /// The text is cut at `limit` columns (or the right edge), with `~` in the last one; control characters and their
    /// kin are made visible (`DisplayText`), so nothing that comes from the service can move the cursor.
    @discardableResult
    package mutating func put(
        _ text: String, row: Int, column: Int, limit: Int = .max, style: Style = .plain
    ) -> Int {
        guard row >= 0, row < size.rows, column >= 0 else { return column }
        let room = min(limit, size.columns - column)
        guard room > 0 else { return column }
        var at = column
        for glyph in DisplayText.fitted(text, columns: room) {
            set(glyph, row: row, column: at, style: style)
            at += glyph.width
        }
        return at
    }

    /// Fills a stretch of a row with blanks in a style.
    mutating func fill(row: Int, from: Int = 0, to: Int = .max, style: Style) {
        guard row >= 0, row < size.rows else { return }
        for column in max(0, from)..<max(0, max(from, min(to, size.columns))) {
            set(Glyph(text: " ", width: 1), row: row, column: column, style: style)
        }
    }

    /// Changes the style of cells that are written already.
    package mutating func restyle(
        row: Int, from: Int = 0, to: Int = .max, _ change: (inout Style) -> Void
    ) {
        guard row >= 0, row < size.rows else { return }
        for column in max(0, from)..<max(max(0, from), min(to, size.columns)) {
            change(&cells[row * size.columns + column].style)
        }
    }

    private mutating func set(_ glyph: Glyph, row: Int, column: Int, style: Style) {
        guard column + glyph.width <= size.columns else { return }
        let index = row * size.columns + column
        mend(index: index, column: column)
        if glyph.width == 2 { mend(index: index + 1, column: column + 1) }
        cells[index] = Cell(glyph: glyph.text, width: UInt8(glyph.width), style: style)
        if glyph.width == 2 { cells[index + 1] = Cell(glyph: "", width: 0, style: style) }
    }

    /// Half of a wide character that is written over leaves a blank behind, never half a character.
    private mutating func mend(index: Int, column: Int) {
        if cells[index].width == 0 { cells[index - 1] = .blank }
        if cells[index].width == 2, column + 1 < size.columns { cells[index + 1] = .blank }
    }

    /// The characters as lines of text without trailing blanks: what a golden screen holds.
    package var text: [String] {
        (0..<size.rows).map { row in
            var line = ""
            for cell in self.row(row) where cell.width > 0 { line += cell.glyph }
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
