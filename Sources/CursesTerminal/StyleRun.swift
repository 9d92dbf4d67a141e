// Splits the cells of a row into runs with the same attributes, because ncurses draws one run at a time. Both ends of a
// changed range lie between characters, never inside a wide character.

import Browser

/// Finds the columns of a row that differ.
enum ChangedColumns {
    /// Returns the range from the first to the last cell that differs, extended to whole characters of the new row. If
    /// the old row is unknown, the range covers the whole row.
    static func range(of cells: ArraySlice<Cell>, since old: ArraySlice<Cell>?) -> Range<Int> {
        guard let old, old.count == cells.count else { return 0..<cells.count }
        let new = cells.startIndex
        let before = old.startIndex
        var from = 0
        while from < cells.count, cells[new + from] == old[before + from] { from += 1 }
        var to = cells.count
        while to > from, cells[new + to - 1] == old[before + to - 1] { to -= 1 }
        while from > 0, from < cells.count, cells[new + from].width == 0 { from -= 1 }
        while to < cells.count, cells[new + to].width == 0 { to += 1 }
        return from..<to
    }
}

/// Adjacent cells of a row with the same attributes.
struct StyleRun: Equatable {
    var column: Int
    var attributes: Palette.Attributes
    var codePoints: [UInt32]

    /// Returns the runs of a part of a row. A wide character that would extend beyond the right edge becomes a blank.
    static func runs(
        of cells: ArraySlice<Cell>, in range: Range<Int>, columns: Int, palette: Palette, writer: GlyphWriter
    ) -> [StyleRun] {
        var runs: [StyleRun] = []
        for column in range where column < columns {
            let cell = cells[cells.startIndex + column]
            guard cell.width > 0 else { continue }
            let attributes = palette[cell.style]
            if runs.last?.attributes != attributes {
                runs.append(StyleRun(column: column, attributes: attributes, codePoints: []))
            }
            let shown = column + Int(cell.width) > columns ? .blank : cell
            writer.append(shown, to: &runs[runs.count - 1].codePoints)
        }
        return runs
    }
}
