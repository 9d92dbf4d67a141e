// Lets any thread wake the main loop. The descriptor stays open as long as any thread may still signal it. If it were
// closed together with the terminal, a late signal could be written to a file that got the same descriptor number.

import CTerminal
import Glibc

/// An event that any thread can signal.
final class WakeEvent: Sendable {
    let descriptor: Int32

    init() throws(TerminalError) {
        descriptor = terminal_make_event()
        guard descriptor >= 0 else { throw .system(errno: TerminalError.currentErrno) }
    }

    deinit {
        Glibc.close(descriptor)
    }

    func signal() {
        terminal_signal_event(descriptor)
    }
}
