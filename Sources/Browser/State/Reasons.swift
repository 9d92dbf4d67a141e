// Why the listener looked at is as it is. The rules look through every use of its failing addresses, so what they say
// is kept until the account has changed: a frame does not work it out again.

import Inventory
import Essentials

/// The sentences about one row.
struct Reasons: Sendable {
    private(set) var row: Int?
    private var revision = -1
    /// What is said rests on readings that are recent up to then; nil where time changes nothing.
    private var holdsUntil: Moment?
    private(set) var sentences: [Wording] = []

    init() {}

    /// Works them out where they are not those of this row and state of the account.
    mutating func refresh(_ new: Int?, in account: Account, _ recency: Recency) {
        let isOver = holdsUntil.map { !recency.now.isBefore($0) } ?? false
        guard new != row || revision != account.revision || isOver else { return }
        (row, revision) = (new, account.revision)
        let facts = new.map { account.whyFacts(account.rows[$0], recency) }
        sentences = facts.map(WhyRule.sentences) ?? []
        holdsUntil = facts.flatMap { $0.holdsFor.isFinite ? recency.now + ($0.holdsFor + 0.001) : nil }
    }

    /// A history has come: they are worked out again.
    mutating func forget() { revision = -1 }
}
