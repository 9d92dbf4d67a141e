// One budget per action, shared by everything in the process. The service allows so many requests a second per action
// and account, and the console and other tools draw on the same allowance.
//
// Who waits stands in line by priority, then by arrival; each waiter sleeps until its own place would open and then
// looks again, so that cancelling a waiter is nothing but the end of its sleep, and no task of ours lingers.

package import Essentials

/// Who goes first when the budget is short.
package enum Priority: Int, Comparable, Sendable {
    /// The sweep behind what is looked at.
    case background
    /// What somebody is looking at.
    case foreground

    package static func < (left: Priority, right: Priority) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// What the gauge shows.
package struct QuotaGauge: Equatable, Sendable {
    /// The pace now, requests a second.
    package var limit: Int
    /// The pace asked for.
    package var rate: Int
    /// Times the service has said RequestLimitExceeded to this action.
    package var throttled: Int
    /// Requests standing in line.
    package var waiting: Int

    package init(limit: Int, rate: Int, throttled: Int = 0, waiting: Int = 0) {
        self.limit = limit
        self.rate = rate
        self.throttled = throttled
        self.waiting = waiting
    }
}

extension [String: QuotaGauge] {
    /// Requests of all actions that stand in line.
    package var waiting: Int { values.reduce(0) { $0 + $1.waiting } }
}

/// The budgets of all actions.
package actor Quota {
    private struct Ticket: Equatable {
        let priority: Priority
        let number: Int

        func goesBefore(_ other: Ticket) -> Bool {
            priority == other.priority ? number < other.number : priority > other.priority
        }
    }

    /// Waiters further back look again after this at the latest, for those before them may have given up.
    private static let patience: Duration = .milliseconds(250)

    private let rate: Int
    private let time: TimeSource
    private var windows: [String: RateWindow] = [:]
    private var lines: [String: [Ticket]] = [:]
    private var tickets = 0
    private var throttled: [String: Int] = [:]

    /// - Parameter rate: requests a second per action, from 1 to 1,000; what lies outside is brought in.
    package init(rate: Int, time: TimeSource) {
        self.rate = RateWindow(rate: rate).rate
        self.time = time
    }

    /// The leave to send one request.
    package struct Permit: Sendable {
        fileprivate let action: String
        fileprivate let slot: Int
    }

    /// Returns when a request of the action may be sent. It counts until `end` is told of it, and for a while after.
    package func acquire(
        _ action: String, priority: Priority
    ) async throws(CancellationError) -> Permit {
        tickets += 1
        let ticket = Ticket(priority: priority, number: tickets)
        lines[action, default: []].append(ticket)
        defer { lines[action]?.removeAll { $0 == ticket } }
        while true {
            guard !Task.isCancelled else { throw CancellationError() }
            let now = time.uptime()
            let place = lines[action, default: []].count { $0.goesBefore(ticket) }
            let opening = windows[action, default: RateWindow(rate: rate)]
                .opening(forPlace: place, at: now)
            // The slots of those before are left out of `opening`, so nobody's turn is taken by going now.
            if opening <= now {
                return Permit(action: action, slot: windows[action, default: RateWindow(rate: rate)].take(at: now))
            }
            let wait = opening - now
            try await time.sleep(place == 0 ? wait : min(wait, Self.patience))
        }
    }

    /// A request that was permitted has ended: the service has counted it by now, if it ever does.
    package func end(_ permit: Permit, isAnswered: Bool) {
        windows[permit.action]?.end(permit.slot, isAnswered: isAnswered, at: time.uptime())
    }

    /// The service has refused a request for frequency.
    package func throttle(_ action: String) {
        throttled[action, default: 0] += 1
        windows[action, default: RateWindow(rate: rate)].throttle(at: time.uptime())
    }

    /// The service has said how long to wait: nobody sends before.
    package func hold(_ action: String, for duration: Duration) {
        windows[action, default: RateWindow(rate: rate)].hold(until: time.uptime() + duration)
    }

    /// What the gauge shows for an action.
    package func gauge(_ action: String) -> QuotaGauge {
        var window = windows[action] ?? RateWindow(rate: rate)
        _ = window.inUse(at: time.uptime())  // lets the pace recover up to now
        return QuotaGauge(
            limit: window.limit, rate: rate, throttled: throttled[action] ?? 0,
            waiting: lines[action]?.count ?? 0)
    }
}
