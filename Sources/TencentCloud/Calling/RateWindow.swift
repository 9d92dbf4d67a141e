// The sliding window of one action, as a value without a clock: for a given time, it returns when the n-th waiting call
// may be sent.
//
// The service counts the requests, and the client knows only roughly when: not before the request was sent, and not
// after its response arrived. So a slot is held while a call is running, and for `span` after the last moment at which
// the service may have counted the call:
//
//     sent      counted      answered
//       |--way----|----back----|            the fastest call so far took way + back without any delay
//                 |<- span ->|              the next request is counted at least a way after it is sent:
//                 it may be sent at  answered - fastest + span
//
// If all calls take the same time, a slot is free again `span` after its call was sent. A call that is delayed by a
// handshake, a queue or a bad connection holds its slot longer by the delay.
//
// Invariant: within any second, the service counts no more than `limit` requests, as long as no call is faster than all
// calls before it.

/// Counts the requests of the last second and schedules the next ones.
package struct RateWindow: Equatable, Sendable {
    /// The configured limit in requests per second.
    package let rate: Int
    /// The current limit. It is below `rate` after the service has throttled.
    package private(set) var limit: Int
    private var slots: [Slot] = []
    private var taken = 0
    /// When the first call was answered. Calls that started earlier may have waited for a connection to be opened.
    private var firstAnswer: Duration?
    /// The durations of the last calls that did not wait for a connection.
    private var durations: [Duration] = []
    private var lastThrottle: Duration?
    /// No request is sent before this time.
    private var heldUntil: Duration = .zero
    /// When the limit last changed, in either direction.
    private var lastChange: Duration = .zero

    /// One call that counts against the limit.
    private struct Slot: Equatable {
        let number: Int
        let sent: Duration
        /// nil while the call is running.
        var ended: Duration?
    }

    /// A little over a second, because clocks have a limited resolution and the next response may be a little faster
    /// than the fastest so far.
    static let span: Duration = .milliseconds(1_020)
    /// After throttling, the limit grows by one request per second in each such interval.
    static let recovery: Duration = .seconds(2)
    /// The number of recent calls among which the fastest is determined. The number is limited because the connection
    /// may change.
    private static let memory = 64

    /// The maximum rate. No service allows more, and it bounds the size of the window.
    static let fastest = 1_000

    package init(rate: Int) {
        self.rate = min(max(1, rate), Self.fastest)
        limit = self.rate
    }

    /// Returns the earliest time at which the call at `position` in the queue (0 is the first) may be sent. A time that
    /// is not later than `now` means immediately.
    package mutating func opening(forPosition position: Int, at now: Duration) -> Duration {
        settle(at: now)
        return max(slotOpening(forPosition: position, at: now), heldUntil)
    }

    /// Prevents requests before a time.
    package mutating func hold(until time: Duration) { heldUntil = max(heldUntil, time) }

    private func slotOpening(forPosition position: Int, at now: Duration) -> Duration {
        // If k calls wait before this one, this call may be sent once all but limit - 1 - k of the taken slots have
        // left the window.
        let mustLeave = slots.count + position + 1 - limit
        guard mustLeave > 0 else { return now }
        let leaving = slots.map { release(of: $0, at: now) }.sorted()
        let rounds = (mustLeave - 1) / limit
        let index = (mustLeave - 1) % limit
        let base = index < leaving.count ? leaving[index] : now + Self.span
        return base + Self.span * rounds
    }

    /// Returns when a slot is free again. For a running call, this is the time that would apply if the response arrived
    /// now.
    private func release(of slot: Slot, at now: Duration) -> Duration {
        max(slot.sent, (slot.ended ?? now) - (durations.min() ?? .zero)) + Self.span
    }

    /// Takes a slot and returns its number. Must be called only if `opening(forPosition: 0, at: now)` was not later
    /// than `now`.
    package mutating func take(at now: Duration) -> Int {
        taken += 1
        slots.append(Slot(number: taken, sent: now))
        return taken
    }

    /// Records that the call in a slot has ended, with or without a response.
    package mutating func end(_ number: Int, isAnswered: Bool, at now: Duration) {
        guard let index = slots.firstIndex(where: { $0.number == number }) else { return }
        slots[index].ended = now
        guard isAnswered else { return }
        if let firstAnswer, slots[index].sent >= firstAnswer {
            durations.append(now - slots[index].sent)
            if durations.count > Self.memory { durations.removeFirst() }
        }
        firstAnswer = firstAnswer ?? now
    }

    /// Handles RequestLimitExceeded: halves the limit, and pauses for one window.
    package mutating func throttle(at now: Duration) {
        settle(at: now)
        // A burst of throttled requests counts as one event.
        if let lastThrottle, now - lastThrottle <= Self.span { return }
        lastThrottle = now
        lastChange = now
        limit = max(1, limit / 2)
        slots.removeAll { $0.ended != nil }
        for _ in slots.count..<max(slots.count, limit) { end(take(at: now), isAnswered: false, at: now) }
    }

    /// Returns the number of slots that are taken in the window now.
    package mutating func inUse(at now: Duration) -> Int {
        settle(at: now)
        return slots.count
    }

    private mutating func settle(at now: Duration) {
        slots = slots.filter { $0.ended == nil || release(of: $0, at: now) > now }
        while limit < rate, now - lastChange >= Self.recovery {
            limit += 1
            lastChange += Self.recovery
        }
    }
}
