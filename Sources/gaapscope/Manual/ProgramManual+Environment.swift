// The environment variables that the program uses, and the files that it reads and writes.

import TencentCloud

extension ProgramManual {
    static func surroundings(in page: inout Roff) {
        page.section("ENVIRONMENT")
        for entry in CredentialPlace.all.flatMap(\.variables) { page.item(entry.names, entry.about) }
        for setting in Setting.all { page.item(setting.variable, "Same as \(setting.flag).") }
        for (names, about) in otherVariables { page.item(names, about) }
        page.section("FILES")
        for (path, about) in files { page.item(path, about) }
        for entry in CredentialPlace.all.flatMap(\.files) { page.item(entry.names, entry.about) }
    }

    private static let otherVariables = [
        (
            "HTTPS_PROXY, ALL_PROXY, NO_PROXY",
            "Proxy of the connection, and hosts that are reached without it. Also in lower case."
        ),
        ("SSL_CERT_FILE", "PEM file with certificates to trust, unless --ca-file is given."),
        (
            "SSL_CERT_DIR",
            "Directory with certificates to trust, unless --ca-file or SSL_CERT_FILE is given."
        ),
        ("NO_COLOR", "If set, no colours are used, unless --color is always."),
        (
            "LC_ALL, LC_MESSAGES, LANG",
            """
            The first one that is set selects the language of messages, unless --lang does. State words, IDs, names \
            of the API, the line of check, this help, csv, tsv, md and json are always in English.
            """
        ),
        (
            "LC_ALL, LC_CTYPE, LANG",
            """
            If the first one that is set selects an ASCII character set, as C does, the output of commands is in \
            English.
            """
        ),
        ("TERM", "Type of the terminal, which determines colours and the clipboard."),
        (
            "ESCDELAY",
            """
            Time to wait after Escape for the rest of a key, in milliseconds (default: 25). On a slow connection on \
            which arrow keys act as Escape, try 200.
            """
        ),
        (
            "TMUX, STY, ZELLIJ",
            """
            Set by tmux, GNU screen and zellij. Text for the clipboard is wrapped so that it passes through them. \
            tmux passes it on only after `tmux set -s set-clipboard on`, mosh only since version 1.4. No terminal \
            reports whether the text has arrived.
            """
        ),
        ("TZ", "Time zone of the times that the browser shows."),
        (
            "XDG_CONFIG_HOME, XDG_STATE_HOME",
            "Directories of settings and state (see FILES). Relative paths are ignored."
        ),
        (
            "HOME",
            """
            Directory of the files below that begin with ~. The browser also exports to it if the current directory \
            is not writable.
            """
        ),
    ]

    private static let files = [
        (
            "$XDG_CONFIG_HOME/gaapscope/config.json",
            "Settings; without the variable ~/.config/gaapscope/config.json. See gaapscope-config(5)."
        ),
        (
            "$XDG_STATE_HOME/gaapscope/",
            """
            State; without the variable ~/.local/state/gaapscope/. For each account it contains the journal of changes \
            and the last complete read, which the next start shows and from which the shell completes IDs. It also \
            contains the sort order of the list. Only the user can read these files. They can be deleted at any time.
            """
        ),
    ]
}
