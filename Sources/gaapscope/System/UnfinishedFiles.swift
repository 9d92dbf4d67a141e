// The temporary files that are being written. A program that a signal ends must not leave them behind or create another
// one meanwhile. Leftovers of a crash are removed at the next write in the same directory: a process that writes a
// temporary file holds a lock on it, so a file without a lock is a leftover. The names are random, because the process
// id can be the same in several containers.

import CProcess
import Glibc
import Synchronization
import Essentials

final class UnfinishedFiles: Sendable {
    static let ofProgram = UnfinishedFiles()

    /// The prefix and the suffix of temporary file names. Between them are 16 hexadecimal digits.
    private static let prefix = ".gaapscope-"
    private static let suffix = ".tmp"
    private static let namesTried = 16

    private struct State {
        /// The paths, each with the number under which CProcess removes the file at a forced exit.
        var paths: [String: Int32] = [:]
        var isEnding = false
    }

    private let state = Mutex(State())

    /// Creates a new file for writing in a directory, and locks it. Returns its path and its descriptor, or -1 and sets
    /// errno.
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

    /// Locks a new file. Returns false if another process took it for a leftover before it was locked.
    private static func isOurs(_ file: Int32) -> Bool {
        // On file systems without locks, no process removes leftovers.
        guard flock(file, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else { return false }
        var facts = stat()
        return fstat(file, &facts) == 0 && facts.st_nlink > 0
    }

    /// Stops tracking a file that was renamed or removed.
    func forget(_ path: String) {
        state.withLock { state in
            if let number = state.paths.removeValue(forKey: path) { process_forget_unfinished(number) }
        }
    }

    /// Removes all files. Called immediately before the program ends.
    func discard() {
        state.withLock { state in
            state.isEnding = true
            for path in state.paths.keys { _ = withPath(path) { unlink($0) } }
        }
    }

    /// Removes the temporary files of processes that ended without removing them.
    /// - Parameter alsoOldNames: whether to remove files of old versions, too, whose names contained the target and the
    ///   process id.
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
