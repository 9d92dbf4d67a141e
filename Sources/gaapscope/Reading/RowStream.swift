// Listeners page by page, each once: what changes while it is read may come twice. Keeps no rows, and ids only of owners that are still
// being read, so that memory does not grow with the account.

import Inventory
import TencentCloud

final class RowStream {
    private let filters: FilterOptions
    private let write: (Row, ColumnContext) -> Void
    private var written: [OwnerID?: Set<String>] = [:]

    /// - Parameter write: takes a row that passes the filters and has not been written yet.
    init(filters: FilterOptions, write: @escaping (Row, ColumnContext) -> Void) {
        self.filters = filters
        self.write = write
    }

    /// - Parameter account: knows the owners.
    func write(_ page: FetchedPage, _ account: Account) {
        // Filters look at owners as well, so a page becomes an account of its own.
        var own = Account()
        let owners = page.owner.map { [$0] } ?? page.listeners.compactMap(OwnerID.init(of:))
        own.learn(owners.compactMap { account.owners[$0]?.owner })
        let rows = own.merge(
            page.listeners, askedOf: page.owner, reading: page.reading, at: page.receivedAt, requestID: page.requestID,
            received: page.received)
        for index in filters.select(from: own, rows) {
            let row = own.rows[index]
            guard written[page.owner, default: []].insert(row.id).inserted else { continue }
            write(row, ColumnContext(owner: own.owners[row.owner]?.owner, now: page.receivedAt))
        }
    }

    /// An owner has been read to its end.
    func forget(_ owner: OwnerID?) { written[owner] = nil }
}
