// What a shell would notice of a program that did not give its terminal back.

import Glibc

/// The terminal's line discipline, as far as programs change it.
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

    /// All on, as in a shell.
    package var areOrdinary: Bool { echoes && readsLines && makesSignals && processesOutput }
}
