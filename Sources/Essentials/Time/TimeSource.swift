// The clocks as a value that is passed in. Tests use clocks that do not advance by themselves.

import FoundationEssentials

/// The clocks, and a function that waits.
package struct TimeSource: Sendable {
    /// The wall clock, for signatures and for times that users read. It may be set at any time, so ages are never
    /// computed from it.
    package let now: @Sendable () -> UnixTime
    /// The time since a fixed moment. It never decreases and includes suspension. It is for ages, refreshes, quotas and
    /// timeouts.
    package let uptime: @Sendable () -> Duration
    /// Waits. Throws immediately if the task is cancelled.
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

    /// The system clocks. On Linux the continuous clock is CLOCK_BOOTTIME.
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
