// The sliding window of one action, as a value without a clock: given a time, it says when the n-th asker in line may go.
//
// Invariant: within any `span`, no more than `limit` times are taken. `span` is a little over a second, since requests reach
// the service with jitter, and it is the service that counts.

/// Counts what was sent in the last second and paces what is sent next.
package struct RateWindow: Equatable, Sendable {
    /// What is asked for, in requests a second.
    package let rate: Int
    /// What is allowed now: below `rate` after the service has throttled.
    package private(set) var limit: Int
    private var taken: [Duration] = []
    private var lastThrottle: Duration?
    /// When the pace last changed, be it down or up.
    private var lastChange: Duration = .zero

    static let span: Duration = .milliseconds(1_050)
    /// After a throttling the pace grows by one request a second in each such stretch.
    static let recovery: Duration = .seconds(2)

    /// No service allows more; it bounds what the window holds.
    static let fastest = 1_000

    package init(rate: Int) {
        self.rate = min(max(1, rate), Self.fastest)
        limit = self.rate
    }

    /// When the asker at `place` in line (0 is the first) may go; not later than `now` means at once.
    package mutating func opening(forPlace place: Int, at now: Duration) -> Duration {
        settle(at: now)
        // With k askers before, the wanted slot is free once all but limit - 1 - k of those taken have left the window.
        let mustLeave = taken.count + place + 1 - limit
        guard mustLeave > 0 else { return now }
        let rounds = (mustLeave - 1) / limit
        let index = (mustLeave - 1) % limit
        let base = index < taken.count ? taken[index] : now
        return base + Self.span * (rounds + 1)
    }

    /// Takes a slot. To be called only when `opening(forPlace: 0, at: now)` was not later than `now`.
    package mutating func take(at now: Duration) {
        taken.append(now)
    }

    /// The service said RequestLimitExceeded: half the pace, and a pause of a window.
    package mutating func throttle(at now: Duration) {
        settle(at: now)
        // One burst that is throttled as a whole is one event, not ten.
        if let lastThrottle, now - lastThrottle <= Self.span { return }
        lastThrottle = now
        lastChange = now
        limit = max(1, limit / 2)
        taken = Array(repeating: now, count: limit)
    }

    /// Slots taken in the window now.
    package mutating func inUse(at now: Duration) -> Int {
        settle(at: now)
        return taken.count
    }

    private mutating func settle(at now: Duration) {
        let left = taken.firstIndex { now - $0 < Self.span } ?? taken.count
        taken.removeFirst(left)
        while limit < rate, now - lastChange >= Self.recovery {
            limit += 1
            lastChange += Self.recovery
        }
    }
}
