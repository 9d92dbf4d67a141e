import Inventory

/// Columns for people: aligned by what is shown, wide characters counted as two, cut only to a terminal.
struct TableFormatter: ReportFormatter {
    func lines(_ report: Report, _ options: OutputOptions) -> [String] {
        let cells = report.rows.map { index in
            let row = report.account.rows[index]
            let context = ColumnContext(owner: report.account.owners[row.owner]?.owner, now: report.now)
            return options.columns.map { DisplayText.visible($0.text(row, context)) }
        }
        let titles = options.columns.map(\.title)
        let widths = options.columns.indices.map { column in
            let widest = cells.reduce(0) { max($0, DisplayText.width(of: $1[column])) }
            return max(widest, options.hasHeader ? DisplayText.width(of: titles[column]) : 0)
        }
        return ((options.hasHeader ? [titles] : []) + cells).map { line(of: $0, widths, options) }
    }

    private func line(of cells: [String], _ widths: [Int], _ options: OutputOptions) -> String {
        let padded = zip(cells, zip(widths, options.columns)).map { cell, layout in
            DisplayText.padded(cell, columns: layout.0, alignRight: layout.1.alignsRight)
        }
        var line = padded.joined(separator: " ")
        while line.last == " " { line.removeLast() }
        guard let width = options.width, DisplayText.width(of: line) > width else { return line }
        return DisplayText.fitted(line, columns: width).map(\.text).joined()
    }
}
