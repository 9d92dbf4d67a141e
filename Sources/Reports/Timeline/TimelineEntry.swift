// One thing that changed, between two readings: what, of which listener or owner, and what it has in common with others
// that changed. Entries are what the journal stores and what the timeline is made of.
//
// Nobody sees the moment of a change. A reading saw the old value and a later reading the new one, and an entry says
// both times; the history that the service records of an origin may narrow them.

package import Essentials
package import Inventory

/// One change, with the time in which it happened.
package struct TimelineEntry: Sendable, Equatable {
    /// The time in which something happened.
    package struct Interval: Sendable, Equatable, Hashable {
        /// When the old value was seen last; nil if that is not known.
        package let after: UnixTime?
        /// When the new value was seen first.
        package let by: UnixTime

        /// A last reading that lies after the first one, as a clock that was set back leaves it, says nothing.
        package init(after: UnixTime?, by: UnixTime) {
            self.after = after.flatMap { $0 <= by ? $0 : nil }
            self.by = by
        }
    }

    package enum What: Sendable, Equatable {
        case listener(Change)
        case owner(OwnerChange)
        /// The listeners of an owner could not be read any more, for a reason in words; without an owner, nothing of
        /// the account could.
        case unreadable(OwnerID?, name: String, reason: String)
        /// They could be read again.
        case readable(OwnerID?, name: String)
        /// Nobody looked at the account, or at one owner: what happened in the interval is not known.
        case gap(OwnerID?)
    }

    /// What an entry has in common with others.
    package enum Cause: Sendable, Equatable, Hashable {
        /// An origin, by its address or name in lower case.
        case origin(String)
        case owner(OwnerID)
        /// The same change of the configuration, in English words.
        case configuration(String)
        /// Where clients come in, or where the origins are, by name.
        case accessRegion(String)
        case originRegion(String)
    }

    /// The owner of the listener as it was then: one that is gone can still be named.
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

        /// Where clients come in, or where the origins are.
        package var region: String? { accessRegion ?? originRegion }
    }

    package var interval: Interval
    package let what: What
    package let place: Place
    package let cause: Cause?
    /// The sweep that found it, a number of the journal's; entries of one sweep are grouped.
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
    /// The id of the listener or owner that it is about; nil for the whole account.
    package var subjectID: String? {
        switch what {
        case .listener(let change): change.subject.id
        case .owner(let change): change.owner.text
        case .unreadable(let owner, _, _), .readable(let owner, _): owner?.text
        case .gap(let owner): owner?.text
        }
    }

    /// The owner that it is about, or whose listener it is about.
    package var owner: OwnerID? {
        switch what {
        case .listener(let change): change.subject.owner
        case .owner(let change): change.owner
        case .unreadable(let owner, _, _), .readable(let owner, _): owner
        case .gap(let owner): owner
        }
    }

    /// Whether it says that the whole account was not observed, or is again: what it hides may be about anything.
    package var isAboutObservation: Bool {
        switch what {
        case .gap: true
        case .unreadable(let owner, _, _), .readable(let owner, _): owner == nil
        case .listener, .owner: false
        }
    }

    /// How the health of a listener changed; nil for everything else.
    package var health: HealthChange? {
        guard case .listener(let change) = what, case .health(let health) = change.what else { return nil }
        return health
    }

    /// Whether two entries are about the same change of the same thing, seen by two observers: the same words, and
    /// intervals that overlap.
    package func isSame(as other: TimelineEntry) -> Bool {
        guard what == other.what else { return false }
        let starts = [interval.after, other.interval.after].compactMap(\.self)
        let end = min(interval.by, other.interval.by)
        return starts.allSatisfy { $0 <= end }
    }

    /// The interval in which both observers agree that it happened.
    package func narrowed(by other: TimelineEntry.Interval) -> TimelineEntry.Interval {
        let starts = [interval.after, other.after].compactMap(\.self)
        return Interval(after: starts.max(), by: min(interval.by, other.by))
    }
}
