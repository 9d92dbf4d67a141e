// One quota per action, shared by the whole process. The service allows a number of requests per second per action and
// account. The console and other tools use the same allowance.
//
// Waiting calls are ordered by priority, then by arrival. Each call sleeps until its own slot would open and then
// checks again. Therefore cancelling a waiting call only ends its sleep, and no task remains.

package import Essentials

/// The order of calls when the quota is short.
package enum Priority: Int, Comparable, Sendable {
    /// Requests for data that is not on the screen.
    case background
    /// Requests for data that is on the screen.
    case foreground

    package static func < (left: Priority, right: Priority) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// The state of the quota of an action, for the gauge.
package struct QuotaGauge: Equatable, Sendable {
    /// The current limit in requests per second.
    package var limit: Int
    /// The configured limit in requests per second.
    package var rate: Int
    /// How often the service has returned RequestLimitExceeded for this action.
    package var throttled: Int
    /// The number of waiting requests.
    package var waiting: Int

    package init(limit: Int, rate: Int, throttled: Int = 0, waiting: Int = 0) {
        self.limit = limit
        self.rate = rate
        self.throttled = throttled
        self.waiting = waiting
    }
}

extension [String: QuotaGauge] {
    /// The number of waiting requests of all actions.
    package var waiting: Int { values.reduce(0) { $0 + $1.waiting } }
}

/// The quotas of all actions.
package actor Quota {
    private struct Ticket: Equatable {
        let priority: Priority
        let number: Int

        func precedes(_ other: Ticket) -> Bool {
            priority == other.priority ? number < other.number : priority > other.priority
        }
    }

    /// The maximum time until a call that is not first in the queue checks again, since the calls before it may have
    /// been cancelled.
    private static let checkInterval: Duration = .milliseconds(250)

    private let rate: Int
    private let time: TimeSource
    private var windows: [String: RateWindow] = [:]
    private var queues: [String: [Ticket]] = [:]
    private var tickets = 0
    private var throttled: [String: Int] = [:]

    /// - Parameter rate: the limit in requests per second per action, from 1 to 1,000. Other values are clamped.
    package init(rate: Int, time: TimeSource) {
        self.rate = RateWindow(rate: rate).rate
        self.time = time
    }

    /// The permission to send one request.
    package struct Permit: Sendable {
        fileprivate let action: String
        fileprivate let slot: Int
    }

    /// Waits until a request of the action may be sent. The permit counts against the limit until `end` is called, and
    /// for a while after that.
    package func acquire(
        _ action: String, priority: Priority
    ) async throws(CancellationError) -> Permit {
        tickets += 1
        let ticket = Ticket(priority: priority, number: tickets)
        queues[action, default: []].append(ticket)
        defer { queues[action]?.removeAll { $0 == ticket } }
        while true {
            guard !Task.isCancelled else { throw CancellationError() }
            let now = time.uptime()
            let position = queues[action, default: []].count { $0.precedes(ticket) }
            let opening = windows[action, default: RateWindow(rate: rate)]
                .opening(forPosition: position, at: now)
            // `opening` already reserves the slots of the calls before this one, so sending now takes no other call's
            // turn.
            if opening <= now {
                return Permit(action: action, slot: windows[action, default: RateWindow(rate: rate)].take(at: now))
            }
            let wait = opening - now
            try await time.sleep(position == 0 ? wait : min(wait, Self.checkInterval))
        }
    }

    /// Records that a permitted request has ended. By now the service has counted the request, if it counts it at all.
    package func end(_ permit: Permit, isAnswered: Bool) {
        windows[permit.action]?.end(permit.slot, isAnswered: isAnswered, at: time.uptime())
    }

    /// Records that the service has refused a request because of its rate limit.
    package func throttle(_ action: String) {
        throttled[action, default: 0] += 1
        windows[action, default: RateWindow(rate: rate)].throttle(at: time.uptime())
    }

    /// Records how long the service has asked clients to wait. No request is sent before then.
    package func hold(_ action: String, for duration: Duration) {
        windows[action, default: RateWindow(rate: rate)].hold(until: time.uptime() + duration)
    }

    /// Returns the state of the quota of an action.
    package func gauge(_ action: String) -> QuotaGauge {
        var window = windows[action] ?? RateWindow(rate: rate)
        _ = window.inUse(at: time.uptime())  // updates the limit to the current time
        return QuotaGauge(
            limit: window.limit, rate: rate, throttled: throttled[action] ?? 0,
            waiting: queues[action]?.count ?? 0)
    }
}
