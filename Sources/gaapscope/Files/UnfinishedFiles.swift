// Temporary files that are being written. A program that a signal ends must not leave them behind, nor begin another one meanwhile.

import Glibc
import Synchronization

final class UnfinishedFiles: Sendable {
    static let ofProgram = UnfinishedFiles()

    private struct State {
        var paths: Set<String> = []
        var isEnding = false
    }

    private let state = Mutex(State())

    /// Makes a new file for writing. Returns its descriptor, or -1 and errno; as open(2) does.
    func create(_ path: String) -> Int32 {
        state.withLock { state in
            guard !state.isEnding else {
                errno = ECANCELED
                return -1
            }
            let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            if file >= 0 { state.paths.insert(path) }
            return file
        }
    }

    /// It has its name by now, or is gone.
    func forget(_ path: String) { state.withLock { _ = $0.paths.remove(path) } }

    /// Takes all of them away; the program ends next.
    func discard() {
        state.withLock { state in
            state.isEnding = true
            for path in state.paths { unlink(path) }
        }
    }
}
