// Groups entries with one cause into one event: "10.3.1.7 down: 4 listeners, 3 owners (Hong Kong, Singapore)".

import Essentials
package import Inventory

/// What happened at one time for one cause.
package struct TimelineEvent: Sendable, Equatable {
    /// What the entries of an event have in common.
    package enum Kind: Sendable, Equatable, Hashable {
        /// Listeners or their origins got worse, got better, or changed in a way that is neither.
        case worse, better, health
        case added, removed, moved, configuration
        case ownerAdded, ownerRemoved, ownerConfiguration
        case unreadable, readable, gap
    }

    package let kind: Kind
    package let cause: TimelineEntry.Cause?
    /// The entries, the latest first. For a repeated event, the entries of all repetitions.
    package fileprivate(set) var entries: [TimelineEntry]
    /// How often it happened.
    package fileprivate(set) var count = 1
    /// How often the opposite happened in the same time, for example a recovery after a failure.
    package fileprivate(set) var opposites = 0

    /// The interval from the earliest time at which the event may have begun to the latest time at which it was
    /// observed.
    package var interval: TimelineEntry.Interval {
        let oldest = entries.last?.interval
        let starts = entries.compactMap { $0.interval.after ?? $0.interval.by }
        return TimelineEntry.Interval(
            after: oldest?.after == nil ? nil : starts.min(),
            by: entries.map(\.interval.by).max() ?? UnixTime(0))
    }

    /// The listeners of the event, without repeats, in the order of the entries.
    package var listeners: [Change.Subject] {
        var seen: Set<String> = []
        return entries.compactMap { entry in
            guard case .listener(let change) = entry.what, seen.insert(change.subject.id).inserted else { return nil }
            return change.subject
        }
    }

    /// The owners of the event's listeners, or the owners that it is about, without repeats.
    package var owners: [OwnerID] {
        var seen: Set<OwnerID> = []
        return entries.compactMap { entry in entry.owner.flatMap { seen.insert($0).inserted ? $0 : nil } }
    }

    /// The names of the regions of its owners.
    package var regions: [String] { Set(entries.compactMap(\.place.region)).sorted() }
}

// MARK: Grouping

