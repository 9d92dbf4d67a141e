// TERM may name a description that the remote machine does not have: servers often have only ncurses-base, which has no
// entry for kitty, alacritty, foot and many other terminals. Nearly all current terminals understand the sequences of
// xterm-256color.

import CTerminal

/// Chooses the descriptions to try for a value of TERM.
enum TerminalType {
    /// Prefixes of names, and the descriptions that work for the terminals of that family, best first. The first family
    /// that matches is used.
    static let families: [(prefixes: [String], fallbacks: [String])] = [
        (["tmux"], ["tmux-256color", "screen-256color", "screen"]),
        (["screen"], ["screen-256color", "screen"]),
        (["rxvt", "urxvt", "mrxvt"], ["rxvt-unicode-256color", "rxvt-256color", "rxvt", "xterm-256color"]),
        (["linux", "fbterm", "kmscon", "yaft", "fblinux"], ["linux", "vt220"]),
        (["cons25", "bsdos", "pcansi", "ansi"], ["ansi", "vt100"]),
        (["vt1", "vt2", "vt3", "vt4", "vt5", "dec-vt"], ["vt220", "vt100"]),
        (
            [
                "xterm", "alacritty", "apple", "blink", "bobcat", "bvterm", "cathode", "contour", "cool-retro-term",
                "cygwin", "domterm", "dvtm", "foot", "ghostty", "gnome", "guake", "hterm", "hyper", "interix",
                "iterm", "kgx", "kitty", "konsole", "mintty", "mlterm", "mosh", "ms-terminal", "ms-vt", "nsterm",
                "nvim", "ptyxis", "putty", "qterminal", "rio", "sakura", "simpleterm", "st", "stterm", "tabby",
                "terminator", "terminology", "termite", "terminal", "tilda", "tilix", "vscode", "vte", "vwmterm",
                "wezterm", "win32con", "warp", "windterm", "xfce", "yakuake", "zellij", "zutty",
            ], ["xterm-256color", "xterm"]
        ),
    ]

    /// Returns the names to try, best first.
    static func candidates(for type: String?) throws(TerminalError) -> [String] {
        guard let type, !type.isEmpty else { throw .noType(known: known(besides: [])) }
        // ncurses would look up a name with a slash outside the database.
        guard !type.contains("/"), !type.unicodeScalars.contains(where: { $0.value < 0x21 || $0.value > 0x7E }) else {
            throw .unknownType(type, known: known(besides: []))
        }
        let lower = type.lowercased()
        let family = families.first { family in family.prefixes.contains { lower.hasPrefix($0) } }
        var names = [type]
        for name in (family?.fallbacks ?? []) where !names.contains(name) { names.append(name) }
        return names
    }

    /// Returns a common type that this machine has a description of, for use in advice. Returns nil if this machine has
    /// no description of a common type that was not tried yet.
    static func known(besides tried: [String]) -> String? {
        ["xterm-256color", "xterm", "linux", "vt100", "ansi"].first { type in
            var colors: Int32 = 0
            return !tried.contains(type) && terminal_look_up(type, &colors) == TERMINAL_OPEN
        }
    }
}
