// Runs the completion scripts in the shells: what the Tab key shows on the screen.

import FoundationEssentials
import Glibc
import PseudoTerminal
import Testing

@testable import gaapscope

@Suite(.timeLimit(.minutes(10))) struct ShellCompletionTests {
    enum Shell: String, CaseIterable {
        case zsh, fish

        var path: String { "/usr/bin/\(rawValue)" }
        var isThere: Bool { access(path, X_OK) == 0 }

        /// The arguments to start without a user's configuration.
        var arguments: [String] { self == .zsh ? ["-f", "-i"] : ["--no-config", "-i"] }

        /// Returns a command that loads a script and then prints `loaded`.
        func load(_ script: String) -> String {
            switch self {
            case .zsh:
                "autoload -Uz compinit; compinit -u -D; source \(script); compdef _gaapscope gaapscope; echo load'ed'\r"
            case .fish: "source \(script); echo load'ed'\r"
            }
        }
    }

    @Test(
        .enabled(if: Shell.zsh.isThere && Shell.fish.isThere, "a shell that is not installed is left out"),
        arguments: Shell.allCases.filter(\.isThere))
    func `Flags, formats, columns and ids are completed`(shell: Shell) throws {
        try withTemporaryFolder { folder in
            let emulator = try EmulatorProcess()
            #expect(try emulator.run(["list"], changes: ["XDG_STATE_HOME": folder]).status == 0)
            func id(_ kind: ScopeOptions.IDKind) throws -> String {
                try #require(
                    KnownIDs.of(
                        kind, typed: [],
                        environment: emulator.environment.merging(["XDG_STATE_HOME": folder]) { $1 }
                    ).last)
            }
            let script = folder + "/script"
            let text = try ChildProcess.run(["--generate-completion-script", shell.rawValue]).output
            try Data(text.utf8).write(to: URL(filePath: script))
            let parsed = try ChildProcess.run(["-n", script], program: shell.path)
            #expect(parsed.status == 0 && parsed.errors.isEmpty, "\(parsed.errors)")

            let program = try ChildProcess.gaapscope.get()
            let environment = emulator.environment.merging([
                "XDG_STATE_HOME": folder, "HOME": folder,
                "PATH": program.dropLast("/gaapscope".count) + ":/usr/bin:/bin",
            ]) { $1 }
            let terminal = try PseudoTerminal(
                shell.path, shell.arguments, environment: environment, size: ScreenSize(columns: 160, rows: 60))
            terminal.send(shell.load(script))
            try terminal.waitFor("loaded")
            for (line, offered) in [
                ("gaapscope sn", "gaapscope snapshot"), ("gaapscope list --out", "--output"),
                ("gaapscope list -o ", "jsonl"), ("gaapscope list --columns ", "owner-name"),
                ("gaapscope list --columns state,own", "state,owner"),
                ("gaapscope check -w ", "problems"), ("gaapscope list --proxy ", try id(.proxy)),
                ("gaapscope --proxy ", try id(.proxy)), ("gaapscope --asc", "--ascii"),
                ("gaapscope --demo --off", "--offline"), ("gaapscope list --group ", try id(.group)),
                ("gaapscope show l", try id(.listener)),
            ] {
                // The first Tab inserts the common prefix, the second one shows the list.
                terminal.send(line + "\t")
                if line.hasSuffix(" ") || line.hasSuffix(" l") { terminal.send("\t") }
                try terminal.waitFor(offered)
                terminal.send("\u{15}\u{C}")
            }
            terminal.send("exit\r")
        }
    }
}
