// The progress line in a pseudo-terminal.

import PseudoTerminal
import Testing

@Suite(.timeLimit(.minutes(10))) struct ProgressLineTests {
    @Test func `Ctrl-C erases the progress line before the message`() throws {
        let emulator = try EmulatorProcess([
            "--proxies", "1", "--groups", "0", "--listeners", "400", "--limit", "1000", "--latency", "500",
        ])
        let terminal = try PseudoTerminal(
            ChildProcess.gaapscope.get(), ["list", "--page-size", "2", "--rate", "2"],
            environment: emulator.environment)
        try terminal.waitFor("reading: ")
        terminal.send("\u{3}")
        let status = try terminal.waitForExit()
        #expect(status == .exited(130), "\(status)")
        #expect(terminal.screen.contains("gaapscope: interrupted; read so far: "), "\(terminal.screen)")
        #expect(!terminal.screen.contains("reading: "), "\(terminal.screen)")
    }

    @Test(arguments: [["list"], ["snapshot", "/dev/null"]])
    func `The progress line counts calls and waiting calls and disappears at the end`(command: [String]) throws {
        let emulator = try EmulatorProcess()
        // Two lists of owners, then thirty pages at five calls a second.
        let terminal = try PseudoTerminal(
            ChildProcess.gaapscope.get(), command + ["--page-size", "2", "--rate", "5"],
            environment: emulator.environment, size: ScreenSize(columns: 100, rows: 80))
        try terminal.waitUntil("the line") { screen in
            screen.text.contains { line in
                line.wholeMatch(of: /reading: \d+ listeners, \d+\/10 owners, \d+ calls, \d+ waiting/) != nil
            }
        }
        #expect(try terminal.waitForExit() == .exited(0))
        #expect(!terminal.screen.contains("reading: "), "\(terminal.screen)")
        #expect(terminal.screen.text[0].hasPrefix(command == ["list"] ? "STATE" : "gaapscope: 60 listeners written"))
    }

    @Test func `There is no progress line in a pipe`() throws {
        let emulator = try EmulatorProcess()
        let result = try emulator.run(["list", "--page-size", "2", "--rate", "10", "-o", "csv"])
        #expect(result.status == 0 && result.errors.isEmpty)
    }
}
