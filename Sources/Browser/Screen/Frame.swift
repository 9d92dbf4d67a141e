// A whole screen as data. Views write text into it with `put`. Only this code knows that a character can take two
// columns, that a wide character must not be cut in half, and that nothing may be written outside the frame.
//
// Invariants: `cells.count == size.rows * size.columns`; a cell of width 2 is followed by one of width 0 in the same
// row.

package import Essentials

/// One character cell.
package struct Cell: Equatable, Sendable {
    package var glyph: Glyph
    package var style: Style

    package init(glyph: Glyph, style: Style) {
        self.glyph = glyph
        self.style = style
    }

    /// Columns taken: 1 or 2; 0 for the right half of a wide character.
    package var width: Int { glyph.width }

    package static let blank = Cell(glyph: .blank, style: .plain)

    fileprivate static func rightHalf(_ style: Style) -> Cell { Cell(glyph: Glyph(" ", width: 0), style: style) }
}

/// The complete content of the screen.
package struct Frame: Equatable, Sendable {
    package let size: Size
    package private(set) var cells: [Cell]
    /// Where the hardware cursor is shown; nil hides it.
    package var cursor: Position?

    package init(size: Size) {
        self.size = size
        cells = Array(repeating: .blank, count: max(0, size.rows * size.columns))
    }

    /// Returns the cells of one row, left to right.
    package func row(_ row: Int) -> ArraySlice<Cell> {
        cells[row * size.columns..<(row + 1) * size.columns]
    }

    /// Writes a text and returns the column after it.
    ///
    /// The text is cut at `limit` columns (or at the right edge), with `~` in the last one. Control characters and
    /// invisible characters are made visible (`DisplayText`), so nothing that comes from the service can move the
    /// cursor.
    @discardableResult
    package mutating func put(
        _ text: String, row: Int, column: Int, limit: Int = .max, style: Style = .plain
    ) -> Int {
        guard row >= 0, row < size.rows, column >= 0 else { return column }
        let room = min(limit, size.columns - column)
        guard room > 0 else { return column }
        if let count = DisplayText.printableASCIICount(text) {
            return putASCII(text.utf8, count: count, room: room, row: row, column: column, style: style)
        }
        var at = column
        for glyph in DisplayText.fitted(text, columns: room) {
            set(glyph, row: row, column: at, style: style)
            at += glyph.width
        }
        return at
    }

    /// Writes a text into a field of a table, which is filled with blanks of the same style.
    package mutating func put(
        _ text: String, row: Int, columns: Range<Int>, alignRight: Bool = false, style: Style = .plain
    ) {
        let room = min(columns.upperBound, size.columns) - columns.lowerBound
        guard room > 0 else { return }
        fill(row: row, from: columns.lowerBound, to: columns.upperBound, style: style)
        let start = alignRight ? columns.upperBound - DisplayText.width(of: text) : columns.lowerBound
        put(text, row: row, column: max(columns.lowerBound, start), limit: columns.count, style: style)
    }

    /// Writes printable ASCII characters, which take one column each. Most text is of this kind.
    /// - Parameters:
    ///   - count: the number of characters.
    ///   - room: the number of columns that are available.
    private mutating func putASCII(
        _ text: String.UTF8View, count: Int, room: Int, row: Int, column: Int, style: Style
    ) -> Int {
        guard count > 0 else { return column }
        let end = column + min(count, room)
        detach(from: column, to: end, row: row)
        let start = row * size.columns
        var index = start + column
        for byte in text.prefix(room) {
            cells[index] = Cell(glyph: Glyph(Unicode.Scalar(byte), width: 1), style: style)
            index += 1
        }
        if count > room { cells[index - 1].glyph = Glyph("~", width: 1) }
        return end
    }

    /// Fills columns of a row with blanks in a style.
    mutating func fill(row: Int, from: Int = 0, to: Int = .max, style: Style) {
        let first = max(0, from)
        let end = min(to, size.columns)
        guard row >= 0, row < size.rows, first < end else { return }
        detach(from: first, to: end, row: row)
        for index in row * size.columns + first..<row * size.columns + end {
            cells[index] = Cell(glyph: .blank, style: style)
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
        detach(from: column, to: column + glyph.width, row: row)
        cells[index] = Cell(glyph: glyph, style: style)
        if glyph.width == 2 { cells[index + 1] = .rightHalf(style) }
    }

    /// Prepares columns that will be overwritten: if only one half of a wide character is in these columns, the whole
    /// character becomes blank, so that no half remains outside.
    private mutating func detach(from: Int, to: Int, row: Int) {
        let start = row * size.columns
        if from > 0, cells[start + from].width == 0 { cells[start + from - 1] = .blank }
        if to < size.columns, cells[start + to - 1].width == 2 { cells[start + to] = .blank }
    }

    /// The characters as lines of text without trailing blanks: the content of a golden screen.
    package var text: [String] {
        (0..<size.rows).map { row in
            var line = ""
            for cell in self.row(row) where cell.width > 0 { cell.glyph.write(to: &line) }
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}

extension Frame {
    /// Returns the columns of a row from the first to the last cell that differs from an earlier frame of the same
    /// size, extended to whole characters of this frame; empty if the rows are equal.
    package func changedColumns(ofRow row: Int, since earlier: Frame) -> Range<Int> {
        let columns = size.columns
        guard earlier.size == size else { return 0..<columns }
        let start = row * columns
        return cells.withUnsafeBufferPointer { new in
            earlier.cells.withUnsafeBufferPointer { old in
                var from = 0
                while from < columns, new[start + from] == old[start + from] { from += 1 }
                guard from < columns else { return 0..<0 }
                var to = columns
                while to > from, new[start + to - 1] == old[start + to - 1] { to -= 1 }
                while from > 0, new[start + from].width == 0 { from -= 1 }
                while to < columns, new[start + to].width == 0 { to += 1 }
                return from..<to
            }
        }
    }
}
