// A program in a real pseudo-terminal, with a terminal emulator (libvterm) that reads its output. Tests wait for
// conditions and not for durations. A condition is checked whenever output has arrived, but only between complete
// frames (CSI ?2026 h and l), because a condition could be true in the middle of a frame.
//
// Not thread-safe: each test uses its own instance.

import CPseudoTerminal
import Glibc

/// A program and its terminal.
package final class PseudoTerminal {
    /// How a program ended.
    package enum Status: Equatable, Sendable {
        case exited(Int32)
        case killed(by: Int32)
    }

    /// The current screen.
    package var screen: Screen { emulator.screen(with: scanner) }
    /// The process ID of the program.
    package let process: Int32
    /// The number of bytes that arrived since `mark()`.
    package private(set) var bytesSinceMark = 0
    /// The output since `mark()`, for checks of the exact escape sequences.
    package private(set) var outputSinceMark: [UInt8] = []

    private var master: Int32
    private var status: Status?
    private var ended = false
    let emulator: Emulator
    private var scanner = ModeScanner()

    /// Starts a program with exactly this environment; `PseudoTerminal.environment` is a basis for it.
    package init(
        _ executable: String, _ arguments: [String] = [], environment: [String: String] = PseudoTerminal.environment,
        size: ScreenSize = ScreenSize(columns: 80, rows: 24)
    ) throws {
        var master: Int32 = -1
        let process = CStrings.with([executable] + arguments) { arguments in
            CStrings.with(environment.map { "\($0)=\($1)" }) { environment in
                pseudo_terminal_start(
                    executable, arguments, environment, Int32(size.rows), Int32(size.columns), &master)
            }
        }
        guard process > 0 else { throw PseudoTerminalError.notStarted(executable, errno: errno) }
        self.process = process
        self.master = master
        emulator = Emulator(size: size)
    }

    deinit {
        hangUp()
        guard status == nil else { return }
        kill(process, SIGKILL)
        var raw: Int32 = 0
        waitpid(process, &raw, 0)
    }

    /// The default environment: a UTF-8 locale, a colour terminal, and no Swift backtracer that waits for a key.
    package static let environment = [
        "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": "/nonexistent",
        "SWIFT_BACKTRACE": "enable=no",
    ]

    /// Reads output until the condition is true for a complete frame.
    /// - Throws: `PseudoTerminalError` with the screen if the timeout is over or the program ends before that.
    package func waitUntil(
        _ what: String = "the condition", timeout: Duration = .seconds(60), _ condition: (Screen) throws -> Bool
    ) throws {
        let deadline = ContinuousClock.now + timeout
        while true {
            if !scanner.isInsideFrame, try condition(screen) { return }
            if ended { throw PseudoTerminalError.endedBefore(what, screen: screen.description) }
            guard ContinuousClock.now < deadline else {
                throw PseudoTerminalError.timedOut(what, screen: screen.description)
            }
            receive(upTo: .milliseconds(50))
        }
    }

    /// Waits for a text anywhere on the screen.
    package func waitFor(_ text: String, timeout: Duration = .seconds(60)) throws {
        try waitUntil("“\(text)”", timeout: timeout) { $0.contains(text) }
    }

    /// Sends text to the program as keyboard input.
    package func send(_ text: String) {
        send(Array(text.utf8))
    }

    package func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty, master >= 0 {
            let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Changes the window size; the program receives SIGWINCH.
    package func resize(_ size: ScreenSize) {
        emulator.resize(size)
        _ = pseudo_terminal_resize(master, Int32(size.rows), Int32(size.columns))
    }

    /// Sends a signal to the program.
    package func signal(_ number: Int32) {
        kill(process, number)
    }

    /// Sends a signal to a thread of the program.
    package func signal(_ number: Int32, thread: Int32) {
        _ = pseudo_terminal_signal_thread(process, thread, number)
    }

    /// Closes the master side, as a lost connection does.
    package func hangUp() {
        if master >= 0 { close(master) }
        master = -1
        ended = true
    }

    /// Reads output until the program has ended, and then the output that is left in the terminal.
    package func waitForExit(timeout: Duration = .seconds(60)) throws -> Status {
        let deadline = ContinuousClock.now + timeout
        while status == nil {
            var raw: Int32 = 0
            if waitpid(process, &raw, WNOHANG) == process {
                status = raw & 0x7F == 0 ? .exited((raw >> 8) & 0xFF) : .killed(by: raw & 0x7F)
                break
            }
            guard ContinuousClock.now < deadline else {
                throw PseudoTerminalError.timedOut("the end of the program", screen: screen.description)
            }
            receive(upTo: .milliseconds(5))
        }
        // The end of file follows the last byte. Another process may keep the terminal open.
        while !ended, receive(upTo: .milliseconds(200)) > 0 {}
        // The status is never nil here: the loop above ends only after it is set.
        return status ?? .exited(-1)
    }

    /// Waits for the end of the program without reading its output, as behind a stalled connection.
    /// - Returns: nil if the program is still running after the timeout.
    package func waitForExitUnread(timeout: Duration) -> Status? {
        let deadline = ContinuousClock.now + timeout
        while status == nil, ContinuousClock.now < deadline {
            var raw: Int32 = 0
            if waitpid(process, &raw, WNOHANG) == process {
                status = raw & 0x7F == 0 ? .exited((raw >> 8) & 0xFF) : .killed(by: raw & 0x7F)
            }
            poll(nil, 0, 5)
        }
        return status
    }

    /// Waits, without reading output, until the program has been sleeping for 200 ms.
    package func waitUntilBlocked() {
        var calm = 0
        while calm < 20, let state = ProcessFacts.state(of: process) {
            calm = state == "S" ? calm + 1 : 0
            poll(nil, 0, 10)
        }
    }

    /// Resets `bytesSinceMark` and `outputSinceMark`.
    package func mark() {
        bytesSinceMark = 0
        outputSinceMark = []
    }

    /// Waits for output for a duration. Returns the number of bytes received, as soon as the first output arrives.
    package func bytesAtRest(for time: Duration) -> Int {
        let before = bytesSinceMark
        receive(upTo: time)
        return bytesSinceMark - before
    }

    /// The current modes of the terminal's line discipline.
    package var modes: TerminalModes {
        var raw = termios()
        tcgetattr(master, &raw)
        return TerminalModes(raw)
    }

    /// Reads once, waiting at most the given time, and sends the answers of the emulator to the program.
    @discardableResult
    private func receive(upTo time: Duration) -> Int {
        var source = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        let milliseconds = Int32(time.components.seconds * 1000 + time.components.attoseconds / 1_000_000_000_000_000)
        guard poll(&source, 1, ended ? min(milliseconds, 20) : milliseconds) > 0, master >= 0 else { return 0 }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = buffer.withUnsafeMutableBytes { read(master, $0.baseAddress, $0.count) }
        // EIO: no process has the other side open any more.
        guard count > 0 else {
            ended = true
            return 0
        }
        let bytes = buffer[..<count]
        bytesSinceMark += count
        outputSinceMark += bytes
        scanner.scan(bytes)
        send(emulator.feed(bytes))
        return count
    }
}

extension PseudoTerminal {
    /// Writes to the screen without the program's knowledge, as another program or a disturbed connection would.
    package func spoil(_ text: String) {
        _ = emulator.feed(Array(text.utf8)[...])
    }
}
