// The timeline: what the journal held when it was read last, and what this session has found since. Grouping is put off
// until somebody looks, for a sweep must cost next to nothing.
//
// Invariants: `entries` ascend in the order of writing; `events` are those of `entries` unless `isOutdated`.

import Essentials
package import Reports

package struct TimelineState: Sendable {
    /// Collects what the sweep under way finds.
    var recorder = ChangeRecorder()
    private var entries: [TimelineEntry] = []
    /// What was found since the journal was asked for, whose answer does not hold it.
    private var unanswered: [TimelineEntry] = []
    private var isOutdated = false
    package private(set) var isLoading = false
    /// The newest first.
    package private(set) var events: [TimelineEvent] = []
    private(set) var cursor = 0
    var top = 0

    /// Entries kept; older ones are in the journal.
    package static let entriesKept = 10_000

    /// Adds what a sweep found, the oldest first.
    mutating func add(_ found: [TimelineEntry]) {
        guard !found.isEmpty else { return }
        entries += found
        // Not each time, for it moves all others.
        if entries.count > Self.entriesKept + 1_000 { entries.removeFirst(entries.count - Self.entriesKept) }
        if isLoading { unanswered += found }
        isOutdated = true
    }

    /// The journal is being read.
    mutating func beginLoading() {
        isLoading = true
        unanswered = []
    }

    /// Takes in what the journal holds, the newest first.
    mutating func receive(_ loaded: [TimelineEntry]) {
        entries = loaded.reversed() + unanswered
        unanswered = []
        isLoading = false
        isOutdated = true
    }

    /// The entries whose change was seen after a time, in the order of writing.
    func entries(since time: UnixTime) -> [TimelineEntry] { entries.filter { time < $0.interval.by } }

    /// The newest entry about a listener.
    func newest(of listenerID: String) -> TimelineEntry? { entries.last { $0.subjectID == listenerID } }

    /// Puts a more exact entry in the place of one.
    mutating func replace(_ known: TimelineEntry, by exact: TimelineEntry) {
        guard let place = entries.lastIndex(of: known) else { return }
        entries[place] = exact
        isOutdated = true
    }

    /// Works the events out, with the cursor on the event that it was on.
    mutating func refresh() {
        guard isOutdated else { return }
        isOutdated = false
        let anchor = cursor == 0 ? nil : selected?.entries.last
        events = EventGrouper.events(of: entries.reversed())
        if let anchor, let place = events.firstIndex(where: { $0.entries.last == anchor }) {
            top += place - cursor
            cursor = place
        }
        move(by: 0)
    }

    var selected: TimelineEvent? { events.indices.contains(cursor) ? events[cursor] : nil }

    mutating func move(by lines: Int) {
        let (place, overflows) = cursor.addingReportingOverflow(lines)
        cursor = max(0, min(overflows ? (lines < 0 ? 0 : Int.max) : place, events.count - 1))
    }

    /// Scrolls as little as needed for the cursor to be seen.
    mutating func scroll(height: Int) {
        guard height > 0 else { return }
        if cursor < top { top = cursor }
        if cursor >= top + height { top = cursor - height + 1 }
        top = max(0, min(top, max(0, events.count - height)))
    }

    mutating func goToTop() {
        cursor = 0
        top = 0
    }
}
