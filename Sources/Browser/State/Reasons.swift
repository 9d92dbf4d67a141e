// The reasons for the state of the selected listener. The rules examine every use of its failing addresses, so their
// result is stored until the account changes instead of being computed for every frame.

import Inventory
import Essentials

/// The sentences about one row.
struct Reasons: Sendable {
    private(set) var row: Int?
    private var revision = -1
    /// When data that the sentences are based on is no longer recent; nil if they do not depend on time.
    private var holdsUntil: Moment?
    private(set) var sentences: [Wording] = []

    init() {}

    /// Computes the sentences again unless they belong to this row and this state of the account.
    mutating func refresh(_ new: Int?, in account: Account, _ recency: Recency) {
        let isOver = holdsUntil.map { !recency.now.isBefore($0) } ?? false
        guard new != row || revision != account.revision || isOver else { return }
        (row, revision) = (new, account.revision)
        let facts = new.map { account.whyFacts(account.rows[$0], recency) }
        sentences = facts.map(WhyRule.sentences) ?? []
        holdsUntil = facts.flatMap { $0.holdsFor.isFinite ? recency.now + ($0.holdsFor + 0.001) : nil }
    }

    /// Makes the next `refresh` compute the sentences again, because a history was read.
    mutating func forget() { revision = -1 }
}
