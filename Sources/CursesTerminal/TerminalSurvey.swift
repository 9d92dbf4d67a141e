// Finds out the capabilities of the terminal without opening it: for `doctor`, which must leave the terminal as it is.

import CTerminal

/// The capabilities of the terminal, according to its type and the locale.
package struct TerminalSurvey: Equatable, Sendable {
    /// The description that would be used: TERM's own, or the most similar one that is installed.
    package let type: String
    /// The number of colours. 0 if the terminal has no colours, or if they are not wanted.
    package let colors: Int
    /// Whether more than ASCII can be shown.
    package let isUTF8: Bool

    /// Whether the locale alone allows more than ASCII. This needs no terminal.
    package static var localeIsUTF8: Bool { terminal_use_utf8_locale() }

    package init(_ options: TerminalOptions) throws(TerminalError) {
        let types = try TerminalType.candidates(for: options.environment["TERM"])
        for type in types {
            var colors: Int32 = 0
            switch terminal_look_up(type, &colors) {
            case TERMINAL_OPEN:
                self.type = type
                self.colors = options.wantsColor ? Int(colors) : 0
                isUTF8 = Self.localeIsUTF8
                return
            case TERMINAL_UNKNOWN_TYPE: continue
            case TERMINAL_POOR_TYPE: throw .poorType(type, known: TerminalType.known(besides: types))
            default: throw .system(errno: TerminalError.currentErrno)
            }
        }
        throw .unknownType(types[0], known: TerminalType.known(besides: types))
    }
}
