// The file of a journal, which only its owner can read: the folder is created with mode 0700 and the file with mode
// 0600 before SQLite opens it, so that other users can never read it. Neither may be a symbolic link.

import Essentials
import Glibc

enum JournalFile {
    /// Creates the folder and an empty file, unless they exist. Returns the path with all links of the home folder
    /// resolved.
    /// - Parameter lock: locks a file; sets `errno` and returns false if that does not work.
    static func prepare(_ path: String, lock: (Int32) -> Bool = lock) throws(JournalError) -> String {
        let folder = try folder(of: path)
        let refusal = makeFolders(folder)
        guard lstatMode(folder).map({ $0 & S_IFMT }) != S_IFLNK else {
            throw JournalError(folder, .notRegular(Wording("this is a symbolic link", zh: "这是符号链接")))
        }
        let file = ByteText.withCString(folder) { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard file >= 0 else {
            throw JournalError(folder, .system(errno == ENOENT ? refusal : errno, isWriting: true))
        }
        close(file)
        let resolved = try resolve(folder) + "/" + (path.split(separator: "/").last.map(String.init) ?? "")
        try makeFile(resolved)
        try checkLocks(beside: resolved, lock)
        return resolved
    }

    /// Throws if files in the folder cannot be locked, as on a network file system without a lock service. SQLite would
    /// wait and then report that another program holds the journal.
    private static func checkLocks(beside path: String, _ lock: (Int32) -> Bool) throws(JournalError) {
        // The lock is tested on a separate file, because closing the journal itself would release the locks of other
        // connections of this process.
        let probe = "\(path).lock-\(getpid())"
        let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC
        let file = ByteText.withCString(probe) { open($0, flags, 0o600) }
        guard file >= 0 else { return }
        defer { close(file) }
        _ = ByteText.withCString(probe) { unlink($0) }
        if !lock(file) { throw JournalError(path, .system(errno, isWriting: true)) }
    }

    private static func lock(_ file: Int32) -> Bool {
        var whole = flock()
        whole.l_type = Int16(F_WRLCK)
        return fcntl(file, F_SETLK, &whole) == 0
    }

    /// Returns the resolved path of a journal, or nil if it does not exist.
    static func find(_ path: String) throws(JournalError) -> String? {
        let folder = try folder(of: path)
        guard let mode = lstatMode(path) else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw JournalError(path, .system(errno, isWriting: false))
        }
        try check(mode, path)
        return try resolve(folder) + "/" + (path.split(separator: "/").last.map(String.init) ?? "")
    }

    private static func folder(of path: String) throws(JournalError) -> String {
        guard path.hasPrefix("/") else { throw JournalError(path, .noHome) }
        return "/" + path.split(separator: "/").dropLast().joined(separator: "/")
    }

    /// Creates the folders of a path that do not exist.
    /// - Returns: the error number of the first folder that does not exist and could not be created.
    private static func makeFolders(_ path: String) -> Int32 {
        var folder = ""
        for name in path.split(separator: "/") {
            folder += "/\(name)"
            // Existing folders stay unchanged. For any other problem, opening the folder reports the error.
            guard ByteText.withCString(folder, { mkdir($0, 0o700) }) != 0 else { continue }
            let refusal = errno
            if refusal != EEXIST, lstatMode(folder) == nil { return refusal }
        }
        return ENOENT
    }

    private static func makeFile(_ path: String) throws(JournalError) {
        let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let file = ByteText.withCString(path) { open($0, flags, 0o600) }
        if file >= 0 {
            // The umask of the process may have removed permissions of the owner.
            _ = fchmod(file, 0o600)
            close(file)
            return
        }
        guard errno == EEXIST else { throw JournalError(path, .system(errno, isWriting: true)) }
        guard let mode = lstatMode(path) else { throw JournalError(path, .system(errno, isWriting: false)) }
        try check(mode, path)
        if mode & 0o077 != 0 { _ = ByteText.withCString(path) { chmod($0, 0o600) } }
    }

    private static func check(_ mode: mode_t, _ path: String) throws(JournalError) {
        switch mode & S_IFMT {
        case S_IFREG: break
        case S_IFLNK: throw JournalError(path, .notRegular(Wording("this is a symbolic link", zh: "这是符号链接")))
        default: throw JournalError(path, .notRegular(Wording("this is not a regular file", zh: "不是普通文件")))
        }
        var facts = stat()
        guard ByteText.withCString(path, { lstat($0, &facts) }) == 0, facts.st_uid == geteuid() else {
            throw JournalError(path, .notRegular(Wording("this file belongs to another user", zh: "该文件属于其他用户")))
        }
    }

    private static func lstatMode(_ path: String) -> mode_t? {
        var facts = stat()
        return ByteText.withCString(path) { lstat($0, &facts) } == 0 ? facts.st_mode : nil
    }

    private static func resolve(_ folder: String) throws(JournalError) -> String {
        guard let resolved = folder.withCString({ realpath($0, nil) }) else {
            throw JournalError(folder, .system(errno, isWriting: false))
        }
        defer { free(resolved) }
        return ByteText.text(
            of: UnsafeBufferPointer(start: resolved, count: strlen(resolved)).map(UInt8.init(bitPattern:)))
    }
}
