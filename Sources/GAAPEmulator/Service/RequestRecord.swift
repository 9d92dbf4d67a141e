// What is known of a request after it was answered, and a place to collect such records: for tests that count.

import Synchronization

/// One request that was answered.
package struct RequestRecord: Sendable, Equatable {
    /// As claimed by its header; empty without one.
    package let action: String
    /// Since the emulator's start.
    package let arrival: Duration
    /// The refusal's code; nil when it was answered.
    package let code: String?
    package let faults: [Fault]
    package let requestID: String
}

/// Collects records: `Emulator(onRequest: journal.record)`.
package final class RequestJournal: Sendable {
    private let kept = Mutex<[RequestRecord]>([])

    package init() {}

    @Sendable package func record(_ record: RequestRecord) { kept.withLock { $0.append(record) } }

    package var records: [RequestRecord] { kept.withLock { $0 } }

    /// How many requests came, of one action or of all.
    package func count(of action: String? = nil) -> Int {
        records.count { action == nil || $0.action == action }
    }

    /// The most requests of an action that came within any second.
    package func busiestSecond(of action: String) -> Int {
        let arrivals = records.filter { $0.action == action }.map(\.arrival).sorted()
        var most = 0
        var first = 0
        for last in arrivals.indices {
            while arrivals[last] - arrivals[first] >= .seconds(1) { first += 1 }
            most = max(most, last - first + 1)
        }
        return most
    }
}
