// Standard output and standard error: complete writes, and the handling of a closed pipe.

import Glibc
import Inventory
import Synchronization
import Essentials

enum StandardStream: Int32 {
    case output = 1
    case error = 2

    var isTerminal: Bool { isatty(rawValue) == 1 }

    /// The number of columns of the terminal; nil if the stream is not a terminal.
    var columns: Int? {
        var size = winsize()
        guard isTerminal, ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// The exit statuses of a command whose output cannot be written.
    struct Failure {
        /// The status after the reader has closed the pipe, which is a normal end for a command in a pipeline; nil if
        /// the command continues without a reader.
        var readerGone: Int32? = ExitStatus.fine.rawValue
        var notWritten = ExitStatus.network.rawValue
    }

    /// The statuses of the running command. A command sets them before it writes.
    static let failure = Mutex(Failure())

    /// Opens /dev/null for the descriptors 0, 1 and 2 if they are closed. Otherwise a file or a connection could get
    /// such a number and receive the program's output.
    static func openClosed() {
        for number: Int32 in 0...2 where fcntl(number, F_GETFD) < 0 {
            // `open` returns the lowest free number, which is the missing one. Writing to it still fails, because
            // /dev/null is opened for reading only.
            _ = open("/dev/null", O_RDONLY)
        }
    }

    /// Whether standard output is a pipe whose reader has closed it.
    static var readerIsGone: Bool {
        var facts = stat()
        guard fstat(output.rawValue, &facts) == 0, facts.st_mode & S_IFMT == S_IFIFO else { return false }
        var pipe = pollfd(fd: output.rawValue, events: 0, revents: 0)
        return poll(&pipe, 1, 0) > 0 && pipe.revents & Int16(POLLERR) != 0
    }

    /// Writes a text and a line feed.
    func print(_ text: String) { write(text + "\n") }

    /// Writes a whole text. If that fails, ends the program with a status of `failure`.
    func write(_ text: String) {
        guard let code = put(text).code else { return }
        // A message that cannot be written does not change the exit status.
        if self == .error { return }
        let failure = Self.failure.withLock { $0 }
        if code == EPIPE {
            guard let status = failure.readerGone else { return }
            exit(status)
        }
        say(Self.refused(code))
        exit(failure.notWritten)
    }

    /// Returns the message of a failed write to standard output.
    static func refused(_ code: Int32) -> Wording {
        let reason = Wording(errno: code)
        return Wording { "\(Wording("cannot write to standard output", zh: "无法写入标准输出")[$0]): \(reason[$0])" }
    }

    /// Writes as much of a text as the system accepts.
    /// - Returns: the number of bytes written, and the error number if not all were written.
    func put(_ text: String) -> (written: Int, code: Int32?) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Glibc.write(rawValue, $0.baseAddress, $0.count) }
            if written < 0 {
                if errno == EINTR { continue }
                if errno == EAGAIN {
                    // Another process made the pipe non-blocking: wait until it accepts more.
                    var ready = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
                    _ = poll(&ready, 1, -1)
                    continue
                }
                return (bytes.startIndex, errno)
            }
            bytes = bytes.dropFirst(written)
        }
        return (bytes.startIndex, nil)
    }
}

/// Prints a message as one line on standard error, in the language of the output, with control characters made visible
/// and passwords hidden.
func say(_ text: Wording) {
    let harmless = ProgramArguments.hidingPasswords(in: text[.ofOutput])
    StandardStream.error.print("gaapscope: \(DisplayText.message(harmless, bytes: lineLimit))")
}

/// The maximum size of a line on standard error in bytes. Parts of a message may come from outside.
private let lineLimit = 4_000

/// Prints an error and ends the program.
func fail(_ text: Wording, _ status: ExitStatus) -> Never {
    say(text)
    exit(status.rawValue)
}
