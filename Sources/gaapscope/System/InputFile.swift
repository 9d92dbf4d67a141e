// Reads files named by the user. A path that is not a regular file is refused before it can block or exhaust memory.

import CProcess
import Glibc
import Essentials

enum InputFile {
    /// Returns the bytes of a file; `-` is standard input.
    /// - Parameters:
    ///   - maximumSize: in bytes; a larger file is refused.
    ///   - kind: the kind of the file for error messages: `snapshot`.
    ///   - patience: how long to wait for the end of standard input; nil means no limit.
    ///   - followsLink: whether the path may be a symbolic link.
    /// - Throws: an error with exit status 2.
    static func bytes(
        of path: String, maximumSize: Int, kind: Wording, patience: Duration? = nil, followsLink: Bool = true
    ) throws(FileError) -> [UInt8] {
        let size = Wording("larger than \(maximumSize >> 20) MiB", zh: "大于 \(maximumSize >> 20) MiB")
        let tooLarge = FileError(
            path,
            Wording(
                "\(size[.english]), the limit for a \(kind[.english])", zh: "\(size[.chinese])，超出\(kind[.chinese])的上限"),
            .usage)
        if path == "-" { return try readToEnd(0, path, expected: 0, maximumSize, tooLarge, patience) }
        var length: Int64 = 0
        let file = withPath(path) { process_open_file($0, followsLink, &length) }
        guard file >= 0 else { throw refusal(of: path, process_file_refusal(file), errno) }
        defer { close(file) }
        guard length <= maximumSize else { throw tooLarge }
        return try readToEnd(file, path, expected: Int(length), maximumSize, tooLarge)
    }

    private static func refusal(of path: String, _ reason: process_file_refusal, _ code: Int32) -> FileError {
        let words =
            switch reason {
            case PROCESS_FILE_IS_DIRECTORY: Wording("is a directory; specify a file in it", zh: "是目录，请指定其中的文件名")
            case PROCESS_FILE_IS_PIPE: Wording("is a pipe; write its contents to a file first", zh: "是管道，请先写入文件")
            case PROCESS_FILE_IS_LINK: Wording("is a symbolic link", zh: "是符号链接")
            case PROCESS_FILE_IS_OTHER: Wording("is not a regular file", zh: "不是普通文件")
            default: FileError.Operation.reading.refused(code)
            }
        return FileError(path, words, .usage)
    }

    /// Returns whether the path exists, readable or not.
    static func exists(_ path: String) -> Bool {
        var facts = stat()
        return withPath(path, { stat($0, &facts) }) == 0 || errno != ENOENT && errno != ENOTDIR
    }

    private static func readToEnd(
        _ file: Int32, _ path: String, expected: Int, _ maximumSize: Int, _ tooLarge: FileError,
        _ patience: Duration? = nil
    ) throws(FileError) -> [UInt8] {
        let deadline = patience.map { TimeSource.system.uptime() + $0 }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(expected)
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            if let patience, let deadline, !wait(for: file, until: deadline) {
                throw FileError(
                    path,
                    Wording(
                        "did not end within \(patience.components.seconds) s",
                        zh: "\(patience.components.seconds) 秒内未读到结尾"), .usage)
            }
            let count = Glibc.read(file, &buffer, buffer.count)
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw FileError(path, .reading, errno: errno, .usage)
            }
            bytes += buffer[..<count]
            // The file may grow while it is read.
            guard bytes.count <= maximumSize else { throw tooLarge }
        }
    }

    /// Waits until data or the end of the file can be read. Returns false when the time is up.
    private static func wait(for file: Int32, until deadline: Duration) -> Bool {
        var source = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
        while true {
            let left = deadline - TimeSource.system.uptime()
            guard left > .zero else { return false }
            let ready = poll(&source, 1, Int32(min(left / .milliseconds(1) + 1, 1e9)))
            if ready > 0 { return true }
            // The read reports any other error.
            if ready < 0, errno != EINTR { return true }
        }
    }
}
