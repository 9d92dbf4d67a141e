// Formats that can be written row by row, and their writer. `list` uses the writer while it reads. A report uses it
// after everything has been read.

package import Inventory
import Essentials

/// A format whose rows do not depend on each other, so that they can be written while others are still being read.
///
/// The output consists of the header, the rows with `separator` between them, and the footer, even if there are no
/// rows.
package protocol RowFormatter: ReportFormatter {
    /// Returns the text before the first row: the header row, or the opening of the document; nil for nothing.
    /// - Parameter hasTitles: whether to include the header row. The opening of the document is always included.
    func header(_ columns: [Column], hasTitles: Bool) -> String?

    /// Returns one listener, with the line end.
    func text(of row: Row, _ context: ColumnContext, _ columns: [Column]) -> String

    /// The text between two rows.
    var separator: String { get }

    /// Returns the closing of the document; nil for nothing.
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

/// Writes listeners one by one as they arrive.
package struct RowWriter {
    private let formatter: any RowFormatter
    private let columns: [Column]
    private let options: OutputOptions
    private let output: (String) -> Void
    private var hasRows = false
    /// Whether the header has been written.
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

    /// Writes the header, unless it has been written.
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

    /// Writes the footer, and before it the header if nothing has been written.
    package mutating func end() {
        begin()
        if let footer = formatter.footer(columns) { output(footer) }
    }
}
