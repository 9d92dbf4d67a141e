// The options of the caller, and the environment variables that apply. The environment is passed in and never read
// here, so that tests and the command line can choose it.

/// Options for using the terminal.
package struct TerminalOptions: Sendable {
    /// When colours are used.
    package enum Color: String, CaseIterable, Sendable {
        /// Use colours if the terminal has them and NO_COLOR is unset or empty.
        case auto
        /// Use colours if the terminal has them.
        case always
        case never
    }

    package var color: Color
    /// Show only ASCII, regardless of the locale.
    package var ascii: Bool
    /// Handle the mouse. Selecting text with the terminal itself then requires Shift.
    package var mouse: Bool
    /// The environment, in which TERM, NO_COLOR and ESCDELAY are looked up.
    package var environment: [String: String]

    package init(color: Color = .auto, ascii: Bool = false, mouse: Bool = false, environment: [String: String]) {
        self.color = color
        self.ascii = ascii
        self.mouse = mouse
        self.environment = environment
    }

    /// How long after Escape the next byte still belongs to the same sequence: ESCDELAY in milliseconds, as in other
    /// ncurses programs. A larger value helps if a slow connection splits sequences. A value that is not a number from
    /// 0 to 10,000 is treated as unset.
    var escapeDelay: Duration {
        let value = environment["ESCDELAY"].flatMap(Int.init) ?? -1
        return (0...10_000).contains(value) ? .milliseconds(value) : KeyDecoder.Patience.escape
    }

    /// Whether colours are wanted. According to https://no-color.org, an empty NO_COLOR is treated as unset.
    package var wantsColor: Bool {
        switch color {
        case .always: true
        case .never: false
        case .auto: environment["NO_COLOR", default: ""].isEmpty
        }
    }
}
