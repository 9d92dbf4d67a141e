// What happens when standard output cannot be written or its reader has closed the pipe.

import FoundationEssentials
import Glibc
import PseudoTerminal
import Testing

@Suite(.timeLimit(.minutes(10))) struct UnwrittenTests {
    /// Runs a line of bash in which `$0` is the program.
    private func bash(
        _ line: String, _ environment: [String: String] = PseudoTerminal.environment
    ) throws -> ChildProcess.Result {
        let program = try ChildProcess.gaapscope.get()
        return try ChildProcess.run(["-c", line, program], program: "/bin/bash", environment: environment)
    }

    @Test(arguments: [0, 2])
    func `A closed standard descriptor is opened as /dev/null`(number: Int) throws {
        let program = try ChildProcess.gaapscope.get()
        let child = try ChildProcess(
            [
                "-c",
                """
                "$0" emulator \(number)>&- & sleep 1
                readlink /proc/$!/fd/\(number) >&2
                kill $!; wait
                """, program,
            ], program: "/bin/bash")
        #expect(try child.wait().errors.hasPrefix("/dev/null\n"))
    }

    @Test(
        arguments: [
            ("check --filter state:ok", "> /dev/full", 3), ("check --filter state:ok", "| true", 3),
            ("check --nosuch", "> /dev/full", 3), ("check --nosuch", "| true", 3),
            ("list", "> /dev/full", 4), ("list", ">&-", 4), ("check", ">&-", 3),
            ("list", "| true", 0), ("list -o csv", "| true", 0),
            ("list --fail-on down", "| true", 1), ("list --fail-on down -o jsonl", "| true", 1),
            ("list --fail-on down:5000 -o jsonl", "| true", 0), ("list --fail-on down", "> /dev/full", 4),
            ("show $LISTENER", "> /dev/full", 4), ("snapshot -", "> /dev/full", 4), ("snapshot -", "| true", 0),
            ("info", "> /dev/full", 4), ("doctor", "> /dev/full", 4), ("list --help", "> /dev/full", 4),
        ] as [(String, String, Int32)])
    func `A check that cannot print its verdict is UNKNOWN, and a list without a reader is fine`(
        command: String, target: String, status: Int32
    ) throws {
        let emulator = try EmulatorProcess()
        var environment = emulator.environment
        if command.contains("$LISTENER") {
            let ids = try emulator.run(["list", "--columns", "id", "-o", "tsv", "--no-header"]).output
            environment["LISTENER"] = ids.split(separator: "\n").first.map(String.init)
        }
        // The delay gives `true` the time to end.
        let line = "( sleep 0.5; exec \"$0\" \(command) ) \(target); exit ${PIPESTATUS[0]}"
        let result = try bash(line, environment)
        #expect(result.status == status)
        // A check has no other place for its verdict.
        if target == "> /dev/full", !command.hasPrefix("check") {
            #expect(
                result.errors.hasSuffix("gaapscope: cannot write to standard output: no space left on device\n"),
                "\(result.errors)")
        }
    }

    @Test(arguments: ["list -o json", "list -o csv", "snapshot -"])
    func `A file size limit is reported like a full disk`(command: String) throws {
        try withTemporaryFolder { folder in
            let emulator = try EmulatorProcess()
            let result = try bash("ulimit -f 1; exec \"$0\" \(command) > \(folder)/a", emulator.environment)
            #expect(result.status == 4)
            #expect(result.errors.contains("cannot write to standard output: file too large"), "\(result.errors)")
        }
    }

    @Test func `A snapshot that exceeds a file size limit leaves no file, and a full device is reported`() throws {
        try withTemporaryFolder { folder in
            let emulator = try EmulatorProcess()
            let result = try bash("ulimit -f 1; exec \"$0\" snapshot \(folder)/a.json", emulator.environment)
            #expect(result.status == 4)
            #expect(result.errors == "gaapscope: \(folder)/a.json: cannot be written: file too large\n")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
            let full = try emulator.run(["snapshot", "/dev/full"])
            #expect(full.status == 4)
            #expect(full.errors == "gaapscope: /dev/full: cannot be written: no space left on device\n")
        }
    }

    @Test(arguments: [["list", "--all"], ["snapshot", "-"], ["check", "--filter", "state:ok"], ["info"]])
    func `An unwritable home directory is not an error`(arguments: [String]) throws {
        let result = try EmulatorProcess().run(arguments, changes: ["HOME": "/proc"])
        #expect(result.status == 0)
        #expect(!result.errors.contains("/proc"), "\(result.errors)")
    }

    @Test func `If the sort order cannot be stored the browser ends normally`() throws {
        let browser = try BrowserSession.started(changes: ["HOME": "/proc"])
        browser.send(">")
        try browser.waitFor("sorted by PORT")
        browser.send("q")
        #expect(try browser.waitForExit() == .exited(0))
        #expect(browser.isGivenBack)
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func `A snapshot that a signal ends leaves no file`(signal: Int32) throws {
        try withTemporaryFolder { folder in
            let emulator = try EmulatorProcess([
                "--proxies", "20", "--groups", "0", "--listeners", "8000", "--limit", "1000",
            ])
            let child = try ChildProcess(
                ["snapshot", folder + "/a.json", "--rate", "1000"],
                environment: emulator.environment.filter { $0.key != "GAAPSCOPE_RATE" })
            func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder) }
            func isWriting() throws -> Bool {
                try names().contains { name in
                    var facts = stat()
                    // A smaller file is only the check of the folder before the read.
                    return stat("\(folder)/\(name)", &facts) == 0 && facts.st_size > 4_096
                }
            }
            // After the read, the temporary file exists while 8,000 listeners are written.
            let deadline = ContinuousClock.now + .seconds(60)
            while try !isWriting(), ContinuousClock.now < deadline { usleep(200) }
            child.signal(signal)
            let result = try child.wait()
            #expect(result.status == 128 + signal, "\(result.errors)")
            #expect(result.errors.hasSuffix("gaapscope: interrupted; read so far: 8,000 listeners, 20/20 owners\n"))
            let left = try names()
            #expect(left.isEmpty)
        }
    }

    @Test func `A signal while the browser exports leaves a complete file or no file`() throws {
        try withTemporaryFolder { folder in
            let emulator = try EmulatorProcess([
                "--proxies", "8", "--groups", "2", "--listeners", "3000", "--limit", "1000",
            ])
            let browser = try BrowserSession(emulator, directory: folder)
            try browser.waitUntil("the account") { $0.contains("3,000 listeners") && $0.isWhole }
            browser.send("x\r")
            func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder) }
            let deadline = ContinuousClock.now + .seconds(60)
            while try names().isEmpty, ContinuousClock.now < deadline { usleep(100) }
            browser.signal(SIGTERM)
            #expect(try browser.waitForExit() == .exited(143))
            for name in try names() {
                #expect(name.hasSuffix(".csv"))
                let text = FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data()
                #expect(text.count { $0 == UInt8(ascii: "\n") } == 3_001)
            }
        }
    }
}
