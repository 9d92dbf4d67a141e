// Formats that can be written row by row, and the one writer that does so: `list` while it reads, a report at its end.

package import Inventory
import Essentials

/// A format whose rows do not depend on each other: they can be written while others are still being read.
///
/// What is written is the header, the rows with `separator` between them, and the footer, also where there is no row.
package protocol RowFormatter: ReportFormatter {
    /// What stands before the first row: the line of titles, or what opens the whole; nil for nothing.
    /// - Parameter hasTitles: whether titles are wanted; what opens the whole is written in any case.
    func header(_ columns: [Column], hasTitles: Bool) -> String?

    /// One listener, with the line end.
    func text(of row: Row, _ context: ColumnContext, _ columns: [Column]) -> String

    /// What stands between two rows.
    var separator: String { get }

    /// What closes the whole; nil for nothing.
    func footer(_ columns: [Column]) -> String?
}

extension RowFormatter {
    package var separator: String { "" }

    package func footer(_ columns: [Column]) -> String? { nil }

    package func write(_ report: Report, _ options: OutputOptions, to output: @escaping (String) -> Void) {
        var writer = RowWriter(self, report.columns, options, to: output)
        report.forEachRow { row, context in writer.write(row, context) }
        writer.end()
    }
}

/// Writes listeners one by one, whenever they come.
package struct RowWriter {
    private let formatter: any RowFormatter
    private let columns: [Column]
    private let options: OutputOptions
    private let output: (String) -> Void
    private var hasRows = false
    /// Whether the header was written.
    package private(set) var isBegun = false

    package init(
        _ formatter: any RowFormatter, _ columns: [Column], _ options: OutputOptions,
        to output: @escaping (String) -> Void
    ) {
        self.formatter = formatter
        self.columns = columns
        self.options = options
        self.output = output
    }

    /// Writes the header, once.
    package mutating func begin() {
        if isBegun { return }
        isBegun = true
        if let header = formatter.header(columns, hasTitles: options.hasHeader) { output(header) }
    }

    package mutating func write(_ row: Row, _ context: ColumnContext) {
        begin()
        let text = formatter.text(of: row, context, columns)
        output(hasRows ? formatter.separator + text : text)
        hasRows = true
    }

    /// Writes the footer, and the header where nothing was written before.
    package mutating func end() {
        begin()
        if let footer = formatter.footer(columns) { output(footer) }
    }
}