/// Groups entries into events, and folds repetitions. The entries come the latest first, one sweep after another. An
/// event is returned as soon as no older entry can belong to it, so that the first line of a long journal does not
/// require reading all of it.
package struct EventGrouper {
    /// The maximum time in seconds before an event for which the same event counts as a repetition.
    private static let repeatWindow = 1_800.0

    private struct Key: Hashable {
        let cause: TimelineEntry.Cause?
        let kind: TimelineEvent.Kind
        /// Separates entries without a common cause.
        let subject: String?

        /// The key of the opposite event.
        var opposite: Key? { kind.opposite.map { Key(cause: cause, kind: $0, subject: subject) } }
    }

    private var sweep: Int?
    private var entriesOfSweep: [TimelineEntry] = []
    /// Events that may have older repetitions, the latest first; nil for an event that was folded into another.
    private var open: [TimelineEvent?] = []
    /// The number of events that were returned before the first of `open`.
    private var finishedCount = 0
    /// The latest open event of each key, as its number from the beginning.
    private var newest: [Key: Int] = [:]

    package init() {}

    /// Adds the next entry, and returns the events that are finished, the latest first.
    package mutating func add(_ entry: TimelineEntry) -> [TimelineEvent] {
        guard sweep != nil, sweep != entry.sweep else {
            sweep = entry.sweep
            entriesOfSweep.append(entry)
            return []
        }
        closeSweep()
        sweep = entry.sweep
        entriesOfSweep = [entry]
        let limit = entry.interval.by + Self.repeatWindow
        let count = open.firstIndex { event in event.map { $0.newest <= limit } ?? false } ?? open.count
        guard count > 0 else { return [] }
        defer {
            open.removeFirst(count)
            finishedCount += count
        }
        return open.prefix(count).compactMap(\.self)
    }

    /// Returns the remaining events, the latest first.
    package mutating func finish() -> [TimelineEvent] {
        closeSweep()
        defer {
            finishedCount += open.count
            open = []
        }
        return open.compactMap(\.self)
    }

    /// The events that may still change, latest first, as they would be without further entries.
    package var unfinished: [TimelineEvent] {
        var grouper = self
        return grouper.finish()
    }

    /// Returns the events of entries that come the latest first.
    package static func events(of entries: some Sequence<TimelineEntry>) -> [TimelineEvent] {
        var grouper = EventGrouper()
        var events: [TimelineEvent] = []
        for entry in entries { events += grouper.add(entry) }
        return events + grouper.finish()
    }

    private mutating func closeSweep() {
        for (key, event) in Self.events(of: entriesOfSweep) { fold(event, key) }
        entriesOfSweep = []
    }

    /// Returns the events of one sweep: the worst first, then those with the most listeners.
    private static func events(of entries: [TimelineEntry]) -> [(key: Key, event: TimelineEvent)] {
        var places: [Key: Int] = [:]
        var events: [(key: Key, event: TimelineEvent)] = []
        for entry in entries {
            let kind = entry.kind
            let subject = entry.cause == nil ? entry.groupingSubject : nil
            let key = Key(cause: entry.cause, kind: kind, subject: subject)
            if let place = places[key] {
                events[place].event.entries.append(entry)
            } else {
                places[key] = events.count
                events.append((key, TimelineEvent(kind: kind, cause: entry.cause, entries: [entry])))
            }
        }
        if events.count < 2 { return events }
        return events.enumerated().sorted { left, right in
            let ranks = (left.element.key.kind.rank, right.element.key.kind.rank)
            if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
            let counts = (left.element.event.entries.count, right.element.event.entries.count)
            return counts.0 == counts.1 ? left.offset < right.offset : counts.0 > counts.1
        }.map(\.element)
    }

    /// The index of the latest open event with this key, if the older event may be a repetition of it.
    private func place(of key: Key, within event: TimelineEvent) -> Int? {
        guard let number = newest[key], number >= finishedCount, let found = open[number - finishedCount],
            found.newest - event.newest <= Self.repeatWindow
        else { return nil }
        return number - finishedCount
    }

    /// Adds an older event. If a newer event of the same kind is near enough, the older event is folded into the newer
    /// one, together with the opposite events in between. If a newer event of the opposite kind has been repeated, the
    /// older event is folded into that one, too.
    private mutating func fold(_ event: TimelineEvent, _ key: Key) {
        if let opposite = key.opposite {
            if let place = place(of: key, within: event) {
                let undoing = self.place(of: opposite, within: event) ?? 0
                // If several sweeps find parts of one change, each sweep finds different listeners.
                if undoing > place || open[place]?.repeats(event) == true { open[place]?.count += 1 }
                if undoing > place, let undone = open[undoing] {
                    open[place]?.opposites += undone.count
                    open[place]?.entries += undone.entries
                    open[undoing] = nil
                    newest[opposite] = nil
                }
                open[place]?.entries += event.entries
                return
            }
            if let place = place(of: opposite, within: event), (open[place]?.count ?? 1) > 1 {
                open[place]?.opposites += 1
                open[place]?.entries += event.entries
                return
            }
            newest[key] = finishedCount + open.count
        }
        open.append(event)
    }
}

extension TimelineEvent {
    fileprivate var newest: UnixTime { entries.first?.interval.by ?? UnixTime(0) }

    /// How many of its oldest entries are compared with those of an older event.
    private static let compared = 200

    /// Whether an older event of the same kind has a subject in common with this one.
    fileprivate func repeats(_ older: TimelineEvent) -> Bool {
        let subjects = Set(older.entries.prefix(Self.compared).map(\.subjectID))
        return entries.suffix(Self.compared).contains { $0.kind == kind && subjects.contains($0.subjectID) }
    }
}

extension TimelineEvent.Kind {
    /// The opposite kind; nil for kinds without one.
    fileprivate var opposite: Self? {
        switch self {
        case .worse: .better
        case .better: .worse
        case .unreadable: .readable
        case .readable: .unreadable
        default: nil
        }
    }

    /// The order among the events of one sweep, the most important first.
    fileprivate var rank: Int {
        switch self {
        case .worse: 0
        case .unreadable: 1
        case .health: 2
        case .better: 3
        case .readable: 4
        case .removed: 5
        case .ownerRemoved: 6
        case .moved: 7
        case .configuration: 8
        case .ownerConfiguration: 9
        case .added: 10
        case .ownerAdded: 11
        case .gap: 12
        }
    }
}

extension TimelineEntry {
    /// Distinguishes entries without a common cause.
    fileprivate var groupingSubject: String? {
        switch what {
        case .unreadable(_, _, let reason): "unreadable \(reason[.english])"
        case .readable: "readable"
        case .listener, .owner, .gap: subjectID
        }
    }
}
