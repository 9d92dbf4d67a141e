// How long listeners have been as a single reading finds them, from what others have observed and written down: the
// journal, and the state that the last reading has left. Neither is stretched over a time in which nobody looked.
//
// A state that was observed holds up to now only if an unbroken observation reaches up to now, and if the last that it
// saw of the listener is the state of now.

package import Essentials
package import Inventory

/// What was observed of an account before a reading.
package struct ObservedPast: Sendable {
    /// A time without a gap in which somebody observed a scope.
    package struct Span: Sendable, Equatable {
        /// An owner; nil for the whole account.
        package let owner: String?
        package let since: UnixTime
        package let until: UnixTime

        package init(owner: String?, since: UnixTime, until: UnixTime) {
            self.owner = owner
            self.since = since
            self.until = until
        }
    }

    /// The last change of a listener's state. A listener that was added comes from no state.
    package struct Turn: Sendable, Equatable {
        package let to: State?
        package let interval: TimelineEntry.Interval

        package init(to: State?, interval: TimelineEntry.Interval) {
            self.to = to
            self.interval = interval
        }
    }

    /// Whether an owner, or with nil the account, could be read in the end, and when that was found.
    package struct Readability: Sendable, Equatable {
        package let owner: String?
        package let isReadable: Bool
        package let by: UnixTime

        package init(owner: String?, isReadable: Bool, by: UnixTime) {
            self.owner = owner
            self.isReadable = isReadable
            self.by = by
        }
    }

    private let now: UnixTime
    private let longestGap: Double
    /// When the unbroken observation began that reaches up to now: of the account, and of owners where it differs.
    private let begin: UnixTime?
    private var beginOfOwner: [String: UnixTime?] = [:]
    /// By the id of the listener.
    package var turns: [String: Turn] = [:]
    private var kept: (states: [String: State], at: UnixTime)?

    /// - Parameters:
    ///   - longestGap: seconds between two observations from which on nobody has looked in between.
    ///   - now: when the listeners are read.
    package init(_ spans: [Span], _ readabilities: [Readability], longestGap: Double, now: UnixTime) {
        self.now = now
        self.longestGap = longestGap
        let latest = spans.filter { $0.since <= now }.sorted { $0.until > $1.until }
        func begin(_ owner: String?) -> UnixTime? {
            var begin: UnixTime?
            for span in latest where span.owner == nil || span.owner == owner {
                guard (begin ?? now) - span.until <= longestGap else { break }
                begin = min(begin ?? now, span.since)
            }
            for readability in readabilities where readability.owner == nil || readability.owner == owner {
                guard readability.isReadable else { return nil }
                begin = begin.map { max($0, readability.by) }
            }
            return begin
        }
        self.begin = begin(nil)
        for owner in Set(spans.compactMap(\.owner) + readabilities.compactMap(\.owner)) {
            beginOfOwner[owner] = .some(begin(owner))
        }
    }

    /// From when on turns matter; nil where nothing was observed up to now.
    package var earliest: UnixTime? { ([begin] + beginOfOwner.values).compactMap(\.self).min() }

    /// Adds what the last whole reading of the account has left.
    package mutating func add(_ rows: [Row], readAt: UnixTime) {
        guard readAt <= now else { return }
        kept = (Dictionary(rows.map { ($0.id, $0.state) }, uniquingKeysWith: { first, _ in first }), readAt)
    }

    /// Since when a listener is as it was just read; nil where nobody can tell.
    package func since(_ row: Row) -> Since? {
        let begin = row.owner.flatMap { beginOfOwner[$0.text] } ?? begin
        guard let begin else { return sinceKept(row) }
        let turn = turns[row.id].flatMap { $0.interval.by >= begin && $0.interval.by <= now ? $0 : nil }
        let last = kept.flatMap { kept in
            // The document has whole seconds, rounded down.
            kept.at + 1 >= begin ? kept.states[row.id].map { (state: $0, at: kept.at) } : nil
        }
        if let turn, last.map({ turn.interval.by >= $0.at || $0.state == turn.to }) ?? true {
            guard turn.to == row.state else { return found(row) }
            let isExact = turn.interval.after.map { turn.interval.by - $0 <= longestGap } ?? false
            return Since(time: row.readAt.placing(turn.interval.by), isAtLeast: !isExact, source: .seen)
        }
        guard let last else { return nil }
        guard last.state == row.state else { return found(row) }
        return Since(time: row.readAt.placing(turn == nil ? begin : last.at), isAtLeast: true, source: .seen)
    }

    /// The same by what was kept alone: one look.
    private func sinceKept(_ row: Row) -> Since? {
        guard let kept, now - kept.at <= longestGap, let state = kept.states[row.id] else { return nil }
        guard state == row.state else { return found(row) }
        return Since(time: row.readAt.placing(kept.at), isAtLeast: true, source: .seen)
    }

    /// Somebody looked a moment ago, and it was different.
    private func found(_ row: Row) -> Since { Since(time: row.readAt, isAtLeast: false, source: .seen) }
}
