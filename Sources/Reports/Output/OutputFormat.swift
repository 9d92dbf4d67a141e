// The formats that listeners can be written in, and what a formatter is. To add a format is to add a file and a case.
// Only a table, which people read, has a language; what programs read is the same everywhere.

package import Essentials
import Inventory

/// A format, by the word that `--output` takes.
package enum OutputFormat: String, CaseIterable, Sendable {
    case table, json, jsonl, csv, tsv, md

    /// What it is for.
    package var about: Wording {
        switch self {
        case .table: Wording("for people", zh: "供人阅读")
        case .json:
            Wording(
                "a snapshot: everything as it was received; --offline and diff read it",
                zh: "快照：原样保存全部字段，可用于 --offline 与 diff")
        case .jsonl: Wording("a listener a line", zh: "每行一个监听器")
        case .csv: Wording("for spreadsheets", zh: "用于电子表格")
        case .tsv: Wording("for cut, awk and sort", zh: "用于 cut、awk、sort")
        case .md: Wording("a table for tickets and wikis", zh: "用于工单与文档的表格")
        }
    }

    package var formatter: any ReportFormatter {
        switch self {
        case .table: TableFormatter()
        case .json: JSONFormatter()
        case .jsonl: JSONLinesFormatter()
        case .csv: CSVFormatter()
        case .tsv: TSVFormatter()
        case .md: MarkdownFormatter()
        }
    }

    /// Whether rows are written while others are still being read. People read Markdown, so its rows wait until they
    /// can be sorted.
    package var streams: Bool { self != .md && formatter is any RowFormatter }
}

/// How a report is to be written, besides its format.
package struct OutputOptions: Equatable, Sendable {
    /// A line of titles, in formats that have one.
    package var hasHeader = true
    /// Columns of the terminal that a table is cut to; nil does not cut.
    package var width: Int?
    /// Whether a table's state words are in colour.
    package var usesColor = false
    /// Of a table's titles and words.
    package var language = Language.english

    package init(
        hasHeader: Bool = true, width: Int? = nil, usesColor: Bool = false, language: Language = .english
    ) {
        self.hasHeader = hasHeader
        self.width = width
        self.usesColor = usesColor
        self.language = language
    }
}

/// Writes a report in one format.
package protocol ReportFormatter: Sendable {
    /// Whether the report's columns say what is written; if not, listeners are written whole.
    var usesColumns: Bool { get }

    /// Writes all of it, in chunks with their line ends.
    func write(_ report: Report, _ options: OutputOptions, to output: @escaping (String) -> Void)
}
