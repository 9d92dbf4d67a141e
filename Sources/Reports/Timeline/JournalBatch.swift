// The data of one write to the journal: the entries of a sweep, and the time that they cover.

package import Essentials
package import Inventory

/// What one observer found at one time.
package struct JournalBatch: Sendable, Equatable {
    /// What was observed completely, from its first page to its last.
    package enum Scope: Sendable, Equatable {
        case all
        case owner(OwnerID)
        /// Some listeners. The batch is not evidence that the scope was observed.
        case part
    }

    package let scope: Scope
    /// The start of the observation that the batch belongs to, and the time until which it lasted.
    package let since: UnixTime
    package let until: UnixTime
    /// The maximum time in seconds between two observations that count as continuous.
    package let longestGap: Double
    package let entries: [TimelineEntry]

    package init(_ scope: Scope, since: UnixTime, until: UnixTime, longestGap: Double, entries: [TimelineEntry]) {
        self.scope = scope
        self.since = since
        self.until = until
        self.longestGap = longestGap
        self.entries = entries
    }
}
