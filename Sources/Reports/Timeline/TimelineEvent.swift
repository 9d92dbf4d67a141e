// Entries with one cause as one event: "10.3.1.7 down: 4 listeners, 3 owners (Hong Kong, Singapore)".

import Essentials
package import Inventory

/// What happened at one time for one cause.
package struct TimelineEvent: Sendable, Equatable {
    /// What is common to the entries of an event.
    package enum Kind: Sendable, Equatable, Hashable {
        /// Listeners or their origins got worse, or better, or changed in a way that is neither.
        case worse, better, health
        case added, removed, moved, configuration
        case ownerAdded, ownerRemoved, ownerConfiguration
        case unreadable, readable, gap
    }

    package let kind: Kind
    package let cause: TimelineEntry.Cause?
    /// The entries, the newest first. An event that repeats holds those of all times.
    package fileprivate(set) var entries: [TimelineEntry]
    /// How often it happened.
    package fileprivate(set) var count = 1
    /// How often the opposite happened in the same time: what went down came back.
    package fileprivate(set) var opposites = 0

    /// From the first time on which it may have begun to the last by which it was seen.
    package var interval: TimelineEntry.Interval {
        let oldest = entries.last?.interval
        let starts = entries.compactMap { $0.interval.after ?? $0.interval.by }
        return TimelineEntry.Interval(
            after: oldest?.after == nil ? nil : starts.min(),
            by: entries.map(\.interval.by).max() ?? UnixTime(0))
    }

    /// The listeners that it is about, each once, in the order of the entries.
    package var listeners: [Change.Subject] {
        var seen: Set<String> = []
        return entries.compactMap { entry in
            guard case .listener(let change) = entry.what, seen.insert(change.subject.id).inserted else { return nil }
            return change.subject
        }
    }

    /// The owners of its listeners, or those that it is about, each once.
    package var owners: [OwnerID] {
        var seen: Set<OwnerID> = []
        return entries.compactMap { entry in entry.owner.flatMap { seen.insert($0).inserted ? $0 : nil } }
    }

    /// Where its owners are, by name.
    package var regions: [String] { Set(entries.compactMap(\.place.region)).sorted() }
}

// MARK: Grouping

/// Makes events of entries that come the newest first, one sweep after another, and folds what repeats. An event is
/// handed out as soon as nothing older can belong to it, so that a long journal need not be read whole for its first
/// line.
package struct EventGrouper {
    /// Seconds before an event in which the same counts as a repeat of it.
    private static let repeatWindow = 1_800.0

    private struct Key: Hashable {
        let cause: TimelineEntry.Cause?
        let kind: TimelineEvent.Kind
        /// What has no cause in common with others stands alone.
        let subject: String?

        /// The key of what undoes it.
        var opposite: Key? { kind.opposite.map { Key(cause: cause, kind: $0, subject: subject) } }
    }

    private var sweep: Int?
    private var entriesOfSweep: [TimelineEntry] = []
    /// Events that may get repeats, the newest first; nil for one that was folded into another.
    private var open: [TimelineEvent?] = []
    /// How many were handed out before the first of `open`.
    private var finishedCount = 0
    /// The newest open event of each key, as its number from the beginning.
    private var newest: [Key: Int] = [:]

    package init() {}

    /// Takes the next entry, and returns the events that are finished, the newest first.
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

    /// Returns the events that are left, the newest first.
    package mutating func finish() -> [TimelineEvent] {
        closeSweep()
        defer {
            finishedCount += open.count
            open = []
        }
        return open.compactMap(\.self)
    }

    /// The events of entries that come the newest first.
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

    /// The events of one sweep: the worst first, then those of most listeners.
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

    /// The place of the newest open event of a key that an older event may be a repeat of.
    private func place(of key: Key, within event: TimelineEvent) -> Int? {
        guard let number = newest[key], number >= finishedCount, let found = open[number - finishedCount],
            found.newest - event.newest <= Self.repeatWindow
        else { return nil }
        return number - finishedCount
    }

    /// Adds an older event: to a newer one of its kind, where there is one near enough. What undid it in between goes
    /// along, and from then on what undoes it does, too.
    private mutating func fold(_ event: TimelineEvent, _ key: Key) {
        if let opposite = key.opposite {
            if let place = place(of: key, within: event) {
                let undoing = self.place(of: opposite, within: event) ?? 0
                // What several sweeps find of one change is about other listeners each time.
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

    /// Entries at its end that are compared with those of an older event.
    private static let compared = 200

    /// Whether an older event of its kind is about something that it is about, too.
    fileprivate func repeats(_ older: TimelineEvent) -> Bool {
        let subjects = Set(older.entries.prefix(Self.compared).map(\.subjectID))
        return entries.suffix(Self.compared).contains { $0.kind == kind && subjects.contains($0.subjectID) }
    }
}

extension TimelineEvent.Kind {
    /// What undoes it; nil for what does not go to and fro.
    fileprivate var opposite: Self? {
        switch self {
        case .worse: .better
        case .better: .worse
        case .unreadable: .readable
        case .readable: .unreadable
        default: nil
        }
    }

    /// What matters most comes first among the events of one sweep.
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
    /// What stands for itself among entries without a cause.
    fileprivate var groupingSubject: String? {
        switch what {
        case .unreadable(_, _, let reason): "unreadable \(reason)"
        case .readable: "readable"
        case .listener, .owner, .gap: subjectID
        }
    }
}
