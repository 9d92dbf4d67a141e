package import GAAPEmulator
import Synchronization

/// Collects the request records of an emulator: `Emulator(onRequest: journal.record)`.
package final class RequestJournal: Sendable {
    private let kept: Mutex<[RequestRecord]>

    package init(_ records: [RequestRecord] = []) { kept = Mutex(records) }

    @Sendable package func record(_ record: RequestRecord) { kept.withLock { $0.append(record) } }

    package var records: [RequestRecord] { kept.withLock { $0 } }

    /// Returns the number of requests of one action, or of all actions if it is nil.
    package func count(of action: String? = nil) -> Int {
        records.count { action == nil || $0.action == action }
    }

    /// Returns the maximum number of requests of an action that arrived within any second.
    package func busiestSecond(of action: String) -> Int {
        let arrivals = records.filter { $0.action == action }.map(\.arrival).sorted()
        var maximum = 0
        var first = 0
        for last in arrivals.indices {
            while arrivals[last] - arrivals[first] >= .seconds(1) { first += 1 }
            maximum = max(maximum, last - first + 1)
        }
        return maximum
    }
}
