// Time that passes only when it is told to, or when someone sleeps.

import Synchronization
import TencentCloud

/// Clocks under the test's hand.
final class TestTime: Sendable {
    private let moment: Mutex<(now: Double, uptime: Duration)>

    /// - Parameter now: the wall clock, seconds since 1970.
    init(now: Double = 1_763_856_000) { moment = Mutex((now, .zero)) }

    var now: Double { moment.withLock { $0.now } }

    func advance(by duration: Duration) {
        moment.withLock {
            $0.now += duration / .seconds(1)
            $0.uptime += duration
        }
    }

    /// Sleeping takes no time, and moves the clocks.
    var source: TimeSource {
        TimeSource(
            now: { UnixTime(self.now) }, uptime: { self.moment.withLock { $0.uptime } },
            sleep: { duration throws(CancellationError) in self.advance(by: duration) })
    }
}
