// From a duration to what `poll` takes.

/// Durations in whole milliseconds, rounded up: waking early would mean waking twice.
enum WaitLimit {
    /// The shorter of two limits; -1 when there is none.
    static func milliseconds(_ timeout: Duration?, atMost other: Duration?) -> Int32 {
        let limits = [timeout, other].compactMap(\.self)
        guard let limit = limits.min() else { return -1 }
        guard limit > .zero else { return 0 }
        guard limit < .milliseconds(Int32.max) else { return Int32.max }
        let (seconds, attoseconds) = limit.components
        let perMillisecond: Int64 = 1_000_000_000_000_000
        return Int32(min(Int64(Int32.max), seconds * 1000 + (attoseconds + perMillisecond - 1) / perMillisecond))
    }
}
