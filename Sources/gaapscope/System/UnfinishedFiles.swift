// Temporary files that are being written. A program that a signal ends must not leave them behind, nor begin another
// one meanwhile. What a crash leaves behind goes at the next write in the same directory: whoever writes a temporary
// file holds a lock on it, so a file without a lock belongs to nobody any more. The names cannot be foreseen, and none
// is the same for every process of a container.

import CProcess
import Glibc
import Synchronization
import Essentials

final class UnfinishedFiles: Sendable {
    static let ofProgram = UnfinishedFiles()

    /// What the name of a temporary file begins and ends with; between them 16 hexadecimal digits.
    private static let prefix = ".gaapscope-"
    private static let suffix = ".tmp"
    private static let namesTried = 16

    private struct State {
        /// The paths, and under which number a forced end knows them.
        var paths: [String: Int32] = [:]
        var isEnding = false
    }

    private let state = Mutex(State())

    /// Makes a new file for writing in a directory, and locks it. Returns its descriptor, or -1 and errno, and its
    /// path.
    func create(in directory: String) -> (file: Int32, path: String) {
        state.withLock { state in
            guard !state.isEnding else {
                errno = ECANCELED
                return (-1, "")
            }
            for _ in 0..<Self.namesTried {
                let path = Self.join(
                    directory, Self.prefix + Self.digits(UInt64.random(in: .min ... .max)) + Self.suffix)
                let file = withPath(path) { open($0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600) }
                guard file >= 0 || errno == EEXIST else { return (-1, "") }
                guard file >= 0 else { continue }
                if Self.isOurs(file) {
                    state.paths[path] = withPath(path) { process_note_unfinished($0) }
                    return (file, path)
                }
                close(file)
            }
            errno = EEXIST
            return (-1, "")
        }
    }

    /// Locks a new file. Another process may have taken it for a leftover in the moment before.
    private static func isOurs(_ file: Int32) -> Bool {
        // Where there are no locks, nobody takes leftovers away either.
        guard flock(file, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else { return false }
        var facts = stat()
        return fstat(file, &facts) == 0 && facts.st_nlink > 0
    }

    /// It has its name by now, or is gone.
    func forget(_ path: String) {
        state.withLock { state in
            if let number = state.paths.removeValue(forKey: path) { process_forget_unfinished(number) }
        }
    }

    /// Takes all of them away; the program ends next.
    func discard() {
        state.withLock { state in
            state.isEnding = true
            for path in state.paths.keys { _ = withPath(path) { unlink($0) } }
        }
    }

    /// Takes away the temporary files of processes that have ended without doing so.
    /// - Parameter alsoOldNames: also those of versions that named them by the target and the number of the process.
    static func removeLeftovers(in directory: String, alsoOldNames: Bool) {
        guard let listing = withPath(directory, { opendir($0) }) else { return }
        defer { closedir(listing) }
        while let entry = readdir(listing) {
            guard let bytes = process_entry_name(entry) else { continue }
            let name = ByteText.text(of: Array(UnsafeRawBufferPointer(start: bytes, count: strlen(bytes))))
            guard name.hasSuffix(suffix), alsoOldNames || isTemporary(name) else { continue }
            removeLeftover(join(directory, name))
        }
    }

    private static func isTemporary(_ name: String) -> Bool {
        name.hasPrefix(prefix) && name.utf8.count == prefix.utf8.count + 16 + suffix.utf8.count
    }

    private static func removeLeftover(_ path: String) {
        let file = withPath(path) { open($0, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC) }
        guard file >= 0 else { return }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_uid == geteuid(),
            flock(file, LOCK_EX | LOCK_NB) == 0
        else { return }
        _ = withPath(path) { unlink($0) }
    }

    private static func digits(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private static func join(_ directory: String, _ name: String) -> String {
        directory.hasSuffix("/") ? directory + name : "\(directory)/\(name)"
    }
}
