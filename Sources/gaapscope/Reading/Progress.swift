// How far a reading is, for a line on the terminal and for whoever interrupts it. Written by the reading, read by the main thread.

import Inventory
import Synchronization
import TencentCloud

final class Progress: Sendable {
    private struct Counts {
        var rows = 0
        var ownersRead = 0
        var owners: Int?
        var calls = 0
        var gauges: [String: QuotaGauge] = [:]
    }

    private let counts = Mutex(Counts())

    func note(rows: Int) { counts.withLock { $0.rows += rows } }
    func note(owners: Int) { counts.withLock { $0.owners = owners } }
    func noteOwnerRead() { counts.withLock { $0.ownersRead += 1 } }

    /// An attempt of a call has ended.
    func note(_ call: CallRecord) {
        counts.withLock { counts in
            counts.calls += 1
            counts.gauges[call.action] = call.gauge
        }
    }

    /// The same with what it costs: `1,284 listeners, 58/66 owners, 71 calls, 12 waiting`.
    var details: String {
        let (calls, waiting) = counts.withLock { ($0.calls, $0.gauges.waiting) }
        let called = calls == 1 ? "1 call" : "\(Count.text(calls)) calls"
        return [text, called].joined(separator: ", ") + (waiting > 0 ? ", \(Count.text(waiting)) waiting" : "")
    }

    /// `1,284 listeners, 58/66 owners`.
    var text: String {
        let counts = counts.withLock { $0 }
        let listeners = counts.rows == 1 ? "1 listener" : "\(Count.text(counts.rows)) listeners"
        return counts.owners.map { "\(listeners), \(counts.ownersRead)/\($0) owners" } ?? listeners
    }
}
