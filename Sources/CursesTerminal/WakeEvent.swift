// What lets any thread end the loop's sleep. The descriptor lives as long as anyone may still signal it: were it closed
// with the terminal, a late signal could go into a file that got the same number.

import CTerminal
import Glibc

/// An event to be signalled from any thread.
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
