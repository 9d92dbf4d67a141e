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

    /// Whole seconds, rounded down; what no Int holds is cut to its range, and 0 stands for what is no number.
    package var wholeSeconds: Int {
        let whole = seconds.rounded(.down)
        if let exact = Int(exactly: whole) { return exact }
        return whole.isNaN ? 0 : whole < 0 ? .min : .max
    }
}
