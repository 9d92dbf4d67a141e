package import GAAPEmulator
import Synchronization

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
