// How long the current states of listeners have lasted, for a command that reads them only once. The evidence is what
// others have observed and stored: the journal, and the state that the last reading saved. Neither is extended over a
// time without observation.
//
// An observed state has lasted until now only if a continuous observation reaches until now, and if the last observed
// state of the listener is the current one.

package import Essentials
package import Inventory

/// What was observed of an account before a reading.
package struct ObservedPast: Sendable {
    /// A continuous observation of a scope.
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

    /// The last change of a listener's state. For a listener that was added, there is no earlier state.
    package struct Turn: Sendable, Equatable {
        package let to: State?
        package let interval: TimelineEntry.Interval

        package init(to: State?, interval: TimelineEntry.Interval) {
            self.to = to
            self.interval = interval
        }
    }

    /// Whether an owner could be read the last time, and when that was found. If the owner is nil, this is about the
    /// account.
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
    /// The start of the continuous observation that reaches until now: for the account, and for owners with a different
    /// start.
    private let begin: UnixTime?
    private var beginOfOwner: [String: UnixTime?] = [:]
    /// The last change of each listener's state, by listener id.
    package var turns: [String: Turn] = [:]
    private var kept: (states: [String: State], at: UnixTime)?

    /// Combines observations into the continuous observation that reaches until now.
    /// - Parameters:
    ///   - longestGap: the maximum time in seconds between two observations that count as continuous.
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

    /// The time from which turns are relevant; nil if no observation reaches until now.
    package var earliest: UnixTime? { ([begin] + beginOfOwner.values).compactMap(\.self).min() }

    /// Adds the states that the last complete reading of the account saved.
    package mutating func add(_ rows: [Row], readAt: UnixTime) {
        guard readAt <= now else { return }
        kept = (Dictionary(rows.map { ($0.id, $0.state) }, uniquingKeysWith: { first, _ in first }), readAt)
    }

    /// Returns when the state that was just read began; nil if that is not known.
    package func since(_ row: Row) -> Since? {
        let begin = row.owner.flatMap { beginOfOwner[$0.text] } ?? begin
        guard let begin else { return sinceKept(row) }
        let turn = turns[row.id].flatMap { $0.interval.by >= begin && $0.interval.by <= now ? $0 : nil }
        let last = kept.flatMap { kept in
            // The document's time is rounded down to whole seconds.
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

    /// Returns when the state began according to the saved state alone, which is a single reading.
    private func sinceKept(_ row: Row) -> Since? {
        guard let kept, now - kept.at <= longestGap, let state = kept.states[row.id] else { return nil }
        guard state == row.state else { return found(row) }
        return Since(time: row.readAt.placing(kept.at), isAtLeast: true, source: .seen)
    }

    /// Returns the result for a state that has changed since the last observation: the state has just begun.
    private func found(_ row: Row) -> Since { Since(time: row.readAt, isAtLeast: false, source: .seen) }
}
