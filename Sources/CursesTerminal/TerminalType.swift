// TERM names a description that the machine one has logged in to may not have: ops boxes often carry ncurses-base only,
// which knows no kitty, alacritty or foot. All of those understand what xterm-256color does.

/// Which descriptions to try for a TERM.
enum TerminalType {
    /// Names, or their beginnings, of terminals that follow xterm.
    private static let followXterm = [
        "xterm-", "alacritty", "contour", "foot", "ghostty", "gnome", "iterm", "kitty", "konsole", "mintty", "mlterm",
        "nsterm", "putty", "rio", "st-", "stterm", "vte", "wezterm", "win32con", "zutty",
    ]

    /// The names to try, best first.
    static func candidates(for type: String?) throws(TerminalError) -> [String] {
        guard let type, !type.isEmpty else { throw .noType }
        // A name with a slash would be looked up outside the database.
        guard !type.contains("/"), !type.unicodeScalars.contains(where: { $0.value < 0x21 || $0.value > 0x7E }) else {
            throw .unknownType(type)
        }
        if followXterm.contains(where: type.hasPrefix) { return [type, "xterm-256color", "xterm"] }
        if type.hasPrefix("tmux") { return [type, "tmux-256color", "screen-256color", "screen"] }
        if type.hasPrefix("screen") { return [type, "screen-256color", "screen"] }
        if type.hasPrefix("rxvt") { return [type, "rxvt-unicode-256color", "rxvt"] }
        if type.hasPrefix("linux") { return [type, "linux"] }
        return [type]
    }
}
