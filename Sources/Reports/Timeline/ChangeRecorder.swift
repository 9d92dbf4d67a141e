// Creates entries from the changes that readings found, sweep by sweep. An entry has an interval, the owner's
// properties at that time, and the cause that it has in common with others.

package import Essentials
package import Inventory

/// Collects the changes of a sweep.
package struct ChangeRecorder: Sendable {
    private var drafts: [TimelineEntry] = []
    private var sweepCount = 0
    private var regions = CauseFinder.Regions()

    package init() {}

    /// Whether no changes have been collected since the last `flush`.
    package var isEmpty: Bool { drafts.isEmpty }

    /// Adds transitions.
    /// - Parameter now: the time for transitions without a time of their own.
    package mutating func take(_ transitions: [Transition], in account: Account, now: Moment) {
        let isFirst = drafts.isEmpty
        for transition in transitions { drafts += Self.entries(transition, in: account, now: now) }
        // The regions are collected once in a sweep, and only if there is a change.
        guard isFirst, !drafts.isEmpty else { return }
        for entry in account.owners.values {
            if let region = entry.owner.accessRegion { regions.access.insert(region) }
            if let region = entry.owner.originRegion { regions.origin.insert(region) }
        }
    }

    /// Returns the entries of the sweep, the oldest first, and begins the next sweep. The sweep has a negative number,
    /// because the journal has not numbered it.
    package mutating func flush() -> [TimelineEntry] {
        defer { drafts = [] }
        guard !drafts.isEmpty else { return [] }
        sweepCount += 1
        let causes = CauseFinder(drafts, regions: regions)
        return drafts.map { draft in
            TimelineEntry(
                interval: draft.interval, what: draft.what, place: draft.place, cause: causes.cause(of: draft),
                sweep: -sweepCount)
        }
    }

    private static func entries(_ transition: Transition, in account: Account, now: Moment) -> [TimelineEntry] {
        func entry(_ what: TimelineEntry.What, _ owner: OwnerID?, after: Moment?, by: Moment) -> TimelineEntry {
            TimelineEntry(
                interval: .init(after: after.map { Self.wall($0, at: by) }, by: by.wall), what: what,
                place: TimelineEntry.Place(owner.flatMap { account.owners[$0]?.owner }))
        }
        switch transition {
        case .changed(let old, let new):
            return Comparison.changes(from: old, to: new).map {
                entry(.listener($0), new.owner, after: old.readAt, by: new.readAt)
            }
        case .ownerStateApplied(let old, let new, let after, let by):
            return Comparison.changes(from: old, to: new).map { entry(.listener($0), new.owner, after: after, by: by) }
        case .added(let row, let after):
            let change = Change(subject: .init(row), what: .added(as: row.state))
            return [entry(.listener(change), row.owner, after: after, by: row.readAt)]
        case .removed(let row, let owner):
            let change = Change(subject: .init(row), what: .removed(was: row.state))
            let removed = entry(.listener(change), nil, after: row.readAt, by: now)
            return [TimelineEntry(interval: removed.interval, what: removed.what, place: .init(owner))]
        case .ownerChanged(let old, let new, let after):
            return OwnerChange(from: old, to: new).map { [entry(.owner($0), new.id, after: after, by: now)] } ?? []
        case .ownerAdded(let owner, let after):
            // Groups are reported after proxies, so the list of members is still the previous one.
            let group = account.listingGroup(ofMember: owner.id.text)
            let change =
                group.map { OwnerChange(owner, from: $0, to: nil) }
                ?? OwnerChange(owner: owner.id, name: owner.name, what: .added)
            return [entry(.owner(change), owner.id, after: after, by: now)]
        case .ownerRemoved(let owner, let after):
            let group = account.listingGroup(ofMember: owner.id.text)
            let change =
                group.map { OwnerChange(owner, from: nil, to: $0) }
                ?? OwnerChange(owner: owner.id, name: owner.name, what: .removed)
            var removed = entry(.owner(change), nil, after: after, by: now)
            removed = TimelineEntry(interval: removed.interval, what: removed.what, place: .init(owner))
            return [removed]
        case .unreadable(let owner, let error, let after):
            let name = owner.flatMap { account.owners[$0]?.owner.name } ?? ""
            return [
                entry(
                    .unreadable(owner, name: name, reason: Wording { Notice(error, language: $0).what }), owner,
                    after: after, by: now)
            ]
        case .readable(let owner, let after):
            let name = owner.flatMap { account.owners[$0]?.owner.name } ?? ""
            return [entry(.readable(owner, name: name), owner, after: after, by: now)]
        }
    }

    /// Converts an earlier moment to the wall clock of a later one, so that setting the clock in between does not shift
    /// it. A moment of another run is returned unchanged.
    private static func wall(_ earlier: Moment, at later: Moment) -> UnixTime {
        later.age(of: earlier).map { later.wall + -$0 } ?? earlier.wall
    }
}

extension TimelineEntry {
    /// Returns the entry with an interval that is narrowed by the history of an origin; nil if the history does not
    /// have the time of the failure.
    /// - Parameter granularity: seconds between two points of the history.
    package func narrowed(by since: Since, granularity: Int) -> TimelineEntry? {
        guard since.source == .history, !since.isAtLeast, let health, health.to < health.from else { return nil }
        let (time, step) = (since.time.wall, Double(max(1, granularity)))
        let starts = [interval.after, time + -step].compactMap(\.self)
        let narrowed = Interval(after: starts.max(), by: min(interval.by, time + step))
        guard let after = narrowed.after, after <= narrowed.by, narrowed != interval else { return nil }
        var entry = self
        entry.interval = narrowed
        return entry
    }
}
