// Why the listener looked at is as it is. The rules look through every use of its failing addresses, so what they say is kept until the
// account has changed: a frame does not work it out again.

import Inventory
import TencentCloud

/// The sentences about one row.
package struct Reasons: Sendable {
    private(set) var row: Int?
    private var revision = -1
    private(set) var sentences: [Wording] = []

    package init() {}

    /// Works them out where they are not those of this row and state of the account.
    mutating func refresh(_ new: Int?, in account: Account) {
        guard new != row || revision != account.revision else { return }
        (row, revision) = (new, account.revision)
        sentences = new.map { WhyRule.sentences(account.whyFacts(account.rows[$0])) } ?? []
    }

    /// A history has come: they are worked out anew.
    mutating func forget() { revision = -1 }
}
