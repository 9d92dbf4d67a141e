// What explains several problems at once, for the header. Worked out again only when the account has changed, or when a
// reading that it rests on is not recent any more.

import Inventory
import Reports
import Essentials

/// The explanations of the problems on record, the most important first.
struct Causes: Sendable {
    private(set) var found: [CommonCause] = []
    private var revision = -1
    private var isWhole = false
    /// Up to when every reading is recent that is recent now.
    private var holdsUntil: Moment?

    /// - Parameter isWhole: whether every listener of the account was read.
    mutating func refresh(from account: Account, _ recency: Recency, isWhole: Bool) {
        let isOver = holdsUntil.map { !recency.now.isBefore($0) } ?? false
        guard revision != account.revision || isWhole != self.isWhole || isOver else { return }
        (revision, self.isWhole) = (account.revision, isWhole)
        found = CommonCause.all(in: account, recency, isWhole: isWhole)
        let next = account.glances.lazy.map { recency.left(of: $0.readAt) }.filter { $0 > 0 && $0.isFinite }.min()
        holdsUntil = found.isEmpty ? nil : next.map { recency.now + ($0 + 0.001) }
    }

    /// What explains the problem of a row, the most important first.
    func explanation(of row: Int) -> CommonCause? { found.first { $0.rows.contains(row) } }
}
