// Writes files. A partial document never appears under the target name: the document is written to a temporary file in
// the same directory, synced to the disk and then renamed. A symbolic link as the last component of a path is never
// followed, and opening a device or a pipe never blocks.

import Glibc
import Essentials

enum OutputFile {
    /// Passes a document to a receiver. An error of the receiver stops the producer.
    typealias Producer = (_ receive: ([UInt8]) throws(FileError) -> Void) throws(FileError) -> Void

    /// Writes bytes to a descriptor. Returns the number of bytes written, or -1 and sets errno, like write(2).
    typealias Put = (Int32, UnsafeRawBufferPointer) -> Int

    /// The purpose of a file.
    enum Purpose {
        /// The user has named the path. It may be a device or a pipe.
        case named
        /// A state file in a folder of the program. It can only be a regular file.
        case state
    }

    /// The target of a document.
    enum Target {
        case file(String)
        /// An open device or pipe.
        case opened(Int32, String)

        var path: String {
            switch self {
            case .file(let path), .opened(_, let path): path
            }
        }
    }

    /// Checks a path and tries whether a file can be created there, so that an error is found before a long read and
    /// not after it.
    /// - Parameter replaces: whether an existing file may be replaced.
    static func target(
        _ path: String, replaces: Bool, purpose: Purpose = .named, unfinished: UnfinishedFiles = .ofProgram
    ) throws(FileError) -> Target {
        var facts = stat()
        guard withPath(path, { lstat($0, &facts) }) == 0 else {
            guard errno == ENOENT else { throw FileError(path, .writing, errno: errno, .network) }
            try tryDirectory(of: path, purpose, unfinished)
            return .file(path)
        }
        let isLink = facts.st_mode & S_IFMT == S_IFLNK
        // Links in /dev point to pipes and devices. A dangling link stays a link.
        if isLink { _ = withPath(path) { stat($0, &facts) } }
        switch facts.st_mode & S_IFMT {
        case S_IFDIR:
            throw FileError(path, Wording("is a directory; specify a file in it", zh: "是目录，请指定其中的文件名"), .usage)
        case S_IFREG where !isLink:
            guard replaces else { throw taken(path) }
            try tryDirectory(of: path, purpose, unfinished)
            return .file(path)
        case S_IFIFO where purpose == .named, S_IFCHR where purpose == .named:
            return .opened(try openDevice(path), path)
        case S_IFREG, S_IFLNK:
            throw FileError(
                path, Wording("is a symbolic link; specify the file that it points to", zh: "是符号链接，请指定它指向的文件"),
                .usage)
        default: throw FileError(path, Wording("is not a regular file", zh: "不是普通文件"), .usage)
        }
    }

    /// Writes a document to its target. An existing file is replaced only after the new one is on the disk.
    /// - Parameters:
    ///   - replaces: as in `target`.
    ///   - mode: the permissions of a new file, reduced by the umask of the process.
    ///   - unfinished: records the temporary file while it exists.
    ///   - put: writes bytes to a descriptor, like write(2).
    ///   - produce: passes the document on, piece by piece.
    static func write(
        to target: Target, replaces: Bool, mode: mode_t = 0o600,
        unfinished: UnfinishedFiles = .ofProgram, put: @escaping Put = { Glibc.write($0, $1.baseAddress, $1.count) },
        _ produce: Producer
    ) throws(FileError) {
        let path: String
        switch target {
        case .opened(let file, let path):
            defer { close(file) }
            return try fill(file, path, put, produce)
        case .file(let name): path = name
        }
        let (file, temporary) = unfinished.create(in: directory(of: path))
        guard file >= 0 else { throw FileError(path, .writing, errno: errno, .network) }
        defer { unfinished.forget(temporary) }
        do throws(FileError) {
            // Closing the descriptor releases the lock. Without the lock, other processes would treat the file as a
            // leftover.
            defer { close(file) }
            try fill(file, path, put, produce)
            if mode != 0o600 { fchmod(file, mode & ~Self.mask) }
            guard fsync(file) == 0 else { throw FileError(path, .writing, errno: errno, .network) }
            try name(temporary, path, replaces: replaces)
        } catch {
            _ = withPath(temporary) { unlink($0) }
            throw error
        }
        syncDirectory(of: path)
    }

    /// The umask of the process. It is read once, because reading it requires setting it.
    private static let mask: mode_t = {
        let mask = umask(0o077)
        umask(mask)
        return mask
    }()

