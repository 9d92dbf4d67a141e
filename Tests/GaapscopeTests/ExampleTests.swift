// Runs every example of the help with the built program against an emulator, so that each one can be pasted.

import ArgumentParser
import FoundationEssentials
import Glibc
import PseudoTerminal
import Testing

@testable import gaapscope

@Suite(.timeLimit(.minutes(10))) struct ExampleTests {
    private static func program() throws -> CommandTree { try CommandTree(dump: Gaapscope._dumpHelp()) }

    /// The commands of the program and, as an empty name, the program itself.
    static let names =
        [""] + ["browse", "list", "show", "check", "watch", "snapshot", "diff", "log", "doctor", "info", "emulator"]

    private static func command(_ name: String) throws -> CommandTree {
        let program = try program()
        return name.isEmpty ? program : try #require(program.shownCommands.first { $0.commandName == name })
    }

    /// The exit statuses that are not 0. The emulator's account has listeners that are down.
    private static let statuses: [String: Int32] = [
        "gaapscope check": 2,
        "gaapscope check --group lg-vgftujjy --deadline 20": 1,
        "gaapscope check -w part:1 -c problems:5": 2,
        "gaapscope check --offline before.json --max-age 1h": 2,
        "gaapscope list --fail-on down,dns": 1,
    ]

    @Test func `Every command has a test of its examples`() throws {
        #expect(try [""] + Self.program().shownCommands.map(\.commandName) == Self.names)
    }

    @Test(arguments: names)
    func `The help of a command has examples on lines of their own`(name: String) throws {
        let lines = try Self.command(name).exampleLines
        let commands = try Self.command(name).exampleCommands
        #expect((3...6).contains(commands.count) && lines.first?.hasPrefix("# ") == true)
        #expect(
            commands.allSatisfy {
                $0.hasPrefix("gaapscope ") && (name.isEmpty || name == "browse" || $0.contains(name))
            })
        let help = try ChildProcess.run(name.isEmpty ? ["--help"] : [name, "--help"])
        #expect(help.status == 0)
        for line in lines { #expect(help.output.contains("\n  \(line)\n"), "\(line)") }
    }

    @Test(arguments: names.dropFirst())
    func `Every option of a command is described with its unit`(name: String) throws {
        let command = try Self.command(name)
        #expect(command.abstract?.hasSuffix(".") == true)
        for argument in command.shown {
            let text = argument.abstract ?? ""
            #expect(
                text.first?.isUppercase == true && text.contains(".") || text.hasPrefix("json"), "\(argument.usage)")
            if argument.valueName == "s" { #expect(text.contains("seconds"), "\(argument.usage)") }
            if argument.valueName == "ms" { #expect(text.contains("milliseconds"), "\(argument.usage)") }
        }
    }

    @Test func `The options that the help of the program lists are those of the browser`() throws {
        let rows = try Self.program().text.split(separator: "\n").filter { $0.hasPrefix("  --") }
        let browse = try Self.command("browse").shown
        #expect(rows.count >= 8)
        for row in rows {
            let words = row.split(separator: " ")
            let option = try #require(browse.first { $0.names?.contains { $0.text == words[0] } == true }, "\(row)")
            if words[1].hasPrefix("<") { #expect(words[1] == "<\(option.valueName ?? "")>", "\(row)") }
        }
    }

    // MARK: Running

    /// A home directory with a profile of tccli, in which the examples run.
    private struct Place {
        let folder: String
        let environment: [String: String]

        init(_ folder: String, _ emulator: EmulatorProcess) throws {
            self.folder = folder
            try FileManager.default.createDirectory(atPath: "\(folder)/.tccli", withIntermediateDirectories: true)
            let keys = #"{"secretId":"\#(emulator.secretID)","secretKey":"\#(emulator.secretKey)"}"#
            try Data(keys.utf8).write(to: URL(filePath: "\(folder)/.tccli/prod.credential"))
            let programs = try ChildProcess.gaapscope.get().dropLast("/gaapscope".count)
            environment = emulator.environment.merging([
                "HOME": folder, "XDG_STATE_HOME": "\(folder)/state", "GAAPSCOPE_RATE": "500",
                "PATH": "\(programs):/usr/sbin:/usr/bin:/bin",
            ]) { $1 }
        }

        func shell(_ line: String) -> [String] { ["-c", "cd \(folder) && \(line)"] }

        func run(_ line: String) throws -> ChildProcess.Result {
            try ChildProcess.run(shell(line), program: "/bin/sh", environment: environment)
        }

        /// Whether a watch has stored what it read.
        var hasState: Bool {
            // Before the first sweep the folder does not exist.
            let files = (try? FileManager.default.subpathsOfDirectory(atPath: "\(folder)/state")) ?? []
            return files.contains { $0.hasSuffix(".json") }
        }
    }

    @Test(arguments: names)
    func `Every example of the help works`(name: String) throws {
        let emulator = try EmulatorProcess(["--limit", "1000"])
        for line in try Self.command(name).exampleCommands {
            try withTemporaryFolder { folder in
                let place = try Place(folder, emulator)
                let words = line.split(separator: " ").map(String.init)
                let first = words.count > 1 ? words[1] : ""
                let isSnapshot = first == "snapshot" && !line.contains("|")
                if line.contains(".json"), !isSnapshot || line.contains("--force") {
                    for file in ["before.json", "after.json", "now.json"] {
                        #expect(try place.run("gaapscope snapshot \(file)").status == 0)
                    }
                }
                switch first {
                case "emulator": try expectEmulator(line, place)
                case "watch" where !line.contains("--once"): try expectWatch(line, place)
                case let first where Self.names.contains(first) && first != "browse":
                    let result = try place.run(line)
                    #expect(result.status == Self.statuses[line] ?? 0, "\(line): \(result.errors)")
                default: try expectBrowser(line, place)
                }
            }
        }
    }

    private func expectEmulator(_ line: String, _ place: Place) throws {
        let child = try ChildProcess(place.shell("exec \(line)"), program: "/bin/sh", environment: place.environment)
        #expect(try child.firstLine().hasPrefix("{"), "\(line)")
        child.signal(SIGTERM)
        #expect(try child.wait().status == 0, "\(line)")
    }

    private func expectWatch(_ line: String, _ place: Place) throws {
        let child = try ChildProcess(place.shell("exec \(line)"), program: "/bin/sh", environment: place.environment)
        let deadline = ContinuousClock.now + .seconds(60)
        while !place.hasState, ContinuousClock.now < deadline { poll(nil, 0, 20) }
        child.signal(SIGTERM)
        let result = try child.wait()
        #expect(result.status == 143 && result.errors.contains("gaapscope: watching "), "\(line): \(result.errors)")
    }

    private func expectBrowser(_ line: String, _ place: Place) throws {
        let terminal = try PseudoTerminal("/bin/sh", place.shell("exec \(line)"), environment: place.environment)
        try terminal.waitUntil("the list of \(line)") { $0.text[2].hasPrefix("STATE") && $0.text[0].hasPrefix("GAAP") }
        terminal.send("Q")
        #expect(try terminal.waitForExit() == .exited(0), "\(line)")
    }
}
