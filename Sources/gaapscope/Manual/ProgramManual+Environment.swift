// The environment variables that the program uses, and the files that it reads and writes.

import TencentCloud

extension ProgramManual {
    static func surroundings(in page: inout Roff) {
        page.section("ENVIRONMENT")
        for entry in CredentialPlace.all.flatMap(\.variables) { page.item(entry.names, entry.about) }
        for setting in Setting.all { page.item(setting.variable, "As \(setting.flag).") }
        for (names, about) in otherVariables { page.item(names, about) }
        page.section("FILES")
        for (path, about) in files { page.item(path, about) }
        for entry in CredentialPlace.all.flatMap(\.files) { page.item(entry.names, entry.about) }
    }

    private static let otherVariables = [
        ("HTTPS_PROXY, ALL_PROXY, NO_PROXY", "The proxy to go through, and for which hosts not. Lower case too."),
        ("SSL_CERT_FILE", "Certificates to trust, where --ca-file is not given."),
        ("SSL_CERT_DIR", "Directory of certificates to trust, where neither --ca-file nor SSL_CERT_FILE is given."),
        ("NO_COLOR", "No colour, unless --color always."),
        (
            "LC_ALL, LC_MESSAGES, LANG",
            """
            The first that is set says the language of messages, where --lang does not. State words, ids, the API's \
            names, the line of check, this help, and csv, tsv, md and json are English always.
            """
        ),
        (
            "LC_ALL, LC_CTYPE, LANG",
            "Where the first that is set has nothing but ASCII, as C has, commands speak English whatever the language."
        ),
        ("TERM", "What the terminal can do: colours, and whether it has a clipboard."),
        (
            "ESCDELAY",
            """
            How long to wait after Escape for the rest of a key, in milliseconds (25). On a slow connection that \
            tears arrow keys apart, try 200.
            """
        ),
        (
            "TMUX, STY, ZELLIJ",
            """
            Set by tmux, GNU screen and zellij: what is sent to the clipboard is wrapped so that it gets through \
            them. tmux passes it on only after `tmux set -s set-clipboard on`; mosh does from version 1.4 on. No \
            terminal says whether it took a text.
            """
        ),
        ("TZ", "The time zone of the times that the browser shows."),
        ("XDG_CONFIG_HOME, XDG_STATE_HOME", "Where settings and the state are: see FILES. Absolute paths only."),
        (
            "HOME",
            "Where the files below are that begin with ~, and where the browser exports to if the current "
                + "directory cannot be written."
        ),
    ]

    private static let files = [
        (
            "$XDG_CONFIG_HOME/gaapscope/config.json",
            "Settings, else ~/.config/gaapscope/config.json: gaapscope-config(5)."
        ),
        (
            "$XDG_STATE_HOME/gaapscope/",
            "What the last whole reading of each account has found, for the next start and for the shell to "
                + "complete ids, and the order of the list; else ~/.local/state/gaapscope/. Only you can read it. It "
                + "may be deleted at any time."
        ),
    ]
}
