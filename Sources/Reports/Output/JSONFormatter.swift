import Inventory
import Essentials

/// One JSON document, a snapshot as `SnapshotDocument` describes it. Its head says how much it is worth and comes
/// first, so everything must have been read before it is written.
struct JSONFormatter: ReportFormatter {
    let usesColumns = false

    func write(_ report: Report, _ options: OutputOptions, to output: @escaping (String) -> Void) {
        report.document.write { output(String(decoding: $0, as: UTF8.self)) }
    }
}

/// One JSON object a line, each with the time when its listener was read: for `jq` and for pipes that work while the
/// reading goes on.
struct JSONLinesFormatter: RowFormatter {
    let usesColumns = false

    func header(_ columns: [Column], hasTitles: Bool) -> String? { nil }

    func text(of row: Row, _ context: ColumnContext, _ columns: [Column]) -> String {
        let line = ListenerJSON.line(of: row, owner: context.owner, readAt: row.readAt.wall)
        return String(decoding: line, as: UTF8.self) + "\n"
    }
}
