// Wall-clock time in the format of the service. Pure targets take the current time as a parameter. Only the outer
// layers read a clock.

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

    /// The seconds, rounded down. A value outside the range of Int is clamped, and NaN becomes 0.
    package var wholeSeconds: Int {
        let whole = seconds.rounded(.down)
        if let exact = Int(exactly: whole) { return exact }
        return whole.isNaN ? 0 : whole < 0 ? .min : .max
    }
}
