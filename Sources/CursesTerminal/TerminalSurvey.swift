// What a screen would be like here, found out without opening one: for `doctor`, which must leave the terminal as it
// is.

import CTerminal

/// What is known of the terminal by its type and the locale.
package struct TerminalSurvey: Equatable, Sendable {
    /// The description that would be used: TERM's own, or the nearest that is installed.
    package let type: String
    /// 0 when there are none, or they are not wanted.
    package let colors: Int
    /// Whether more than ASCII can be shown.
    package let isUTF8: Bool

    /// The same by the locale alone, which needs no terminal.
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
