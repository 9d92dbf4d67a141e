// The timeline: the content of the journal when it was last read, and the changes found by this session since then.
// Entries are grouped only when the timeline is shown, so that a sweep stays cheap.
//
// Invariants: `entries` are in the order in which they were written; `events` are the groups of `entries` unless
// `isOutdated` is true.

import Essentials
import Inventory
package import Reports

package struct TimelineState: Sendable {
    /// A formatted event.
    struct Line: Sendable {
        let interval: TimelineEntry.Interval
        let headline: String
        let style: Style
    }

    /// The pieces of the journal that have arrived. Each piece is grouped when it arrives, so that grouping a piece
    /// never takes longer than a frame.
    private struct Answer: Sendable {
        /// The entries, newest first.
        private(set) var entries: [TimelineEntry] = []
        private var grouper = EventGrouper()
        private var finished: [TimelineEvent] = []

        mutating func add(_ piece: [TimelineEntry]) {
            entries += piece
            for entry in piece { finished += grouper.add(entry) }
        }

        var events: [TimelineEvent] { finished + grouper.unfinished }
    }

    /// Returns whether the pieces of the journal that have arrived reach back to a time.
    func hasAnswer(backTo time: UnixTime) -> Bool { answer.entries.last.map { $0.interval.by < time } ?? false }

    /// Collects the changes that the current sweep finds.
    var recorder = ChangeRecorder()
    private var entries: [TimelineEntry] = []
    /// The changes found since the journal was requested. The answer of the journal does not contain them.
    private var unanswered: [TimelineEntry] = []
    /// The pieces of the answer that have arrived.
    private var answer = Answer()
    private var isOutdated = false
    package private(set) var isLoading = false
    /// The events, newest first.
    package private(set) var events: [TimelineEvent] = []
    var cursor = LineCursor()
    /// The formatted lines on the screen, by index of their events. An event may have thousands of entries, so it is
    /// not formatted for every frame.
    private var lines: [Int: Line] = [:]
    /// Since when changes are known; nil if nothing was observed.
    private(set) var beginsAt: UnixTime?
    /// Whether `beginsAt` is the beginning of the journal instead of this session.
    private(set) var isOfJournal = false
    /// Whether the journal contains older entries.
    private(set) var isCut = false
    /// The end of the last observation.
    private(set) var observedUntil: UnixTime?

    /// The maximum number of stored entries. Older ones are in the journal.
    package static let entriesKept = 10_000

    /// Adds the changes of a sweep, oldest first.
    mutating func add(_ found: [TimelineEntry]) {
        guard !found.isEmpty else { return }
        entries += found
        // Removing entries moves all others, so it is not done every time.
        if entries.count > Self.entriesKept + 1_000 {
            entries.removeFirst(entries.count - Self.entriesKept)
            isCut = true
        }
        if isLoading { unanswered += found }
        isOutdated = true
    }

    /// Notes that the account was observed during a period.
    mutating func observe(from start: UnixTime, to end: UnixTime) {
        if beginsAt == nil { beginsAt = start }
        observedUntil = end
    }

    /// Notes that the journal is being read.
    mutating func beginLoading() {
        isLoading = true
        unanswered = []
        answer = Answer()
    }

    /// Adds a piece of the journal. The known entries stay until the pieces contain at least as many entries.
    mutating func receive(_ loaded: JournalExtract) {
        answer.add(loaded.entries)
        isLoading = loaded.isContinued
        guard !isLoading || answer.entries.count >= entries.count else { return }
        entries = answer.entries.reversed() + unanswered
        isOutdated = true
        if unanswered.isEmpty { show(answer.events) }
        if !isLoading { (unanswered, answer) = ([], Answer()) }
        isCut = loaded.isCut || loaded.isContinued
        if let time = loaded.beginsAt { (beginsAt, isOfJournal) = (time, true) }
        observedUntil = [observedUntil, loaded.observedUntil].compactMap(\.self).max()
    }

    /// Since when `entries` are complete; nil if nothing was observed.
    var isKnownSince: UnixTime? { isCut ? entries.first?.interval.by : beginsAt }

    /// Returns the entries whose change was observed after a time, in the order of writing.
    func entries(since time: UnixTime) -> [TimelineEntry] { entries.filter { time < $0.interval.by } }

    /// Returns the newest entries about a listener or owner, newest first, up to a limit.
    func entries(about subject: String, limit: Int = .max) -> [TimelineEntry] {
        Array(entries.reversed().lazy.filter { $0.subjectID == subject }.prefix(limit))
    }

    /// Returns the newest entry about a listener.
    func newest(of listenerID: String) -> TimelineEntry? { entries.last { $0.subjectID == listenerID } }

    /// Replaces an entry by a more exact one.
    mutating func replace(_ known: TimelineEntry, by exact: TimelineEntry) {
        guard let index = entries.lastIndex(of: known) else { return }
        entries[index] = exact
        isOutdated = true
    }

    /// Groups the entries into events if they have changed.
    mutating func refresh() {
        if isOutdated { show(EventGrouper.events(of: entries.reversed())) }
    }

    /// Shows the events of `entries`. The cursor stays on its event.
    private mutating func show(_ new: [TimelineEvent]) {
        isOutdated = false
        lines = [:]
        let anchor = cursor.line == 0 ? nil : selected?.entries.last
        events = new
        if let anchor, let index = events.firstIndex(where: { $0.entries.last == anchor }) { cursor.follow(to: index) }
        cursor.move(by: 0, of: events.count)
    }

    /// Formats the lines on the screen.
    mutating func prepare(_ indexes: some Sequence<Int>, in language: Language) {
        var kept: [Int: Line] = [:]
        for index in indexes where events.indices.contains(index) { kept[index] = line(index, in: language) }
        lines = kept
    }

    func line(_ index: Int, in language: Language) -> Line {
        if let line = lines[index] { return line }
        let event = events[index]
        return Line(interval: event.interval, headline: event.headline(in: language), style: event.style)
    }

    var selected: TimelineEvent? { events.indices.contains(cursor.line) ? events[cursor.line] : nil }
}

extension TimelineEvent {
    /// The style of the headline, which highlights changes for the worse.
    fileprivate var style: Style {
        switch kind {
        case .worse: Style(isOfWorseOwner ? .bad : worst?.role ?? .warning)
        case .better: Style(.good)
        case .unreadable: Style(.error)
        case .gap: Style(.warning)
        default: Style(worst.flatMap { $0.isProblem ? $0.role : nil } ?? .plain)
        }
    }

    /// The entries of the event itself, without the entries that undid it.
    private var own: some Sequence<TimelineEntry> { entries.lazy.filter { $0.kind == kind } }

    /// Whether a proxy or group forwards less than before.
    private var isOfWorseOwner: Bool { own.contains { if case .owner = $0.what { true } else { false } } }

    /// The worst state that a listener changed to.
    private var worst: State? { own.compactMap { $0.health?.to }.min() }
}
