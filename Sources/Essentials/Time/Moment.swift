// A moment by both clocks. Users read the wall clock, which may be set at any time. The uptime clock only moves
// forward, also while the machine is suspended. Therefore times on the screen come from the wall clock, and ages,
// deadlines and staleness come from the uptime clock.

/// A moment by the wall clock and, if it is known, by the uptime clock.
package struct Moment: Hashable, Sendable {
    /// The wall clock time, for the user and for comparison with other machines.
    package let wall: UnixTime
    /// `TimeSource.uptime` at that moment. nil for a moment of another run, of which only the wall clock time is known.
    package let uptime: Duration?

    package init(wall: UnixTime, uptime: Duration? = nil) {
        self.wall = wall
        self.uptime = uptime
    }

    /// Returns the seconds from an earlier moment to this one by the uptime clock, or nil if the uptime of one of them
    /// is unknown.
    package func age(of earlier: Moment) -> Double? {
        guard let uptime, let then = earlier.uptime else { return nil }
        return (uptime - then) / .seconds(1)
    }

    /// Returns whether this moment is at most a number of seconds after an earlier one; false if the age is not known.
    package func isWithin(_ seconds: Double, of earlier: Moment) -> Bool {
        age(of: earlier).map { $0 <= seconds } ?? false
    }

    /// Returns whether this moment is before another: by the uptime clock if both have an uptime. A moment of another
    /// run is before all moments of this run.
    package func isBefore(_ other: Moment) -> Bool {
        switch (uptime, other.uptime) {
        case (let mine?, let theirs?): mine < theirs
        case (nil, nil): wall < other.wall
        case (nil, _?): true
        case (_?, nil): false
        }
    }

    /// Returns the moment moved by a number of seconds on both clocks.
    package static func + (left: Moment, right: Double) -> Moment {
        // The range of a duration is about 10^20 seconds. No time on the screen is further away than this limit.
        let seconds = right.isNaN ? 0 : max(-1e15, min(right, 1e15))
        return Moment(wall: left.wall + seconds, uptime: left.uptime.map { $0 + .seconds(seconds) })
    }

    /// Returns the moment of a wall clock time of another machine. Its uptime is computed from the distance to this
    /// moment on the wall clock.
    ///
    /// This is for times in a response that was received at this moment. The service rejects signatures whose time
    /// differs by minutes, so both wall clocks agree at that moment, even if the local clock changes later.
    package func placing(_ time: UnixTime) -> Moment {
        let moved = self + (time - wall)
        return Moment(wall: time, uptime: moved.uptime)
    }
}

extension TimeSource {
    /// The current moment by both clocks.
    package var moment: Moment { Moment(wall: now(), uptime: uptime()) }
}
