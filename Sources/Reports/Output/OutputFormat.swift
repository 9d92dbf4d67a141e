// The output formats of listeners, and the protocol of a formatter. To add a format, add a file and a case. Only the
// table, which is for people, has a language. Formats for programs are the same in every language.

package import Essentials
import Inventory

/// A format. The raw value is the word for `--output`.
package enum OutputFormat: String, CaseIterable, Sendable {
    case table, json, jsonl, csv, tsv, md

    /// The purpose of the format, for help.
    package var about: Wording {
        switch self {
        case .table: Wording("for people", zh: "供人阅读")
        case .json:
            Wording(
                "a snapshot with all fields as received, for --offline and diff",
                zh: "快照：原样保存全部字段，可用于 --offline 与 diff")
        case .jsonl: Wording("one listener per line", zh: "每行一个监听器")
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

    /// Whether rows are written while others are still being read. Markdown is for people, so its rows wait until they
    /// can be sorted.
    package var streams: Bool { self != .md && formatter is any RowFormatter }
}

/// The options of a report besides its format.
package struct OutputOptions: Equatable, Sendable {
    /// Whether to write the header row, in formats that have one.
    package var hasHeader = true
    /// The width of the terminal to which a table is cut; if nil, the table is not cut.
    package var width: Int?
    /// Whether the states in a table are coloured.
    package var usesColor = false
    /// The language of a table's titles and texts.
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
    /// Whether the report's columns determine what is written. If not, listeners are written with all fields.
    var usesColumns: Bool { get }

    /// Writes the whole report, in chunks that contain their line ends.
    func write(_ report: Report, _ options: OutputOptions, to output: @escaping (String) -> Void)
}
