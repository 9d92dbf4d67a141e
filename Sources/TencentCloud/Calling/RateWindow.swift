// The sliding window of one action, as a value without a clock: given a time, it says when the n-th asker in line may
// go.
//
// It is the service that counts, and when it does is known only roughly: not before the request was sent, and not after
// its answer came. So a slot is held while a call is under way, and for `span` after the last moment at which it may
// have been counted:
//
//     sent      counted      answered
//       |--way----|----back----|            the fastest call so far took way + back, nothing held it up
//                 |<- span ->|              the next one is counted a way after it is sent, at the earliest:
//                 it may be sent at  answered - fastest + span
//
// With answers that all take the same time that is `span` after sending. A call that a handshake, a queue or a bad line
// held up holds its slot for as much longer.
//
// Invariant: within any second, the service counts no more than `limit` requests, as long as none is faster than those
// before it.

/// Counts what was sent in the last second and paces what is sent next.
package struct RateWindow: Equatable, Sendable {
    /// What is asked for, in requests a second.
    package let rate: Int
    /// What is allowed now: below `rate` after the service has throttled.
    package private(set) var limit: Int
    private var slots: [Slot] = []
    private var taken = 0
    /// When the first call was answered: those that began before may have waited for a connection to be made.
    private var firstAnswer: Duration?
    /// What the last calls took that did not.
    private var durations: [Duration] = []
    private var lastThrottle: Duration?
    /// Nothing is sent before.
    private var heldUntil: Duration = .zero
    /// When the pace last changed, be it down or up.
    private var lastChange: Duration = .zero

    /// One call that counts against the limit.
    private struct Slot: Equatable {
        let number: Int
        let sent: Duration
        /// nil while it is under way.
        var ended: Duration?
    }

    /// A little over a second: clocks have grains, and the next answer may be a little faster than the fastest so far.
    static let span: Duration = .milliseconds(1_020)
    /// After a throttling the pace grows by one request a second in each such stretch.
    static let recovery: Duration = .seconds(2)
    /// Calls that the fastest is looked for among: the line may become another one.
    private static let memory = 64

    /// No service allows more; it bounds what the window holds.
    static let fastest = 1_000

    package init(rate: Int) {
        self.rate = min(max(1, rate), Self.fastest)
        limit = self.rate
    }

    /// When the asker at `place` in line (0 is the first) may go, at the earliest; not later than `now` means at once.
    package mutating func opening(forPlace place: Int, at now: Duration) -> Duration {
        settle(at: now)
        return max(slotOpening(forPlace: place, at: now), heldUntil)
    }

    /// Lets nothing be sent before a time.
    package mutating func hold(until time: Duration) { heldUntil = max(heldUntil, time) }

    private func slotOpening(forPlace place: Int, at now: Duration) -> Duration {
        // With k askers before, the wanted slot is free once all but limit - 1 - k of those taken have left the window.
        let mustLeave = slots.count + place + 1 - limit
        guard mustLeave > 0 else { return now }
        let leaving = slots.map { release(of: $0, at: now) }.sorted()
        let rounds = (mustLeave - 1) / limit
        let index = (mustLeave - 1) % limit
        let base = index < leaving.count ? leaving[index] : now + Self.span
        return base + Self.span * rounds
    }

    /// When a slot is free again; for a call under way, when it would be if it were answered now.
    private func release(of slot: Slot, at now: Duration) -> Duration {
        max(slot.sent, (slot.ended ?? now) - (durations.min() ?? .zero)) + Self.span
    }

    /// Takes a slot, and returns its number. To be called only when `opening(forPlace: 0, at: now)` was not later than
    /// `now`.
    package mutating func take(at now: Duration) -> Int {
        taken += 1
        slots.append(Slot(number: taken, sent: now))
        return taken
    }

    /// The call in a slot has ended, by an answer or without one.
    package mutating func end(_ number: Int, isAnswered: Bool, at now: Duration) {
        guard let place = slots.firstIndex(where: { $0.number == number }) else { return }
        slots[place].ended = now
        guard isAnswered else { return }
        if let firstAnswer, slots[place].sent >= firstAnswer {
            durations.append(now - slots[place].sent)
            if durations.count > Self.memory { durations.removeFirst() }
        }
        firstAnswer = firstAnswer ?? now
    }

    /// The service said RequestLimitExceeded: half the pace, and a pause of a window.
    package mutating func throttle(at now: Duration) {
        settle(at: now)
        // One burst that is throttled as a whole is one event, not ten.
        if let lastThrottle, now - lastThrottle <= Self.span { return }
        lastThrottle = now
        lastChange = now
        limit = max(1, limit / 2)
        slots.removeAll { $0.ended != nil }
        for _ in slots.count..<max(slots.count, limit) { end(take(at: now), isAnswered: false, at: now) }
    }

    /// Slots taken in the window now.
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
