// What explains several problems at once, for the header. Worked out again only when the account has changed, or when a
// reading that it rests on is not recent any more.

import Inventory
import Reports
import Essentials

/// The explanations of the problems on record, the most important first.
struct Causes: Sendable {
    private(set) var found: [CommonCause] = []
    private var revision = -1
    /// Up to when every reading is recent that is recent now.
    private var holdsUntil: Moment?

    mutating func refresh(from account: Account, _ recency: Recency) {
        let isOver = holdsUntil.map { !recency.now.isBefore($0) } ?? false
        guard revision != account.revision || isOver else { return }
        revision = account.revision
        found = CommonCause.all(in: account, recency)
        let next = account.glances.lazy.map { recency.left(of: $0.readAt) }.filter { $0 > 0 && $0.isFinite }.min()
        holdsUntil = found.isEmpty ? nil : next.map { recency.now + ($0 + 0.001) }
    }

    /// The origin that explains most, if it is one.
    var origin: OriginAddress? {
        if case .origin(let address)? = found.first?.part { address } else { nil }
    }
}
