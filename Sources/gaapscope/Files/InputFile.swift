// Reading files that people name. What is no ordinary file is refused before it could block or fill the memory.

import Glibc
import TencentCloud

enum InputFile {
    /// The bytes of a file; `-` is standard input.
    /// - Parameters:
    ///   - largest: in bytes; more is refused.
    ///   - kind: what such a file is, for the refusal: `snapshot`.
    ///   - patience: how long to wait for the end of standard input; nil waits for good.
    /// - Throws: a fault with exit status 2.
    static func bytes(
        of path: String, largest: Int, kind: Wording, patience: Duration? = nil
    ) throws(FileFault) -> [UInt8] {
        let size = Wording("larger than \(largest >> 20) MiB", zh: "大于 \(largest >> 20) MiB")
        let tooLarge = FileFault(
            path,
            Wording(
                "it is \(size[.english]), which no \(kind[.english]) is", zh: "\(size[.chinese])，不会是\(kind[.chinese])"),
            .usage)
        if path == "-" { return try readToEnd(0, path, expected: 0, largest, tooLarge, patience) }
        // A pipe that nobody writes to would block the opening.
        let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { throw FileFault(path, .reading, errno: errno, .usage) }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0 else { throw FileFault(path, .reading, errno: errno, .usage) }
        switch facts.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR:
            throw FileFault(path, Wording("this is a directory: name the file in it", zh: "这是目录，请指定其中的文件"), .usage)
        case S_IFIFO:
            throw FileFault(path, Wording("this is a pipe: write it to a file first", zh: "这是管道，请先写入文件"), .usage)
        default: throw FileFault(path, Wording("this is no ordinary file", zh: "不是普通文件"), .usage)
        }
        guard facts.st_size <= largest else { throw tooLarge }
        return try readToEnd(file, path, expected: Int(facts.st_size), largest, tooLarge)
    }

    /// Whether something has this name, readable or not.
    static func exists(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 || errno != ENOENT && errno != ENOTDIR
    }

    private static func readToEnd(
        _ file: Int32, _ path: String, expected: Int, _ largest: Int, _ tooLarge: FileFault, _ patience: Duration? = nil
    ) throws(FileFault) -> [UInt8] {
        let deadline = patience.map { TimeSource.system.uptime() + $0 }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(expected)
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            if let patience, let deadline, !wait(for: file, until: deadline) {
                throw FileFault(
                    path,
                    Wording(
                        "not at its end within \(patience.components.seconds) s",
                        zh: "\(patience.components.seconds) 秒内未读到结尾"), .usage)
            }
            let count = Glibc.read(file, &buffer, buffer.count)
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw FileFault(path, .reading, errno: errno, .usage)
            }
            bytes += buffer[..<count]
            // It may grow while it is read.
            guard bytes.count <= largest else { throw tooLarge }
        }
    }

    /// Waits until there is something to read, or an end of it; false when the time is up.
    private static func wait(for file: Int32, until deadline: Duration) -> Bool {
        var source = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
        while true {
            let left = deadline - TimeSource.system.uptime()
            guard left > .zero else { return false }
            let ready = poll(&source, 1, Int32(min(left / .milliseconds(1) + 1, 1e9)))
            if ready > 0 { return true }
            // Whatever else is wrong, reading says so.
            if ready < 0, errno != EINTR { return true }
        }
    }
}
