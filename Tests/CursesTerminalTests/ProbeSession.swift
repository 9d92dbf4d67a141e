// Functions that start the probe in its own terminal or as a job of a real shell.

import PseudoTerminal

enum ProbeSession {
    static let executable = Result { try ProductPath.executable("TerminalProbe") }

    /// Starts the probe and waits for its first frame.
    static func start(
        _ arguments: [String] = [], columns: Int = 80, rows: Int = 24, _ changes: [String: String?] = [:]
    ) throws -> PseudoTerminal {
        let terminal = try launch(arguments, columns: columns, rows: rows, changes)
        try terminal.waitFor("\(columns)x\(rows)")
        return terminal
    }

    /// Starts the probe without waiting for output.
    static func launch(
        _ arguments: [String] = [], columns: Int = 80, rows: Int = 24, _ changes: [String: String?] = [:]
    ) throws -> PseudoTerminal {
        var environment = PseudoTerminal.environment
        for (name, value) in changes { environment[name] = value }
        return try PseudoTerminal(
            executable.get(), arguments, environment: environment, size: ScreenSize(columns: columns, rows: rows))
    }

    /// Starts the probe as a foreground job of an interactive shell. Returns the terminal and the process ID of the
    /// probe.
    static func startInShell(_ changes: [String: String?] = [:]) throws -> (PseudoTerminal, probe: Int32) {
        var environment = PseudoTerminal.environment
        environment["PS1"] = "shell> "
        for (name, value) in changes { environment[name] = value }
        let terminal = try PseudoTerminal("/bin/bash", ["--norc", "--noprofile", "-i"], environment: environment)
        try terminal.waitFor("shell>")
        terminal.send("\(try executable.get())\r")
        try terminal.waitFor("80x24")
        let words = terminal.screen.text[0].split(separator: " ")
        guard words.count > 1, let probe = Int32(words[1]) else {
            throw PseudoTerminalError.timedOut("the process ID of the probe", screen: terminal.screen.description)
        }
        return (terminal, probe)
    }
}

extension PseudoTerminal {
    /// Whether the program has restored the terminal, as a shell expects.
    var isRestored: Bool {
        let screen = screen
        return !screen.isAlternate && screen.showsCursor && !screen.bracketsPastes && !screen.takesMouse
            && !screen.modes.contains(1006)
    }
}
