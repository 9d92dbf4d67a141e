// Why there is no browser here, in one line a user can act on.

import Glibc

/// The terminal cannot be used.
package enum TerminalError: Error, Equatable, CustomStringConvertible {
    /// Standard input or output is a file, a pipe or nothing.
    case notATerminal
    /// TERM is unset or empty.
    case noType
    /// The terminal's type cannot place the cursor, as `dumb`.
    case poorType(String)
    /// No description of the type is installed.
    case unknownType(String)
    /// A call to the system failed.
    case system(errno: Int32)

    package var description: String {
        switch self {
        case .notATerminal: "standard input and output must be a terminal"
        case .noType: "TERM is not set; set it to the type of your terminal, such as xterm-256color"
        case .poorType(let type):
            "a terminal of type \(TerminalError.visible(type)) (TERM) cannot show a screen; "
                + "set TERM to the type of your terminal, such as xterm-256color"
        case .unknownType(let type):
            "the terminal type \(TerminalError.visible(type)) (TERM) is not known on this machine; "
                + "install ncurses-term, or set TERM=xterm-256color"
        case .system(let errno): "the terminal cannot be used: \(String(cString: strerror(errno)))"
        }
    }

    static var currentErrno: Int32 { errno }

    /// TERM may hold anything; an error line must not steer the terminal.
    private static func visible(_ type: String) -> String {
        let shown = type.unicodeScalars.prefix(40).map { scalar in
            (0x20..<0x7F).contains(scalar.value) ? Character(scalar) : "?"
        }
        return "\"" + String(shown) + "\""
    }
}
