// The output on a slow connection is small, and an idle program writes nothing.

import PseudoTerminal
import Testing

@Suite(.timeLimit(.minutes(10))) struct QuietTests {
    @Test func `An idle program writes nothing and does not wake`() throws {
        let terminal = try ProbeSession.start(columns: 120, rows: 40)
        terminal.send("\u{1B}[B")
        try terminal.waitFor("row 1")
        // Wait until the program sleeps: a context switch that is still pending would count as a wake-up.
        try terminal.waitUntil("sleep") { _ in ProcessFacts.state(of: terminal.process) == "S" }
        let switches = try #require(ProcessFacts.voluntarySwitches(of: terminal.process))
        #expect(terminal.bytesAtRest(for: .milliseconds(500)) == 0)
        #expect(ProcessFacts.voluntarySwitches(of: terminal.process) == switches)
    }

    @Test func `A frame without changes is not written`() throws {
        let terminal = try ProbeSession.start(columns: 120, rows: 40)
        terminal.mark()
        // This key changes nothing.
        terminal.send("=")
        #expect(terminal.bytesAtRest(for: .milliseconds(300)) == 0)
        terminal.send("x")
        try terminal.waitFor("'x'")
    }

    /// With a highlight of 32 columns over state, port and name, a move needs at most the budget of 200 bytes at
    /// 120x40. A highlight of 79 columns cannot meet the budget: the text of both rows is written again, which is 158
    /// bytes.
    @Test(arguments: [(["--short-bar"], 200), ([], 2 * 79 + 130)])
    func `A move of the selection writes few bytes`(_ arguments: [String], _ budget: Int) throws {
        let terminal = try ProbeSession.start(arguments, columns: 120, rows: 40)
        var costs: [Int] = []
        for row in 1...12 {
            terminal.mark()
            terminal.send("\u{1B}[B")
            try terminal.waitUntil("row \(row)") {
                $0.contains("row \(row)") && $0.cell(row + 2, 0).background == .indexed(24)
            }
            costs.append(terminal.bytesSinceMark)
        }
        let last = String(decoding: terminal.outputSinceMark, as: UTF8.self).debugDescription
        #expect(costs.max() ?? .max <= budget, "\(costs), the last: \(last)")
    }
}
