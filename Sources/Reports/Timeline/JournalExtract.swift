// The newest part of a journal, and what it does not hold.

package import Essentials

package struct JournalExtract: Sendable {
    /// The newest first.
    package var entries: [TimelineEntry]
    /// Since when the journal knows what happened; nil where it knows nothing.
    package var beginsAt: UnixTime?
    /// Up to when somebody looked; nil where nobody did.
    package var observedUntil: UnixTime?
    /// Whether the journal holds entries that are older than these.
    package var isCut: Bool

    package init(
        _ entries: [TimelineEntry] = [], beginsAt: UnixTime? = nil, observedUntil: UnixTime? = nil, isCut: Bool = false
    ) {
        self.entries = entries
        self.beginsAt = beginsAt
        self.observedUntil = observedUntil
        self.isCut = isCut
    }
}
