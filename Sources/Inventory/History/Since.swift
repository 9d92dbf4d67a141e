// Since when something is as it is. There are two sources: the readings of this run, and the service's own history.
// Neither is stretched over a time in which nobody looked: the answer is then "at least since".

package import Essentials

/// When a state began.
package struct Since: Equatable, Sendable {
    package enum Source: Equatable, Sendable {
        /// Readings of this run.
        case seen
        /// DescribeRealServerStatistics.
        case history
    }

    package let time: Moment
    /// The state may be older: nothing is known of the time before.
    package let isAtLeast: Bool
    package let source: Source

    package init(time: Moment, isAtLeast: Bool, source: Source) {
        self.time = time
        self.isAtLeast = isAtLeast
        self.source = source
    }

    /// How long the state has lasted: `12m`, or `>=12m` where it may be longer.
    ///
    /// What was read too long ago says nothing about now: the state has lasted at least up to the reading.
    /// - Parameters:
    ///   - readAt: when the state was read last.
    ///   - freshFor: seconds for which a reading speaks of now.
    package func lasting(now: Moment, readAt: Moment, freshFor: Double) -> String? {
        let isFresh = now.isWithin(freshFor, of: readAt)
        guard let seconds = (isFresh ? now : readAt).age(of: time) else { return nil }
        return (isAtLeast || !isFresh ? ">=" : "") + Age.text(seconds)
    }

    /// The two sources together. The history is more exact than the readings, unless a reading has seen otherwise
    /// since. Where it only says "at least", the readings may reach further back.
    static func resolve(_ seen: Observation, _ history: Since?) -> Since? {
        guard let history else { return seen.since }
        if let other = seen.lastOther, !other.isBefore(history.time) { return seen.since }
        guard history.isAtLeast, let since = seen.since else { return history }
        return since.time.isBefore(history.time) ? since : history
    }
}

/// A row of readings that have all seen the same, none of them too long after the one before.
struct Observation: Equatable, Sendable {
    /// The first of them.
    let from: Moment
    /// Whether the reading right before the first saw something else, so that it began between the two.
    var isBeginning = false
    /// Whether an earlier reading, too long before the first, saw the same: the subject is not new.
    var isResumed = false
    /// The last reading that saw something else, however long ago.
    var lastOther: Moment?

    /// What the readings tell; nil for what this run has not read.
    var since: Since? { from.uptime == nil ? nil : Since(time: from, isAtLeast: !isBeginning, source: .seen) }

    /// The observation with one more reading.
    /// - Parameters:
    ///   - isSame: whether the reading saw the same as the one before.
    ///   - last: the reading before.
    ///   - isUnbroken: whether that was not too long ago.
    func after(_ reading: Moment, isSame: Bool, last: Moment, isUnbroken: Bool) -> Observation {
        switch (isSame, isUnbroken) {
        case (true, true): self
        case (true, false): Observation(from: reading, isResumed: true, lastOther: lastOther)
        case (false, _): Observation(from: reading, isBeginning: isUnbroken, lastOther: last)
        }
    }
}
