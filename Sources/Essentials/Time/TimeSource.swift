// Time as a value that is handed in: tests hand in one that does not pass by itself.

import FoundationEssentials

/// The clocks and the way to wait.
package struct TimeSource: Sendable {
    /// The wall clock: for signatures and for what people read. It may be set back or forward at any time, so no age
    /// comes from it.
    package let now: @Sendable () -> UnixTime
    /// Time since some fixed moment, never running backwards and counting suspension: for ages, the refresh, quota and
    /// time-outs.
    package let uptime: @Sendable () -> Duration
    /// Returns early, throwing, when the task is cancelled.
    package let sleep: @Sendable (Duration) async throws(CancellationError) -> Void

    package init(
        now: @escaping @Sendable () -> UnixTime,
        uptime: @escaping @Sendable () -> Duration,
        sleep: @escaping @Sendable (Duration) async throws(CancellationError) -> Void
    ) {
        self.now = now
        self.uptime = uptime
        self.sleep = sleep
    }

    /// The machine's clocks. On Linux the continuous clock is CLOCK_BOOTTIME.
    package static let system: TimeSource = {
        let start = ContinuousClock.now
        return TimeSource(
            now: { UnixTime(Date().timeIntervalSince1970) },
            uptime: { start.duration(to: .now) },
            sleep: { duration throws(CancellationError) in
                do {
                    try await Task.sleep(for: duration)
                } catch {
                    throw CancellationError()
                }
            })
    }()
}
