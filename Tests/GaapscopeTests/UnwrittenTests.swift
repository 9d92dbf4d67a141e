// What comes of it when standard output takes nothing, or nobody reads it.

import Glibc
import PseudoTerminal
import Testing

@Suite(.timeLimit(.minutes(3))) struct UnwrittenTests {
    /// Runs a line of bash in which `$0` is the program.
    private func bash(
        _ line: String, _ environment: [String: String] = PseudoTerminal.environment
    ) throws -> ChildProcess.Result {
        let program = try ChildProcess.gaapscope.get()
        return try ChildProcess.run(["-c", line, program], program: "/bin/bash", environment: environment)
    }

    @Test(arguments: [0, 2])
    func `A number that is closed is nobody else's`(number: Int) throws {
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
        ] as [(String, String, Int32)])
    func `A check that cannot tell its verdict is unknown, and a list that is not wanted is fine`(
        command: String, target: String, status: Int32
    ) throws {
        let emulator = try EmulatorProcess()
        // The latency of a start gives `true` its time to be gone.
        let line = "( sleep 0.5; exec \"$0\" \(command) ) \(target); exit ${PIPESTATUS[0]}"
        #expect(try bash(line, emulator.environment).status == status)
    }
}
