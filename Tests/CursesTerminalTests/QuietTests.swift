// What it costs on a slow line, and at rest: nothing.

import PseudoTerminal
import Testing

@Suite(.timeLimit(.minutes(10))) struct QuietTests {
    @Test func `Nothing is written and nothing wakes at rest`() throws {
        let terminal = try ProbeSession.start(columns: 120, rows: 40)
        terminal.send("\u{1B}[B")
        try terminal.waitFor("row 1")
        // Asleep: a switch that is still due would be counted as a wake.
        try terminal.waitUntil("sleep") { _ in ProcessFacts.state(of: terminal.process) == "S" }
        let switches = try #require(ProcessFacts.voluntarySwitches(of: terminal.process))
        #expect(terminal.bytesAtRest(for: .milliseconds(500)) == 0)
        #expect(ProcessFacts.voluntarySwitches(of: terminal.process) == switches)
    }

    @Test func `An equal frame is not written`() throws {
        let terminal = try ProbeSession.start(columns: 120, rows: 40)
        terminal.mark()
        // A key that changes nothing.
        terminal.send("=")
        #expect(terminal.bytesAtRest(for: .milliseconds(300)) == 0)
        terminal.send("x")
        try terminal.waitFor("'x'")
    }

    /// A bar over state, port and name, 32 columns, keeps within the 200 bytes that a move may cost at 120x40. A bar
    /// over a row of 79 columns cannot: both rows are text to be written again, 158 bytes before anything else.
    @Test(arguments: [(["--short-bar"], 200), ([], 2 * 79 + 130)])
    func `A move of the selection is cheap`(_ arguments: [String], _ budget: Int) throws {
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
