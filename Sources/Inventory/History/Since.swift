// Determines when a state began. There are two sources: the readings of this run, and the service's own history.
// Neither is extended over a time without readings. If there is such a gap, the result is "at least since".

package import Essentials

/// When a state began.
package struct Since: Equatable, Sendable {
    package enum Source: Equatable, Sendable {
        /// The readings of this run.
        case seen
        /// A history from the service.
        case history
    }

    package let time: Moment
    /// Whether the state may be older, because nothing is known about the time before.
    package let isAtLeast: Bool
    package let source: Source

    package init(time: Moment, isAtLeast: Bool, source: Source) {
        self.time = time
        self.isAtLeast = isAtLeast
        self.source = source
    }

    /// Returns how long the state has lasted: `12m`, or `>=12m` if it may be longer.
    ///
    /// A reading that is too old says nothing about the present. In that case the state has lasted at least until the
    /// reading.
    /// - Parameters:
    ///   - readAt: when the state was last read.
    ///   - freshFor: how long a reading counts as current, in seconds.
    package func lasting(now: Moment, readAt: Moment, freshFor: Double) -> String? {
        let isFresh = now.isWithin(freshFor, of: readAt)
        guard let seconds = (isFresh ? now : readAt).age(of: time) else { return nil }
        return (isAtLeast || !isFresh ? ">=" : "") + Age.text(seconds)
    }

    /// Combines the two sources. The history is more precise than the readings, unless a reading has observed a
    /// different state since. If the history says only "at least", the readings may reach further back.
    static func resolve(_ seen: Observation, _ history: Since?) -> Since? {
        guard let history else { return seen.since }
        if let other = seen.lastOther, !other.isBefore(history.time) { return seen.since }
        guard history.isAtLeast, let since = seen.since else { return history }
        return since.time.isBefore(history.time) ? since : history
    }
}

/// A sequence of readings that all observed the same state, without too much time between any two of them.
struct Observation: Equatable, Sendable {
    /// The first reading of the sequence.
    let from: Moment
    /// Whether the reading directly before the first one observed something else, so that the state began between the
    /// two.
    var isBeginning = false
    /// Whether an earlier reading, too long before the first one, observed the same state, so that the subject is not
    /// new.
    var isResumed = false
    /// The last reading that observed something else, however old it is.
    var lastOther: Moment?

    /// When the state began according to the readings; nil for what this run has not read.
    var since: Since? { from.uptime == nil ? nil : Since(time: from, isAtLeast: !isBeginning, source: .seen) }

    /// Returns the observation extended by one more reading.
    /// - Parameters:
    ///   - isSame: whether the reading observed the same state as the previous one.
    ///   - last: the previous reading.
    ///   - isUnbroken: whether the previous reading was recent enough.
    func after(_ reading: Moment, isSame: Bool, last: Moment, isUnbroken: Bool) -> Observation {
        switch (isSame, isUnbroken) {
        case (true, true): self
        case (true, false): Observation(from: reading, isResumed: true, lastOther: lastOther)
        case (false, _): Observation(from: reading, isBeginning: isUnbroken, lastOther: last)
        }
    }
}
