// Listeners page by page, each once: what changes while it is read may come twice, and so may what several owners'
// answers hold (docs/decisions/0017). Keeps the ids of what was written, in few bytes each, and only those rows that
// wait for the owner that they name.

import Inventory
import Reports

final class RowStream {
    private let filters: FilterOptions
    private let write: (Row, ColumnContext) -> Void
    private var written: Set<String> = []
    /// Rows that name another owner than the one that was asked, which may answer with them, too.
    private var waiting: [String: (row: Row, context: ColumnContext)] = [:]
    /// The ids of those, in the order in which they came.
    private var waitingIDs: [String] = []
    /// Rows that wait, at most: beyond that, a row is written beside the owner that was asked.
    private static let mostWaiting = 1_000

    /// - Parameter write: takes a row that passes the filters and has not been written yet.
    init(filters: FilterOptions, write: @escaping (Row, ColumnContext) -> Void) {
        self.filters = filters
        self.write = write
    }

    /// - Parameter account: knows the owners.
    func write(_ page: FetchedPage, _ account: Account) {
        // Filters look at owners as well, so a page becomes an account of its own.
        var own = Account()
        let owners = page.pass.owner.map { [$0] } ?? page.listeners.compactMap(OwnerID.init(of:))
        own.heedsOwners = account.heedsOwners
        own.learn(owners.compactMap { account.owners[$0]?.owner }, at: page.receivedAt)
        own.begin(LoadID(1), Question(.all))
        let changes = own.apply(.page(LoadID(1), page), at: page.receivedAt)
        for index in filters.select(from: own, changes.rows) {
            let row = own.rows[index]
            let key = Self.key(row.id)
            guard !written.contains(key) else { continue }
            let context = ColumnContext(owner: own.owner(of: row), now: page.receivedAt)
            let named = OwnerID(of: row.listener)
            if page.pass.owner != nil, let named, named != row.owner, waiting.count < Self.mostWaiting {
                if waiting.updateValue((row, context), forKey: key) == nil { waitingIDs.append(key) }
                continue
            }
            waiting[key] = nil
            written.insert(key)
            write(row, context)
        }
    }

    /// Everything has been read: what still waits is written beside the owner that was asked.
    func finish() {
        for key in waitingIDs {
            if let (row, context) = waiting.removeValue(forKey: key) { write(row, context) }
        }
        waitingIDs = []
    }

    /// An id without what nearly all have in front: eight bytes need no memory of their own.
    private static func key(_ id: String) -> String {
        let prefix = "listener-"
        return id.hasPrefix(prefix) ? String(id.dropFirst(prefix.count)) : "=" + id
    }
}
