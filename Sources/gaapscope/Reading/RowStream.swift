// Writes listeners page by page, each listener once. A listener can arrive twice if it changes during the read or if
// the answers of several owners contain it (docs/decisions/0017). The stream keeps a short id of each written listener.
// It keeps a whole row only while the row waits for the owner that it names.

import Inventory
import Reports

final class RowStream {
    private let filters: FilterOptions
    private let write: (Row, ColumnContext) -> Void
    private var written: Set<String> = []
    /// Rows that name another owner than the one whose list contains them. The list of the named owner may contain them
    /// as well.
    private var waiting: [String: (row: Row, context: ColumnContext)] = [:]
    /// The ids of the waiting rows in the order of their arrival.
    private var waitingIDs: [String] = []
    /// The maximum number of waiting rows. Beyond it, a row is written with the owner whose list contains it.
    private static let waitingLimit = 1_000

    /// - Parameter write: receives each row that passes the filters and has not been written yet.
    init(filters: FilterOptions, write: @escaping (Row, ColumnContext) -> Void) {
        self.filters = filters
        self.write = write
    }

    /// Writes the rows of a page that pass the filters.
    /// - Parameter account: contains the owners.
    func write(_ page: FetchedPage, _ account: Account) {
        // Filters also use owners, so the page becomes a separate account.
        var own = Account()
        let owners = page.pass.owner.map { [$0] } ?? page.listeners.compactMap(OwnerID.init(of:))
        own.usesOwnerStates = account.usesOwnerStates
        own.learn(owners.compactMap { account.owners[$0]?.owner }, at: page.receivedAt)
        own.begin(LoadID(1), Question(.all))
        let changes = own.apply(.page(LoadID(1), page), at: page.receivedAt)
        for index in filters.select(from: own, changes.rows) {
            let row = own.rows[index]
            let key = Self.key(row.id)
            guard !written.contains(key) else { continue }
            let context = ColumnContext(owner: own.owner(of: row), now: page.receivedAt)
            let named = OwnerID(of: row.listener)
            if page.pass.owner != nil, let named, named != row.owner, waiting.count < Self.waitingLimit {
                if waiting.updateValue((row, context), forKey: key) == nil { waitingIDs.append(key) }
                continue
            }
            waiting[key] = nil
            written.insert(key)
            write(row, context)
        }
    }

    /// Writes the waiting rows with the owner whose list contains them. Called at the end of the read.
    func finish() {
        for key in waitingIDs {
            if let (row, context) = waiting.removeValue(forKey: key) { write(row, context) }
        }
        waitingIDs = []
    }

    /// Returns an id without its common prefix. The remaining eight bytes are stored inline in the string.
    private static func key(_ id: String) -> String {
        let prefix = "listener-"
        return id.hasPrefix(prefix) ? String(id.dropFirst(prefix.count)) : "=" + id
    }
}
