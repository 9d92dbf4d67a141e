// A snapshot file: reading it, what the program does with its contents, and writing it again.

import Essentials
import Inventory
import Reports

enum SnapshotsTarget {
    static func run(_ bytes: [UInt8]) throws {
        let document: SnapshotDocument
        do throws(SnapshotError) {
            document = try SnapshotDocument(parsing: bytes)
        } catch {
            try FailedCheck.unless(!"\(error)".isEmpty, "an error has a message")
            return
        }
        let account = document.contents(reading: 0)
        let rows = account.rows.indices.filter { !account.rows[$0].isRemoved }
        let now = Moment(wall: UnixTime(1_795_000_000), uptime: .seconds(100))
        let context = ColumnContext(owner: nil, now: now)
        for row in rows.prefix(20) {
            for column in Column.all {
                let text = DisplayText.visible(column.text(account.rows[row], context))
                try FailedCheck.unless(
                    !text.unicodeScalars.contains { $0.properties.generalCategory == .control },
                    "no control character reaches the terminal from \(column.id.rawValue)")
            }
        }
        var written: [UInt8] = []
        Report(account: account, rows: rows, isComplete: document.isComplete, now: now).document.write {
            written += $0
        }
        let again: SnapshotDocument
        do throws(SnapshotError) {
            again = try SnapshotDocument(parsing: written)
        } catch {
            throw FailedCheck("a snapshot that was read can be written and read again: \(error)")
        }
        try FailedCheck.unless(again.rows.count == rows.count, "a snapshot that is written again has the same rows")
    }
}
