// A piece of a journal. The latest entries come first, so that the first screen does not wait for the older entries.

package import Essentials

package struct JournalExtract: Sendable {
    /// The latest entry first.
    package var entries: [TimelineEntry]
    /// When the journal begins; nil if it has no data.
    package var beginsAt: UnixTime?
    /// Until when the account was observed; nil if it never was.
    package var observedUntil: UnixTime?
    /// Whether the journal contains entries that are older than these.
    package var isCut: Bool
    /// Whether another piece with older entries follows.
    package var isContinued: Bool

    package init(
        _ entries: [TimelineEntry] = [], beginsAt: UnixTime? = nil, observedUntil: UnixTime? = nil, isCut: Bool = false,
        isContinued: Bool = false
    ) {
        self.entries = entries
        self.beginsAt = beginsAt
        self.observedUntil = observedUntil
        self.isCut = isCut
        self.isContinued = isContinued
    }
}
