// The line that says how far a reading is, in a real terminal.

import PseudoTerminal
import Testing

@Suite(.timeLimit(.minutes(3))) struct ProgressLineTests {
    @Test func `Ctrl-C takes the line away before it says so`() throws {
        let emulator = try EmulatorProcess([
            "--proxies", "1", "--groups", "0", "--listeners", "400", "--limit", "1000", "--latency", "500",
        ])
        let terminal = try PseudoTerminal(
            ChildProcess.gaapscope.get(), ["list", "--page-size", "2", "--rate", "2"],
            environment: emulator.environment)
        try terminal.waitFor("reading: ")
        terminal.send("\u{3}")
        #expect(try terminal.waitForExit() == .exited(130))
        #expect(terminal.screen.contains("gaapscope: interrupted; read so far: "))
        #expect(!terminal.screen.contains("reading: "), "\(terminal.screen)")
    }
}
