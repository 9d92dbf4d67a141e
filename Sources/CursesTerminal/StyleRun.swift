// Splits the cells of a row into runs with the same attributes, because ncurses draws one run at a time.

import Browser

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
            let shown = column + cell.width > columns ? .blank : cell
            writer.append(shown, to: &runs[runs.count - 1].codePoints)
        }
        return runs
    }
}
