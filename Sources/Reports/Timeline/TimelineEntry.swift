// One change between two readings: what changed, in which listener or owner, and the cause that it has in common with
// other changes. The journal stores entries, and the timeline is made of them.
//
// The exact moment of a change is not observed. One reading found the old value and a later reading the new one, and an
// entry has both times. The history that the service records of an origin may narrow the interval.

package import Essentials
package import Inventory

/// One change, with the interval in which it happened.
package struct TimelineEntry: Sendable, Equatable {
    /// The interval in which something happened.
    package struct Interval: Sendable, Equatable, Hashable {
        /// When the old value was last observed; nil if that is not known.
        package let after: UnixTime?
        /// When the new value was first observed.
        package let by: UnixTime

        /// Creates an interval. If `after` is later than `by`, because the clock was set back, `after` is ignored.
        package init(after: UnixTime?, by: UnixTime) {
            self.after = after.flatMap { $0 <= by ? $0 : nil }
            self.by = by
        }
    }

    package enum What: Sendable, Equatable {
        case listener(Change)
        case owner(OwnerChange)
        /// The listeners of an owner can no longer be read, for this reason. If the owner is nil, nothing of the
        /// account can be read.
        case unreadable(OwnerID?, name: String, reason: Wording)
        /// The listeners of the owner, or of the account, can be read again.
        case readable(OwnerID?, name: String)
        /// The account, or one owner, was not observed. What happened in the interval is not known.
        case gap(OwnerID?)
    }

    /// What an entry has in common with others.
    package enum Cause: Sendable, Equatable, Hashable {
        /// An origin, by its address or domain name in lower case.
        case origin(String)
        case owner(OwnerID)
        /// The same change of the configuration, in English words.
        case configuration(String)
        /// The access region or the origin region, by name.
        case accessRegion(String)
        case originRegion(String)
    }

    /// The properties of the listener's owner at that time. They remain available after the owner is removed.
    package struct Place: Sendable, Equatable, Hashable {
        package let ownerName: String
        package let accessRegion: String?
        package let originRegion: String?

        package init(ownerName: String = "", accessRegion: String? = nil, originRegion: String? = nil) {
            self.ownerName = ownerName
            self.accessRegion = accessRegion
            self.originRegion = originRegion
        }

        init(_ owner: Owner?) {
            self.init(
                ownerName: owner?.name ?? "", accessRegion: owner?.accessRegion, originRegion: owner?.originRegion)
        }

        /// The access region; if it is not known, the origin region.
        package var region: String? { accessRegion ?? originRegion }
    }

    package var interval: Interval
    package let what: What
    package let place: Place
    package let cause: Cause?
    /// The sweep that found the change, numbered by the journal. Entries of one sweep are grouped.
    package var sweep: Int

    package init(interval: Interval, what: What, place: Place = Place(), cause: Cause? = nil, sweep: Int = 0) {
        self.interval = interval
        self.what = what
        self.place = place
        self.cause = cause
        self.sweep = sweep
    }
}

extension TimelineEntry {
    /// The id of the listener or owner that the entry is about; nil for the whole account.
    package var subjectID: String? {
        switch what {
        case .listener(let change): change.subject.id
        case .owner(let change): change.owner.text
        case .unreadable(let owner, _, _), .readable(let owner, _): owner?.text
        case .gap(let owner): owner?.text
        }
    }

    /// The owner that the entry is about, or the owner of its listener.
    package var owner: OwnerID? {
        switch what {
        case .listener(let change): change.subject.owner
        case .owner(let change): change.owner
        case .unreadable(let owner, _, _), .readable(let owner, _): owner
        case .gap(let owner): owner
        }
    }

    /// Whether the entry says that the observation of the whole account stopped or resumed. What happened in between
    /// may concern any listener.
    package var isAboutObservation: Bool {
        switch what {
        case .gap: true
        case .unreadable(let owner, _, _), .readable(let owner, _): owner == nil
        case .listener, .owner: false
        }
    }

    /// The change in a listener's health; nil for other entries.
    package var health: HealthChange? {
        guard case .listener(let change) = what, case .health(let health) = change.what else { return nil }
        return health
    }

    /// Whether two entries are about the same change of the same subject, seen by two observers: the contents are
    /// equal, and the intervals overlap.
    package func isSame(as other: TimelineEntry) -> Bool {
        guard what == other.what else { return false }
        let starts = [interval.after, other.interval.after].compactMap(\.self)
        let end = min(interval.by, other.interval.by)
        return starts.allSatisfy { $0 <= end }
    }

    /// Returns the interval that both observers agree on.
    package func narrowed(by other: TimelineEntry.Interval) -> TimelineEntry.Interval {
        let starts = [interval.after, other.after].compactMap(\.self)
        return Interval(after: starts.max(), by: min(interval.by, other.by))
    }
}
