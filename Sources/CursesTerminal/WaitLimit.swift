// Converts a duration to the timeout of `poll`.

/// Rounds durations up to whole milliseconds: after an early wake-up the program would have to wait a second time.
enum WaitLimit {
    /// Returns the shorter of two limits in milliseconds, or -1 if there is no limit.
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
