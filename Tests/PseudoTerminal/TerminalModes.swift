// The terminal modes that a program must restore for the shell.

import Glibc

/// The flags of the terminal's line discipline that programs change.
package struct TerminalModes: Equatable, Sendable {
    package var echoes: Bool
    package var readsLines: Bool
    package var makesSignals: Bool
    package var processesOutput: Bool

    init(_ raw: termios) {
        echoes = raw.c_lflag & tcflag_t(ECHO) != 0
        readsLines = raw.c_lflag & tcflag_t(ICANON) != 0
        makesSignals = raw.c_lflag & tcflag_t(ISIG) != 0
        processesOutput = raw.c_oflag & tcflag_t(OPOST) != 0
    }

    /// Whether all flags are on, as a shell expects.
    package var areOrdinary: Bool { echoes && readsLines && makesSignals && processesOutput }
}
