// The timeline: what the journal held when it was read last, and what this session has found since. Grouping is put off
// until somebody looks, for a sweep must cost next to nothing.
//
// Invariants: `entries` ascend in the order of writing; `events` are those of `entries` unless `isOutdated`.

import Essentials
import Inventory
package import Reports

package struct TimelineState: Sendable {
    /// An event as it is shown.
    struct Line: Sendable {
        let interval: TimelineEntry.Interval
        let headline: String
        let style: Style
    }

    /// Collects what the sweep under way finds.
    var recorder = ChangeRecorder()
    private var entries: [TimelineEntry] = []
    /// What was found since the journal was asked for, whose answer does not hold it.
    private var unanswered: [TimelineEntry] = []
    private var isOutdated = false
    package private(set) var isLoading = false
    /// The newest first.
    package private(set) var events: [TimelineEvent] = []
    var cursor = LineCursor()
    /// The lines on the screen, by the places of their events: an event may have thousands of entries, which a frame
    /// must not go through.
    private var lines: [Int: Line] = [:]
    /// Since when it is known what happened; nil where nothing was observed.
    private(set) var beginsAt: UnixTime?
    /// Whether `beginsAt` is the beginning of the journal, and not of this session.
    private(set) var isOfJournal = false
    /// Whether the journal holds older entries than these.
    private(set) var isCut = false
    /// Up to when somebody looked.
    private(set) var observedUntil: UnixTime?

    /// Entries kept; older ones are in the journal.
    package static let entriesKept = 10_000

    /// Adds what a sweep found, the oldest first.
    mutating func add(_ found: [TimelineEntry]) {
        guard !found.isEmpty else { return }
        entries += found
        // Not each time, for it moves all others.
        if entries.count > Self.entriesKept + 1_000 {
            entries.removeFirst(entries.count - Self.entriesKept)
            isCut = true
        }
        if isLoading { unanswered += found }
        isOutdated = true
    }

    /// Somebody has looked from one time to another.
    mutating func observe(from start: UnixTime, to end: UnixTime) {
        if beginsAt == nil { beginsAt = start }
        observedUntil = end
    }

    /// The journal is being read.
    mutating func beginLoading() {
        isLoading = true
        unanswered = []
    }

    /// Takes in what the journal holds.
    mutating func receive(_ loaded: JournalExtract) {
        entries = loaded.entries.reversed() + unanswered
        unanswered = []
        isLoading = false
        isOutdated = true
        isCut = loaded.isCut
        if let time = loaded.beginsAt { (beginsAt, isOfJournal) = (time, true) }
        observedUntil = [observedUntil, loaded.observedUntil].compactMap(\.self).max()
    }

    /// Since when nothing of what happened is missing from `entries`; nil where nothing was observed.
    var isKnownSince: UnixTime? { isCut ? entries.first?.interval.by : beginsAt }

    /// The entries whose change was seen after a time, in the order of writing.
    func entries(since time: UnixTime) -> [TimelineEntry] { entries.filter { time < $0.interval.by } }

    /// Returns the newest entries about a listener or owner, newest first, up to a limit.
    func entries(about subject: String, most: Int = .max) -> [TimelineEntry] {
        Array(entries.reversed().lazy.filter { $0.subjectID == subject }.prefix(most))
    }

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
        lines = [:]
        let anchor = cursor.line == 0 ? nil : selected?.entries.last
        events = EventGrouper.events(of: entries.reversed())
        if let anchor, let place = events.firstIndex(where: { $0.entries.last == anchor }) { cursor.follow(to: place) }
        cursor.move(by: 0, of: events.count)
    }

    /// Works out the lines of the places on the screen.
    mutating func prepare(_ places: some Sequence<Int>, in language: Language) {
        var kept: [Int: Line] = [:]
        for place in places where events.indices.contains(place) { kept[place] = line(place, in: language) }
        lines = kept
    }

    func line(_ place: Int, in language: Language) -> Line {
        if let line = lines[place] { return line }
        let event = events[place]
        return Line(interval: event.interval, headline: event.headline(in: language), style: event.style)
    }

    var selected: TimelineEvent? { events.indices.contains(cursor.line) ? events[cursor.line] : nil }
}

extension TimelineEvent {
    /// What got worse stands out.
    fileprivate var style: Style {
        switch kind {
        case .worse: Style(entries.contains { $0.health?.to == .down || $0.health?.to == .dns } ? .bad : .warning)
        case .better: Style(.good)
        case .unreadable: Style(.error)
        case .gap: Style(.warning)
        default: Style(entries.contains { $0.health?.to.isProblem ?? false } ? .warning : .plain)
        }
    }
}
