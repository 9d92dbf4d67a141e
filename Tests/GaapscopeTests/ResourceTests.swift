// A resource limit that is too low produces one line that names it, never a crash or an endless wait.

import Glibc
import PseudoTerminal
import Testing

@Suite(.timeLimit(.minutes(10))) struct ResourceTests {
    /// Runs a line of bash in which `$0` is the program.
    private func bash(_ line: String) throws -> ChildProcess.Result {
        try ChildProcess.run(["-c", line, ChildProcess.gaapscope.get()], program: "/bin/bash")
    }

    private static let commands = [
        "list --demo", "snapshot - --demo", "show listener-1 --demo", "doctor --demo", "emulator",
    ]

    @Test(arguments: commands)
    func `Too few file descriptors are reported`(command: String) throws {
        for count in [8, 12, 16, 18, 20, 63] {
            let result = try bash("ulimit -n \(count); exec \"$0\" \(command)")
            #expect(result.status == 4)
            let words = "too few open files: \(count) are allowed, 64 are needed; raise the limit (ulimit -n)"
            #expect(result.errors == "gaapscope: \(words)\n")
            #expect(result.output.isEmpty)
        }
    }

    @Test(arguments: [
        ("ulimit -n 16", "too few open files: 16 are allowed"),
        ("ulimit -v 400000", "too little address space: 390 MiB are allowed, 512 MiB are needed"),
        ("ulimit -s 256", "too little stack: 256 KiB are allowed, 512 KiB are needed"),
    ])
    func `A check with a too low limit is UNKNOWN`(limit: String, words: String) throws {
        let result = try bash("\(limit); exec \"$0\" check --demo")
        #expect(result.status == 3)
        #expect(result.output.hasPrefix("GAAP UNKNOWN - \(words)"), "\(result.output)")
        #expect(result.errors.isEmpty)
    }

    @Test(arguments: ["ulimit -Sn 10", "ulimit -n 64", "ulimit -Ss 128", "ulimit -v 1000000"])
    func `The minimum is sufficient, and a soft limit is raised`(limit: String) throws {
        let result = try bash("\(limit); exec \"$0\" list --demo --rate 20 -o csv --no-header")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.split(whereSeparator: \.isNewline).count == 1_300)
    }

    @Test func `The browser reports a too low limit before it initializes the terminal`() throws {
        let program = try ChildProcess.gaapscope.get()
        let terminal = try PseudoTerminal("/bin/bash", ["-c", "ulimit -n 16; exec \"$0\" --demo", program])
        #expect(try terminal.waitForExit() == .exited(4))
        #expect(terminal.screen.text.joined(separator: " ").contains("too few open files: 16 are allowed"))
    }

    /// The limit of threads counts per user, so each number uses another user, which requires root.
    @Test(.enabled(if: geteuid() == 0), arguments: 1...5)
    func `Too few threads are reported`(count: Int) throws {
        let user = "setpriv --reuid=\(64_300 + count) --regid=65531 --clear-groups prlimit --nproc=\(count)"
        let check = try bash("exec \(user) \"$0\" check --demo -t 5")
        #expect(check.status == 3)
        #expect(
            check.output.hasPrefix("GAAP UNKNOWN - too few threads: \(count - 1) can be started"), "\(check.output)")
        let list = try bash("exec \(user) \"$0\" list --demo")
        #expect(list.status == 4)
        #expect(list.errors.hasPrefix("gaapscope: too few threads: \(count - 1) can be started"), "\(list.errors)")
    }
}
