// Temporary files that are being written. A program that a signal ends must not leave them behind.

import Glibc
import Synchronization

final class UnfinishedFiles: Sendable {
    static let ofProgram = UnfinishedFiles()

    private let paths = Mutex<Set<String>>([])

    func add(_ path: String) { paths.withLock { _ = $0.insert(path) } }
    func remove(_ path: String) { paths.withLock { _ = $0.remove(path) } }

    /// Takes all of them away; the program ends next.
    func discard() {
        paths.withLock { for path in $0 { unlink(path) } }
    }
}
