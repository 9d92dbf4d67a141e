// A moment by both clocks. The wall clock is what people read, and it may be set at any time; the uptime clock only
// ever goes forward, through a suspension too. So a time on the screen comes from the wall clock, and an age, a
// deadline or "is this stale" comes from the uptime.

/// A moment as the wall clock shows it, and where it is known, as the uptime clock counts it.
package struct Moment: Hashable, Sendable {
    /// For people, and for what other machines compare with.
    package let wall: UnixTime
    /// `TimeSource.uptime` at that moment; nil for a moment of another run, which only the wall clock knows.
    package let uptime: Duration?

    package init(wall: UnixTime, uptime: Duration? = nil) {
        self.wall = wall
        self.uptime = uptime
    }

    /// Seconds from an earlier moment to this one by the uptime clock; nil where the uptime of one of them is not
    /// known.
    package func age(of earlier: Moment) -> Double? {
        guard let uptime, let then = earlier.uptime else { return nil }
        return (uptime - then) / .seconds(1)
    }

    /// Returns whether this moment is at most a number of seconds after an earlier one; false if the age is not known.
    package func isWithin(_ seconds: Double, of earlier: Moment) -> Bool {
        age(of: earlier).map { $0 <= seconds } ?? false
    }

    /// Whether this moment is before another: by uptime where both have one; a moment of another run is before all of
    /// this run.
    package func isBefore(_ other: Moment) -> Bool {
        switch (uptime, other.uptime) {
        case (let mine?, let theirs?): mine < theirs
        case (nil, nil): wall < other.wall
        case (nil, _?): true
        case (_?, nil): false
        }
    }

    /// The same moment moved by seconds on both clocks.
    package static func + (left: Moment, right: Double) -> Moment {
        // A duration holds some 10^20 seconds; nothing on a screen is further away than this.
        let seconds = right.isNaN ? 0 : max(-1e15, min(right, 1e15))
        return Moment(wall: left.wall + seconds, uptime: left.uptime.map { $0 + .seconds(seconds) })
    }

    /// Returns a moment of another clock, placed on the uptime clock by its distance from this one on the wall clock.
    ///
    /// This is for times in an answer that was received at this moment: the service accepts no signature that is
    /// minutes off, so the two wall clocks agree at that moment, whatever happens to ours later.
    package func placing(_ time: UnixTime) -> Moment {
        let moved = self + (time - wall)
        return Moment(wall: time, uptime: moved.uptime)
    }
}

extension TimeSource {
    /// Now, by both clocks.
    package var moment: Moment { Moment(wall: now(), uptime: uptime()) }
}
