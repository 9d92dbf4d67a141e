import Inventory
import Essentials

/// Writes one JSON document, a snapshot in the form of `SnapshotDocument`. The head of the document says whether it is
/// complete, so everything must have been read before the document is written.
struct JSONFormatter: ReportFormatter {
    let usesColumns = false

    func write(_ report: Report, _ options: OutputOptions, to output: @escaping (String) -> Void) {
        report.document.write { output(String(decoding: $0, as: UTF8.self)) }
    }
}

/// Writes one JSON object per line, each with the time when its listener was read. The format is for `jq`, and for
/// pipelines that start before the reading has ended.
struct JSONLinesFormatter: RowFormatter {
    let usesColumns = false

    func header(_ columns: [Column], hasTitles: Bool) -> String? { nil }

    func text(of row: Row, _ context: ColumnContext, _ columns: [Column]) -> String {
        let line = ListenerJSON.line(of: row, owner: context.owner, readAt: row.readAt.wall)
        return String(decoding: line, as: UTF8.self) + "\n"
    }
}