    /// Checks a path and writes a document there.
    static func write(
        to path: String, replaces: Bool, purpose: Purpose = .named,
        unfinished: UnfinishedFiles = .ofProgram, put: @escaping Put = { Glibc.write($0, $1.baseAddress, $1.count) },
        _ produce: Producer
    ) throws(FileError) {
        let target = try target(path, replaces: replaces, purpose: purpose, unfinished: unfinished)
        try write(to: target, replaces: replaces, unfinished: unfinished, put: put, produce)
    }

    /// Creates a small file in the directory and removes it. This detects missing permissions, quotas, full disks and
    /// read-only file systems. Leftovers of earlier runs are removed as well.
    private static func tryDirectory(
        of path: String, _ purpose: Purpose, _ unfinished: UnfinishedFiles
    ) throws(FileError) {
        let directory = directory(of: path)
        UnfinishedFiles.removeLeftovers(in: directory, alsoOldNames: purpose == .state)
        let (file, temporary) = unfinished.create(in: directory)
        guard file >= 0 else { throw FileError(path, .writing, errno: errno, .network) }
        let block = [UInt8](repeating: 0, count: 4_096)
        // A partial write is accepted: a file size limit causes it, and the document may stay below the limit.
        let isWritten = Glibc.write(file, block, block.count) > 0
        let code = errno
        close(file)
        _ = withPath(temporary) { unlink($0) }
        unfinished.forget(temporary)
        guard isWritten else { throw FileError(path, .writing, errno: code, .network) }
    }

    /// Opens a device or a pipe without blocking, because a pipe may have no reader.
    private static func openDevice(_ path: String) throws(FileError) -> Int32 {
        let file = withPath(path) { open($0, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC) }
        guard file >= 0 else {
            guard errno == ENXIO else { throw FileError(path, .writing, errno: errno, .network) }
            throw FileError(path, Wording("the pipe has no reader", zh: "该管道没有读取方"), .network)
        }
        // Writes block from now on, so that the reader determines the speed.
        _ = fcntl(file, F_SETFL, fcntl(file, F_GETFL) & ~O_NONBLOCK)
        return file
    }

    private static func taken(_ path: String) -> FileError {
        FileError(
            path,
            Wording(
                "already exists; choose another name, or replace the file with --force",
                zh: "文件已存在，请换个名称，或用 --force 覆盖"),
            .usage)
    }

    private static func fill(
        _ file: Int32, _ path: String, _ put: @escaping Put, _ produce: Producer
    ) throws(FileError) {
        var waiting: [UInt8] = []
        func flush() throws(FileError) {
            var done = 0
            while done < waiting.count {
                let count = waiting.withUnsafeBytes { put(file, UnsafeRawBufferPointer(rebasing: $0[done...])) }
                if count < 0 {
                    if errno == EINTR { continue }
                    throw FileError(path, .writing, errno: errno, .network)
                }
                done += count
            }
            waiting.removeAll(keepingCapacity: true)
        }
        try produce { (piece: [UInt8]) throws(FileError) in
            waiting += piece
            if waiting.count >= 1 << 18 { try flush() }
        }
        try flush()
    }

    /// Renames the finished file. Neither call follows a symbolic link that was created under the name meanwhile.
    private static func name(_ temporary: String, _ path: String, replaces: Bool) throws(FileError) {
        func call(_ function: (UnsafePointer<CChar>, UnsafePointer<CChar>) -> Int32) -> Int32 {
            withPath(temporary) { from in withPath(path) { to in function(from, to) } }
        }
        if !replaces {
            // Unlike rename, link fails if the name was taken meanwhile. Some file systems have no hard links.
            if call(link) == 0 {
                _ = withPath(temporary) { unlink($0) }
                return
            }
            if errno == EEXIST { throw taken(path) }
        }
        guard call(rename) == 0 else { throw FileError(path, .writing, errno: errno, .network) }
    }

    /// Syncs the directory, so that the name survives a power failure. Errors are ignored: the document itself is on
    /// the disk.
    private static func syncDirectory(of path: String) {
        let file = withPath(directory(of: path)) { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard file >= 0 else { return }
        fsync(file)
        close(file)
    }

    private static func directory(of path: String) -> String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return parts.isEmpty ? "." : parts.count == 1 && parts[0].isEmpty ? "/" : parts.joined(separator: "/")
    }
}
