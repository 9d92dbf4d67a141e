// What the caller may choose, and the environment it wants obeyed: it is passed in, never read here, so that tests and
// the command line decide.

/// How the terminal is to be used.
package struct TerminalOptions: Sendable {
    /// When colours are used.
    package enum Color: String, CaseIterable, Sendable {
        /// Where the terminal has them and NO_COLOR is unset or empty.
        case auto
        /// Where the terminal has them.
        case always
        case never
    }

    package var color: Color
    /// Show nothing but ASCII, whatever the locale.
    package var ascii: Bool
    /// Take the mouse; the terminal's own selection of text then needs Shift.
    package var mouse: Bool
    /// TERM, NO_COLOR and ESCDELAY are looked up here.
    package var environment: [String: String]

    package init(color: Color = .auto, ascii: Bool = false, mouse: Bool = false, environment: [String: String]) {
        self.color = color
        self.ascii = ascii
        self.mouse = mouse
        self.environment = environment
    }

    /// How long after Escape the next byte still belongs to it: ESCDELAY in milliseconds, as in other programs with
    /// ncurses. A larger one helps where a slow connection tears sequences apart. A value that is not a number from 0
    /// to 10,000 counts as unset.
    var escapeDelay: Duration {
        let value = environment["ESCDELAY"].flatMap(Int.init) ?? -1
        return (0...10_000).contains(value) ? .milliseconds(value) : KeyDecoder.Patience.escape
    }

    /// By https://no-color.org an empty NO_COLOR counts as unset.
    package var wantsColor: Bool {
        switch color {
        case .always: true
        case .never: false
        case .auto: environment["NO_COLOR", default: ""].isEmpty
        }
    }
}
