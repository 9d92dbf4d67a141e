// Writing files that people name. Never leaves half a document under the name that was asked for: a temporary file beside it, to the disk,
// then the name.

import Glibc
import TencentCloud

enum OutputFile {
    /// Hands a document over to a receiver, whose error ends it.
    typealias Producer = (_ receive: ([UInt8]) throws(FileFault) -> Void) throws(FileFault) -> Void

    /// Writes bytes to a descriptor, and returns how many, or -1 and errno; as write(2) does.
    typealias Put = (Int32, UnsafeRawBufferPointer) -> Int

    /// Writes a document under a name, in mode 0600. What is no ordinary file, a device or a pipe, is written into.
    /// - Parameters:
    ///   - replaces: whether an existing file may be replaced, which happens only once the new one is on the disk.
    ///   - produce: hands the document over, piece by piece.
    ///   - unfinished: knows the temporary file while there is one.
    ///   - put: writes bytes to a descriptor, and returns how many, or -1 and errno; as write(2) does.
    static func write(
        to path: String, replaces: Bool,
        unfinished: UnfinishedFiles = .ofProgram, put: @escaping Put = { Glibc.write($0, $1.baseAddress, $1.count) },
        _ produce: Producer
    ) throws(FileFault) {
        guard try isFree(path, replaces: replaces) else {
            let file = open(path, O_WRONLY | O_CLOEXEC)
            guard file >= 0 else { throw FileFault(path, .writing, errno: errno, .network) }
            defer { close(file) }
            return try fill(file, path, put, produce)
        }
        let target = resolved(path)
        let temporary = "\(target).\(getpid()).tmp"
        let file = unfinished.create(temporary)
        defer { unfinished.forget(temporary) }
        guard file >= 0 else { throw FileFault(path, .writing, errno: errno, .network) }
        do throws(FileFault) {
            do throws(FileFault) {
                try fill(file, path, put, produce)
                guard fsync(file) == 0 else { throw FileFault(path, .writing, errno: errno, .network) }
            } catch {
                close(file)
                throw error
            }
            close(file)
            try name(temporary, target, path, replaces: replaces)
        } catch {
            unlink(temporary)
            throw error
        }
        syncDirectory(of: target)
    }

    /// Whether a name may be given to a new file; false where something that is no ordinary file has it.
    /// Told before anything is fetched, too: it is a pity to lose a long reading to a name.
    @discardableResult
    static func isFree(_ path: String, replaces: Bool) throws(FileFault) -> Bool {
        var facts = stat()
        guard stat(path, &facts) == 0 else {
            guard errno == ENOENT else { throw FileFault(path, .writing, errno: errno, .network) }
            try checkDirectory(of: path, path)
            return true
        }
        switch facts.st_mode & S_IFMT {
        case S_IFREG:
            guard replaces else { throw taken(path) }
            // What is replaced is the name: it is the directory that must take it.
            try checkDirectory(of: resolved(path), path)
            return true
        case S_IFDIR:
            throw FileFault(path, Wording("this is a directory: name a file in it", zh: "这是目录，请指定其中的文件名"), .usage)
        default: return false
        }
    }

    private static func checkDirectory(of target: String, _ path: String) throws(FileFault) {
        guard access(directory(of: target), W_OK | X_OK) == 0 else {
            throw FileFault(path, .writing, errno: errno, .network)
        }
    }

    private static func taken(_ path: String) -> FileFault {
        FileFault(
            path,
            Wording(
                "it exists already: choose another name, or replace it with --force", zh: "文件已存在：请换个名称，或用 --force 覆盖"),
            .usage)
    }

    private static func fill(
        _ file: Int32, _ path: String, _ put: @escaping Put, _ produce: Producer
    ) throws(FileFault) {
        var waiting: [UInt8] = []
        func flush() throws(FileFault) {
            var done = 0
            while done < waiting.count {
                let count = waiting.withUnsafeBytes { put(file, UnsafeRawBufferPointer(rebasing: $0[done...])) }
                if count < 0 {
                    if errno == EINTR { continue }
                    throw FileFault(path, .writing, errno: errno, .network)
                }
                done += count
            }
            waiting.removeAll(keepingCapacity: true)
        }
        try produce { (piece: [UInt8]) throws(FileFault) in
            waiting += piece
            if waiting.count >= 1 << 18 { try flush() }
        }
        try flush()
    }

    /// Gives the finished file its name.
    private static func name(_ temporary: String, _ target: String, _ path: String, replaces: Bool) throws(FileFault) {
        if !replaces {
            // Unlike rename, link refuses a name that somebody has taken meanwhile. Some file systems have no links.
            if link(temporary, target) == 0 {
                unlink(temporary)
                return
            }
            if errno == EEXIST { throw taken(path) }
        }
        guard rename(temporary, target) == 0 else { throw FileFault(path, .writing, errno: errno, .network) }
    }

    /// The file behind a symbolic link: the link stays, and what it points to is replaced.
    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    /// So that the name outlives a power cut. The document is on the disk by now, whatever comes of it.
    private static func syncDirectory(of path: String) {
        let file = open(directory(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { return }
        fsync(file)
        close(file)
    }

    private static func directory(of path: String) -> String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return parts.isEmpty ? "." : parts.count == 1 && parts[0].isEmpty ? "/" : parts.joined(separator: "/")
    }
}
