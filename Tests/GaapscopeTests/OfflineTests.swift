// A resource that a snapshot does not contain is reported with the same exit status as one that the service does not
// have.

import FoundationEssentials
import PseudoTerminal
import Testing

@Suite(.timeLimit(.minutes(10))) struct OfflineTests {
    private func withSnapshot(_ body: (_ file: String, _ emulator: EmulatorProcess) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let emulator = try EmulatorProcess()
            #expect(try emulator.run(["snapshot", folder + "/a.json"]).status == 0)
            try body(folder + "/a.json", emulator)
        }
    }

    @Test(arguments: [
        ["--proxy", "link-nobody00"], ["--group", "lg-nobody00"], ["--listener", "listener-nobody00"],
    ])
    func `An owner or a listener that the snapshot does not contain is an error, not an empty list`(scope: [String])
        throws
    {
        try withSnapshot { file, emulator in
            let message = "\(file) does not contain \(scope[1]): check the id"
            for command in [
                ["list"], ["list", "-o", "json"], ["list", "--fail-on", "down"], ["list", "-o", "jsonl"],
            ] {
                let live = try emulator.run(command + scope)
                let offline = try ChildProcess.run(command + scope + ["--offline", file])
                #expect(live.status == 4 && offline.status == 4)
                #expect(offline.output.isEmpty)
                #expect(offline.errors.hasPrefix("gaapscope: \(message)"), "\(offline.errors)")
                #expect(offline.errors.split(separator: "\n").count == 1)
            }
            let check = try ChildProcess.run(["check", "--offline", file] + scope)
            #expect(check.status == 3)
            #expect(check.output.hasPrefix("GAAP UNKNOWN - \(message)") && !check.output.contains("|"))
        }
    }

    @Test func `show reports a listener that the snapshot does not contain once`() throws {
        try withSnapshot { file, _ in
            let result = try ChildProcess.run(["show", "--offline", file, "listener-nobody00"])
            #expect(result.status == 4 && result.output.isEmpty)
            #expect(result.errors.hasPrefix("gaapscope: \(file) does not contain listener-nobody00"))
            #expect(result.errors.split(separator: "\n").count == 1)
        }
    }

    @Test func `If a filter excludes every listener of the snapshot the list is empty`() throws {
        try withSnapshot { file, emulator in
            let ids = try emulator.run(["list", "--columns", "owner", "-o", "tsv", "--no-header"]).output
            let owner = String(try #require(ids.split(separator: "\n").first { $0.hasPrefix("link-") }))
            let result = try ChildProcess.run([
                "list", "--offline", file, "--proxy", owner, "--filter", "nosuchname", "--no-header",
            ])
            #expect(result.status == 0 && result.output.isEmpty && result.errors.isEmpty)
        }
    }

    @Test func `Settings of the output apply to --offline as well`() throws {
        try withSnapshot { file, _ in
            try Data(#"{"lang": "zh", "rate": 5}"#.utf8).write(to: URL(filePath: file + ".config"))
            let result = try ChildProcess.run(["list", "--offline", file, "--config", file + ".config"])
            #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
            #expect(result.output.hasPrefix("状态"))
        }
    }

    @Test func `The browser shows on its last lines which resource the snapshot does not contain`() throws {
        try withSnapshot { file, _ in
            let terminal = try PseudoTerminal(
                ChildProcess.gaapscope.get(), ["--offline", file, "--listener", "listener-nobody00"],
                size: ScreenSize(columns: 120, rows: 24))
            try terminal.waitFor("does not contain listener-nobody00")
            terminal.send("q")
            #expect(try terminal.waitForExit() == .exited(0))
        }
    }
}
