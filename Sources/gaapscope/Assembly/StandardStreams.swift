// Standard output and error: whole writes, and what to do when nobody reads.

import Glibc

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

    /// Writes a text and a line feed.
    func print(_ text: String) { write(text + "\n") }

    /// Writes a text whole. A reader that has gone (EPIPE) is no error; anything else on standard output is.
    func write(_ text: String) {
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
                // What cannot be said changes nothing about the exit status.
                if self == .error { return }
                if errno == EPIPE { exit(0) }
                let reason = String(cString: strerror(errno))
                StandardStream.error.print("gaapscope: cannot write to standard output: \(reason)")
                exit(ExitStatus.network.rawValue)
            }
            bytes = bytes.dropFirst(written)
        }
    }
}

/// Says what is wrong on standard error, in one line, and ends the program.
func fail(_ text: String, _ status: ExitStatus) -> Never {
    StandardStream.error.print("gaapscope: \(text)")
    exit(status.rawValue)
}
