// The causes that explain several problems, for the header. They are computed again only if the account has changed or
// if data that they are based on is no longer recent.

import Inventory
import Reports
import Essentials

/// The causes of the current problems, most important first.
struct Causes: Sendable {
    private(set) var found: [CommonCause] = []
    private var revision = -1
    private var isWhole = false
    /// The earliest time at which data that is recent now will no longer be recent.
    private var holdsUntil: Moment?

    /// Computes the causes again if necessary.
    /// - Parameter isWhole: whether every listener of the account was read.
    mutating func refresh(from account: Account, _ recency: Recency, isWhole: Bool) {
        let isOver = holdsUntil.map { !recency.now.isBefore($0) } ?? false
        guard revision != account.revision || isWhole != self.isWhole || isOver else { return }
        (revision, self.isWhole) = (account.revision, isWhole)
        found = CommonCause.all(in: account, recency, isWhole: isWhole)
        holdsUntil = found.isEmpty ? nil : recency.end(in: account).map { $0 + 0.001 }
    }

    /// Returns the most important cause that explains the problem of a row.
    func explanation(of row: Int) -> CommonCause? { found.first { $0.rows.contains(row) } }
}
