// Standard output and error: whole writes, and what to do when nobody reads.

import Glibc
import Inventory
import Synchronization
import Essentials

enum StandardStream: Int32 {
    case output = 1
    case error = 2

    var isTerminal: Bool { isatty(rawValue) == 1 }

    /// Columns of the terminal; nil when it is none.
    var columns: Int? {
        var size = winsize()
        guard isTerminal, ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Exit statuses of a command whose output cannot be written.
    struct Failure {
        /// Nobody reads any more, which is an end like another for what feeds a pipe; nil where the work goes on
        /// without.
        var readerGone: Int32? = ExitStatus.fine.rawValue
        var notWritten = ExitStatus.network.rawValue
    }

    /// What holds for the command that runs; set before it writes.
    static let failure = Mutex(Failure())

    /// Gives 0, 1 and 2 to /dev/null where they are closed, lest a file or a connection gets such a number and our
    /// words with it.
    static func openClosed() {
        for number: Int32 in 0...2 where fcntl(number, F_GETFD) < 0 {
            // The lowest free number is the one that is missing. Output stays an error: it is open for reading only.
            _ = open("/dev/null", O_RDONLY)
        }
    }

    /// Whether standard output is a pipe that nobody reads any more.
    static var readerIsGone: Bool {
        var facts = stat()
        guard fstat(output.rawValue, &facts) == 0, facts.st_mode & S_IFMT == S_IFIFO else { return false }
        var pipe = pollfd(fd: output.rawValue, events: 0, revents: 0)
        return poll(&pipe, 1, 0) > 0 && pipe.revents & Int16(POLLERR) != 0
    }

    /// Writes a text and a line feed.
    func print(_ text: String) { write(text + "\n") }

    /// Writes a text whole, or ends the program as `failure` says.
    func write(_ text: String) {
        guard let code = put(text).code else { return }
        // What cannot be said changes nothing about the exit status.
        if self == .error { return }
        let failure = Self.failure.withLock { $0 }
        if code == EPIPE {
            guard let status = failure.readerGone else { return }
            exit(status)
        }
        say(Self.refused(code))
        exit(failure.notWritten)
    }

    /// What the system says of a text that cannot be written to standard output.
    static func refused(_ code: Int32) -> Wording {
        let reason = Wording(errno: code)
        return Wording { "\(Wording("cannot write to standard output", zh: "无法写入标准输出")[$0]): \(reason[$0])" }
    }

    /// Writes a text as far as the system takes it.
    /// - Returns: the bytes that were written, and the error number if these are not all.
    func put(_ text: String) -> (written: Int, code: Int32?) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Glibc.write(rawValue, $0.baseAddress, $0.count) }
            if written < 0 {
                if errno == EINTR { continue }
                if errno == EAGAIN {
                    // Somebody made the pipe non-blocking: wait until it takes more.
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

/// Says something to the person at the terminal: a line on standard error, in their language, what comes from elsewhere
/// made harmless.
func say(_ text: Wording) {
    let harmless = ProgramArguments.hidingPasswords(in: text[.ofOutput])
    StandardStream.error.print("gaapscope: \(DisplayText.message(harmless, bytes: longestLine))")
}

/// Bytes of a line on standard error: what it is made of may come from anywhere.
private let longestLine = 4_000

/// Says what is wrong, and ends the program.
func fail(_ text: Wording, _ status: ExitStatus) -> Never {
    say(text)
    exit(status.rawValue)
}
