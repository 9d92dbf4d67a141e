// How far a reading is, for a line on the terminal and for whoever interrupts it. Written by the reading, read by the main thread.

import Inventory
import Synchronization

final class Progress: Sendable {
    private struct Counts {
        var rows = 0
        var ownersRead = 0
        var owners: Int?
    }

    private let counts = Mutex(Counts())

    func note(rows: Int) { counts.withLock { $0.rows += rows } }
    func note(owners: Int) { counts.withLock { $0.owners = owners } }
    func noteOwnerRead() { counts.withLock { $0.ownersRead += 1 } }

    /// `1,284 listeners, 58/66 owners`.
    var text: String {
        let counts = counts.withLock { $0 }
        let listeners = counts.rows == 1 ? "1 listener" : "\(Count.text(counts.rows)) listeners"
        return counts.owners.map { "\(listeners), \(counts.ownersRead)/\($0) owners" } ?? listeners
    }
}
