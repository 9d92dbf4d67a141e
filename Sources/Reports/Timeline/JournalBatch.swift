// What goes to the journal at once: the entries of a sweep, and for which time they vouch.

package import Essentials
package import Inventory

/// What one observer found at one time.
package struct JournalBatch: Sendable, Equatable {
    /// What was observed whole, from its first page to its last.
    package enum Scope: Sendable, Equatable {
        case all
        case owner(OwnerID)
        /// Some listeners: it says nothing about the time in which it found them.
        case part
    }

    package let scope: Scope
    /// When the observation began that this belongs to, and up to when it reaches.
    package let since: UnixTime
    package let until: UnixTime
    /// Seconds between two observations from which on nobody has looked in between.
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
