// Wall-clock time as the service counts it. The pure targets take "now" as a parameter; only the edges read a clock.

/// Seconds since 1970-01-01 00:00:00 UTC.
package struct UnixTime: Hashable, Comparable, Sendable {
    package var seconds: Double

    package init(_ seconds: Double) { self.seconds = seconds }

    package static func < (left: UnixTime, right: UnixTime) -> Bool { left.seconds < right.seconds }
    package static func - (left: UnixTime, right: UnixTime) -> Double {
        left.seconds - right.seconds
    }
    package static func + (left: UnixTime, right: Double) -> UnixTime {
        UnixTime(left.seconds + right)
    }

    /// Whole seconds, rounded down.
    package var wholeSeconds: Int { Int(seconds.rounded(.down)) }
}
