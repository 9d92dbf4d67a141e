import FoundationEssentials
import Glibc
import PseudoTerminal
import Testing

@Suite(.timeLimit(.minutes(10))) struct WatchCommandTests {
    /// An account in which something changes about once a second.
    private static let churning = [
        "--proxies", "8", "--groups", "2", "--listeners", "60", "--limit", "1000", "--churn",
    ]

    private static func watch(
        _ emulator: EmulatorProcess, _ arguments: [String], home: String
    ) throws -> ChildProcess {
        try ChildProcess(
            ["watch", "--interval", "2", "--rate", "20"] + arguments,
            environment: emulator.environment.merging(["XDG_STATE_HOME": home]) { $1 })
    }

    @Test(arguments: [(SIGTERM, 143), (SIGINT, 130)])
    func `After a signal the lines are complete, and the journal and the last metrics are written`(
        signal: Int32, status: Int
    ) throws {
        try withTemporaryFolder { home in
            let emulator = try EmulatorProcess(Self.churning)
            let child = try Self.watch(emulator, ["--metrics", home + "/m.prom"], home: home)
            let first = try child.firstLine()
            child.signal(signal)
            let result = try child.wait()
            #expect(result.status == Int32(status), "\(result.errors)")
            #expect(result.output.hasSuffix("}\n") && first.hasPrefix("{\"seenBefore\""))
            #expect(result.errors.hasPrefix("gaapscope: watching 60 listeners of 10 proxies and groups, every 2 s\n"))
            let metrics = String(
                decoding: FileManager.default.contents(atPath: home + "/m.prom") ?? Data(), as: UTF8.self)
            #expect(metrics.contains("\ngaapscope_up 0\n") && metrics.hasSuffix("# EOF\n"))
            let log = try emulator.run(["log", "-o", "jsonl"], changes: ["XDG_STATE_HOME": home])
            #expect(log.status == 0 && log.output.contains("\"kind\""))
            // The folder contains no temporary files.
            #expect(try FileManager.default.contentsOfDirectory(atPath: home).sorted() == ["gaapscope", "m.prom"])
        }
    }

    @Test func `watch ends when the reader of standard output closes the pipe`() throws {
        try withTemporaryFolder { home in
            let child = try Self.watch(EmulatorProcess(Self.churning), [], home: home)
            _ = try child.firstLine()
            child.stopReading()
            #expect(child.waitUnread(timeout: .seconds(30)) == 0)
        }
    }

    @Test func `The end of watch ends a running command of --exec`() throws {
        try withTemporaryFolder { home in
            let emulator = try EmulatorProcess(Self.churning)
            let child = try Self.watch(
                emulator, ["--exec", "echo $$ >\(home)/id; trap '' TERM; sleep 1000"], home: home)
            _ = try child.firstLine()
            var text = ""
            while !text.hasSuffix("\n") {
                text = String(decoding: FileManager.default.contents(atPath: home + "/id") ?? Data(), as: UTF8.self)
                poll(nil, 0, 10)
            }
            child.signal(SIGTERM)
            #expect(try child.wait().status == 143)
            let id = try #require(Int32(text.dropLast()))
            var looks = 0
            while kill(id, 0) == 0, looks < 500 {
                poll(nil, 0, 10)
                looks += 1
            }
            #expect(looks < 500)
        }
    }

    @Test func `Each program reports once that the state cannot be written, and goes on`() throws {
        try withTemporaryFolder { home in
            let emulator = try EmulatorProcess(Self.churning)
            // Nobody can make a folder there, not even root.
            let state = "/sys/gaapscope-state"
            let child = try ChildProcess(
                ["watch", "--interval", "2", "--rate", "20"],
                environment: emulator.environment.merging(["XDG_STATE_HOME": state]) { $1 })
            _ = try child.firstLine()
            child.signal(SIGTERM)
            let result = try child.wait()
            let reports = result.errors.split(separator: "\n").filter { $0.contains("cannot be written") }
            #expect(result.status == 143 && reports.count == 1, "\(result.errors)")
            #expect(!result.errors.contains("no such file"))
            let once = try emulator.run(["watch", "--once"], changes: ["XDG_STATE_HOME": state])
            #expect(once.status == 0 && once.output.isEmpty)
            #expect(once.errors.contains("the result of this run was not kept"), "\(once.errors)")
            #expect(!once.errors.contains("from the next run on"))
        }
    }

    @Test func `--once compares with the last run, and other users can read the metrics`() throws {
        try withTemporaryFolder { home in
            let emulator = try EmulatorProcess()
            func once(_ arguments: [String] = [], _ changes: [String: String] = [:]) throws -> ChildProcess.Result {
                try emulator.run(
                    ["watch", "--once", "--metrics", home + "/m.prom"] + arguments,
                    changes: changes.merging(["XDG_STATE_HOME": home]) { $1 })
            }
            let first = try once()
            #expect(first.status == 0 && first.output == "")
            #expect(first.errors.hasPrefix("gaapscope: nothing to compare with yet"))
            let second = try once()
            #expect(second.status == 0 && second.output == "" && second.errors == "")
            var facts = stat()
            #expect(stat(home + "/m.prom", &facts) == 0 && facts.st_mode & 0o777 == 0o644)
            let wrong = try once([], ["TENCENTCLOUD_SECRET_KEY": "another"])
            #expect(wrong.status == 3 && wrong.output.contains("\"kind\":\"unreadable\""))
            #expect(try once([], ["TENCENTCLOUD_SECRET_KEY": "another"]).output == "")
            let better = try once()
            #expect(better.status == 0 && better.output.contains("\"kind\":\"readable\""))
        }
    }

    @Test func `A file that cannot be written is reported once, and the watch continues`() throws {
        try withTemporaryFolder { home in
            let emulator = try EmulatorProcess(Self.churning)
            // A file in place of the state folder.
            let blocked = home + "/blocked"
            _ = FileManager.default.createFile(atPath: blocked, contents: nil)
            let child = try Self.watch(emulator, ["--metrics", home + "/none/m.prom"], home: blocked)
            _ = try child.firstLine()
            child.signal(SIGTERM)
            let result = try child.wait()
            #expect(result.status == 143 && result.output.hasSuffix("}\n"))
            let lines = result.errors.split(separator: "\n")
            #expect(lines.count { $0.contains("m.prom: cannot be written") } == 1, "\(lines)")
            #expect(lines.count { $0.contains("blocked") } == 1, "\(lines)")
        }
    }

    @Test(arguments: [["--metrics", ""], ["--exec", ""], ["--metrics", "/"], ["-o", "json"]])
    func `Invalid values are refused`(arguments: [String]) throws {
        let result = try ChildProcess.run(["watch"] + arguments)
        #expect(result.status == 2 && result.output == "", "\(result.errors)")
    }

    @Test func `The format table prints lines for people`() throws {
        try withTemporaryFolder { home in
            let child = try Self.watch(EmulatorProcess(Self.churning), ["-o", "table"], home: home)
            let line = try child.firstLine()
            child.signal(SIGTERM)
            #expect(!line.hasPrefix("{") && line.contains(":") && line.contains("  "))
            #expect(try child.wait().status == 143)
        }
    }
}
