// Listeners as a value that is ready to be written. `list` prints it and the browser exports it. Formatters convert it
// to text. The caller decides where the text goes.

package import Inventory
package import Essentials

/// Listeners with the metadata of their reading.
package struct Report: Sendable {
    package let account: Account
    /// Indexes into the account's rows, in order.
    package let rows: [Int]
    /// The columns for formats with columns, in order.
    package let columns: [Column]
    /// Whether everything that was requested was read.
    package let isComplete: Bool
    /// The time at which ages are calculated.
    package let now: Moment
    /// When the reading ended, by the wall clock.
    package let fetchedAt: UnixTime
    package let provenance: Provenance

    /// What was requested and from which service, for the head of a document.
    package struct Provenance: Equatable, Sendable {
        /// The local name of the account.
        package var account: String?
        package var endpoint: String?
        package var scope: Scope?
        /// The filters as they are written on a command line; empty without filters.
        package var filters = ""

        package init(account: String? = nil, endpoint: String? = nil, scope: Scope? = nil, filters: String = "") {
            self.account = account
            self.endpoint = endpoint
            self.scope = scope
            self.filters = filters
        }
    }

    package init(
        account: Account, rows: [Int], columns: [Column] = Report.defaultColumns, isComplete: Bool, now: Moment,
        fetchedAt: UnixTime? = nil, provenance: Provenance = Provenance()
    ) {
        self.account = account
        self.rows = rows
        self.columns = columns
        self.isComplete = isComplete
        self.now = now
        self.fetchedAt = fetchedAt ?? now.wall
        self.provenance = provenance
    }

    /// The default columns of a list.
    package static let defaultColumns = [ColumnID.state, .port, .name, .owner, .origin, .down].map { Column[$0] }

    /// The report as a document that can be stored, compared and browsed.
    package var document: SnapshotDocument {
        var document = SnapshotDocument(
            fetchedAt: fetchedAt, isComplete: isComplete, rows: rows.map { account.rows[$0] })
        document.account = provenance.account
        document.endpoint = provenance.endpoint
        document.scope = provenance.scope
        document.filters = provenance.filters
        if provenance.scope == .all { document.areOwnersComplete = account.ownersListedAt != nil }
        document.owners = account.owners.values.sorted { $0.owner.id < $1.owner.id }.map { entry in
            let isComplete: Bool? =
                switch entry.reading {
                case .unread: nil
                case .complete: true
                case .underWay, .changedWhileReading, .short, .foreign, .endless, .failed: false
                }
            return SnapshotDocument.OwnerRecord(entry.owner, isComplete: isComplete)
        }
        return document
    }

    /// Calls `body` with every row and the other data that its columns need.
    package func forEachRow(in language: Language = .english, _ body: (Row, ColumnContext) -> Void) {
        for index in rows {
            let row = account.rows[index]
            body(row, ColumnContext(owner: account.owner(of: row), now: now, language: language))
        }
    }
}
