// Window size changes, including fast changes and changes to a single cell.

import PseudoTerminal
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct ResizeTests {
    @Test func `After a resize the screen is drawn in the new size`() throws {
        let terminal = try ProbeSession.start()
        terminal.resize(ScreenSize(columns: 120, rows: 40))
        try terminal.waitUntil("120x40") { $0.contains("120x40") && $0.text[39].contains("8037") }
        terminal.resize(ScreenSize(columns: 60, rows: 10))
        try terminal.waitUntil("60x10") { $0.contains("60x10") && $0.text[9].contains("8007") }
    }

    @Test(arguments: 0..<4 as Range<UInt64>)
    func `After a burst of resizes the screen has the last size`(_ seed: UInt64) throws {
        let terminal = try ProbeSession.start()
        var random = Seeded(seed &+ 1)
        for _ in 0..<100 {
            terminal.resize(
                ScreenSize(columns: .random(in: 1...200, using: &random), rows: .random(in: 1...60, using: &random)))
        }
        terminal.resize(ScreenSize(columns: 97, rows: 31))
        try terminal.waitUntil("97x31") { $0.contains("97x31") && $0.text[30].contains("8028") }
        terminal.send("q")
        #expect(try terminal.waitForExit() == .exited(0))
    }

    @Test func `The program survives a window of one cell`() throws {
        let terminal = try ProbeSession.start()
        for (size, shown) in [
            (ScreenSize(columns: 1, rows: 1), "~"), (ScreenSize(columns: 2, rows: 1), "p~"),
            (ScreenSize(columns: 1, rows: 50), "~"),
        ] {
            terminal.resize(size)
            try terminal.waitUntil("a truncated line") { $0.text[0] == shown }
            terminal.send("x")
        }
        terminal.resize(ScreenSize(columns: 80, rows: 24))
        try terminal.waitFor("80x24")
        terminal.send("q")
        #expect(try terminal.waitForExit() == .exited(0))
    }

    @Test func `The program starts in a window of one cell`() throws {
        let one = try ProbeSession.launch(columns: 1, rows: 1)
        try one.waitUntil("a truncated line") { $0.text[0] == "~" }
        one.send("q")
        #expect(try one.waitForExit() == .exited(0))
    }

    @Test func `A redraw repairs a corrupted screen`() throws {
        let terminal = try ProbeSession.start()
        terminal.spoil("\u{1B}[5;10HCORRUPT")
        #expect(terminal.screen.contains("CORRUPT"))
        terminal.send("\u{C}")
        try terminal.waitUntil("a clean screen") { !$0.contains("CORRUPT") && $0.contains("80x24") }
    }
}
