// When and how commands without a screen end.

import CProcess
import Glibc
import PseudoTerminal
import Testing

@Suite(.timeLimit(.minutes(10))) struct CommandEndingTests {
    /// The promised limit is one second. A machine that runs many tests at once needs more.
    private static let promptly = Duration.seconds(4)

    /// Runs a line of bash in which `$0` is the program.
    private func bash(_ line: String, _ environment: [String: String]) throws -> ChildProcess.Result {
        try ChildProcess.run(
            ["-c", line, ChildProcess.gaapscope.get()], program: "/bin/bash", environment: environment)
    }

    @Test(arguments: ["list -o csv", "list", "snapshot $FILE", "check --filter state:ok", "doctor"])
    func `A signal that was ignored at the start stays ignored`(command: String) throws {
        try withTemporaryFolder { folder in
            let emulator = try EmulatorProcess([
                "--proxies", "4", "--groups", "0", "--listeners", "20", "--latency", "300",
            ])
            let environment = emulator.environment.merging(["FILE": folder + "/a.json"]) { $1 }
            // bash notices the end of the program, and kill then fails.
            let line = """
                trap '' HUP INT TERM; "$0" \(command) > /dev/null 2> \(folder)/errors & P=$!
                while kill -HUP $P 2> /dev/null && kill -INT $P && kill -TERM $P; do sleep 0.02; done
                wait $P; S=$?; cat \(folder)/errors; exit $S
                """
            let result = try bash(line, environment)
            #expect(result.status == 0, "\(result.output)")
            #expect(!result.output.contains("interrupted"))
        }
    }

    @Test func `The emulator continues after a signal that was ignored at the start`() throws {
        let child = try ChildProcess(
            ["-c", "trap '' HUP INT; exec \"$0\" emulator --listeners 5", ChildProcess.gaapscope.get()],
            program: "/bin/bash")
        _ = try child.firstLine()
        child.signal(SIGHUP)
        child.signal(SIGINT)
        #expect(child.waitUnread(timeout: .milliseconds(300)) == nil)
        child.signal(SIGTERM)
        #expect(try child.wait().status == 0)
    }

    @Test(arguments: [("list -o csv", SIGTERM), ("list", SIGINT), ("list -o json", SIGHUP), ("snapshot -", SIGTERM)])
    func `A signal ends a command whose output is not read`(command: String, signal: Int32) throws {
        let emulator = try EmulatorProcess([
            "--proxies", "8", "--groups", "0", "--listeners", "3000", "--limit", "1000",
        ])
        let child = try ChildProcess(
            command.split(separator: " ").map(String.init) + ["--rate", "100"],
            environment: emulator.environment.filter { $0.key != "GAAPSCOPE_RATE" })
        child.waitUntilOutputIsFull()
        child.signal(signal)
        #expect(child.waitUnread(timeout: Self.promptly) == 128 + signal)
    }

    @Test(arguments: [(["list"], SIGINT), (["snapshot", "/dev/null"], SIGTERM), (["list", "-o", "md"], SIGHUP)])
    func `A signal that a library thread receives ends a command`(
        command: [String], signal: Int32
    ) throws {
        let emulator = try EmulatorProcess([
            "--proxies", "1", "--groups", "0", "--listeners", "400", "--limit", "1000", "--latency", "500",
        ])
        let terminal = try PseudoTerminal(
            ChildProcess.gaapscope.get(), command + ["--page-size", "2", "--rate", "2"],
            environment: emulator.environment)
        try terminal.waitFor("reading: ")
        let thread = try #require(ProcessFacts.threads(of: terminal.process, taking: signal).first)
        terminal.signal(signal, thread: thread)
        let status = try terminal.waitForExit()
        #expect(status == .exited(128 + signal), "\(status)")
        #expect(terminal.screen.contains("gaapscope: interrupted; read so far: "), "\(terminal.screen)")
    }

    /// Starts the program with an output pipe that is already full.
    private func withFullOutput(_ command: String, _ environment: [String: String]) throws -> ChildProcess {
        try ChildProcess(
            ["-c", "head -c 65536 /dev/zero; exec \"$0\" \(command)", ChildProcess.gaapscope.get()],
            program: "/bin/bash",
            environment: environment)
    }

    @Test func `A check whose output is not read ends at its deadline or by a signal as UNKNOWN`() throws {
        let emulator = try EmulatorProcess(["--proxies", "4", "--groups", "0", "--listeners", "20"])
        let late = try withFullOutput("check --filter state:ok -t 1", emulator.environment)
        #expect(late.waitUnread(timeout: .seconds(1) + Self.promptly) == 3)
        let stopped = try withFullOutput("check --filter state:ok", emulator.environment)
        stopped.waitUntilOutputIsFull()
        stopped.signal(SIGTERM)
        #expect(stopped.waitUnread(timeout: Self.promptly) == 3)
    }

    /// The thread pools read /proc once a second while work waits, so a single run may end before they do.
    @Test(.enabled(if: geteuid() == 0)) func `Without /proc the program has its arguments and its threads`() throws {
        let check = "\"$0\" check --demo --filter state:ok"
        let line = """
            unshare -m true 2> /dev/null || exit 77
            exec unshare -m bash -c 'mount -t tmpfs none /proc; "$0" --version && \(check) && \(check) && \(check)' "$0"
            """
        let result = try bash(line, PseudoTerminal.environment)
        // Some containers do not permit a mount namespace.
        guard result.status != 77 else { return }
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.split(separator: "GAAP OK").count == 4, "\(result.output)")
    }

    @Test func `A thread of the process counts as running if /proc has no information`() throws {
        // The first thread of a process has the id of the process.
        let file = process_open_own_thread("/proc/\(getpid())/stat")
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 100)
        let count = read(file, &bytes, bytes.count)
        #expect(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self) == "0 (thread) R")
        for path in ["/proc/1/stat", "/proc/0/stat", "/proc/self/stat", "/proc/\(getpid())/status", "/etc/passwd", ""] {
            #expect(process_open_own_thread(path) == -1, "\(path)")
        }
    }

    @Test func `The replacement of open behaves like the C library`() throws {
        try withTemporaryFolder { folder in
            #expect(open(folder + "/none", O_RDONLY) == -1 && errno == ENOENT)
            let file = open(folder + "/new", O_CREAT | O_EXCL | O_WRONLY, 0o600)
            defer { close(file) }
            var facts = stat()
            #expect(fstat(file, &facts) == 0 && facts.st_mode & 0o777 == 0o600)
        }
    }
}
