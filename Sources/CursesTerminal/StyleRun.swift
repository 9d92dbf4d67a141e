// Cells of a row cut into stretches that look the same, which is what ncurses takes. Both ends of a changed stretch lie
// between characters, never inside a wide one.

import Browser

/// Which columns of a row differ.
enum ChangedColumns {
    /// From the first to the last differing cell, widened to whole characters of the new row; all of it when the old
    /// row is not known.
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

/// Neighbours in a row that look the same.
struct StyleRun: Equatable {
    var column: Int
    var attributes: Palette.Attributes
    var codePoints: [UInt32]

    /// The stretches of part of a row; a wide character that the right edge would cut becomes a blank.
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
