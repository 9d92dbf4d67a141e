// Ways to start the probe, in a terminal of its own or as a job of a real shell.

import PseudoTerminal

enum ProbeSession {
    static let executable = Result { try ProductPath.executable("TerminalProbe") }

    /// The probe with its first frame drawn.
    static func start(
        _ arguments: [String] = [], columns: Int = 80, rows: Int = 24, _ changes: [String: String?] = [:]
    ) throws -> PseudoTerminal {
        let terminal = try launch(arguments, columns: columns, rows: rows, changes)
        try terminal.waitFor("\(columns)x\(rows)")
        return terminal
    }

    /// The probe, with nothing waited for.
    static func launch(
        _ arguments: [String] = [], columns: Int = 80, rows: Int = 24, _ changes: [String: String?] = [:]
    ) throws -> PseudoTerminal {
        var environment = PseudoTerminal.environment
        for (name, value) in changes { environment[name] = value }
        return try PseudoTerminal(
            executable.get(), arguments, environment: environment, size: ScreenSize(columns: columns, rows: rows))
    }

    /// The probe as a job in the foreground of an interactive shell, with the probe's process.
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
            throw PseudoTerminalError.timedOut("the probe's number", screen: terminal.screen.description)
        }
        return (terminal, probe)
    }
}

extension PseudoTerminal {
    /// What a shell would want to find after a program.
    var isGivenBack: Bool {
        let screen = screen
        return !screen.isAlternate && screen.showsCursor && !screen.bracketsPastes && !screen.takesMouse
            && !screen.modes.contains(1006)
    }
}
