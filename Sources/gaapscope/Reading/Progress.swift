// The progress of a read, for a line on the terminal and for the message of an interruption. The read writes it, the
// main thread reads it.

import Essentials
import Inventory
import Synchronization
import TencentCloud

extension Wording {
    /// `1,284 listeners`.
    init(listeners count: Int) {
        let number = Count.text(count)
        self.init(count == 1 ? "1 listener" : "\(number) listeners", zh: "\(number) 个监听器")
    }
}

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

    /// Counts a finished attempt of a call.
    func note(_ call: CallRecord) {
        counts.withLock { counts in
            counts.calls += 1
            counts.gauges[call.action] = call.gauge
        }
    }

    /// The progress with the number of calls: `1,284 listeners, 58/66 owners, 71 calls, 12 waiting`.
    var details: Wording {
        let (calls, waiting) = counts.withLock { (Count.text($0.calls), $0.gauges.waiting) }
        let queue = Count.text(waiting)
        let queued = waiting > 0 ? Wording(", \(queue) waiting", zh: "，\(queue) 次排队") : Wording(verbatim: "")
        let text = text
        return Wording(
            "\(text[.english]), \(calls) \(calls == "1" ? "call" : "calls")\(queued[.english])",
            zh: "\(text[.chinese])，调用 \(calls) 次\(queued[.chinese])")
    }

    /// The progress: `1,284 listeners, 58/66 owners`.
    var text: Wording {
        let counts = counts.withLock { $0 }
        let listeners = Wording(listeners: counts.rows)
        guard let owners = counts.owners else { return listeners }
        let read = "\(counts.ownersRead)/\(owners)"
        return Wording("\(listeners[.english]), \(read) owners", zh: "\(listeners[.chinese])，通道与通道组 \(read)")
    }

    /// The message of a read that ends early.
    var interruption: Wording {
        let text = text
        return Wording("interrupted; read so far: \(text[.english])", zh: "已中断；已读取：\(text[.chinese])")
    }
}
