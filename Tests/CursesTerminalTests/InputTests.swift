// Keys, answers, reports and pastes through a real pseudo-terminal.

import PseudoTerminal
import Testing

@Suite(.timeLimit(.minutes(10))) struct InputTests {
    private static let types = ["xterm-256color", "xterm", "screen", "tmux", "linux", "vt100", "rxvt", "putty"]

    /// Waits in real time between two bytes, because the tests are about this delay. Output is read meanwhile.
    private func pause(_ terminal: PseudoTerminal, _ milliseconds: Int) {
        let end = ContinuousClock.now + .milliseconds(milliseconds)
        while ContinuousClock.now < end { _ = terminal.bytesAtRest(for: .milliseconds(2)) }
    }

    @Test(arguments: types)
    func `Control characters are received under every terminal type`(type: String) throws {
        let terminal = try ProbeSession.start([], ["TERM": type])
        terminal.send("\u{1A}")
        try terminal.waitFor("continued")
        terminal.send("\u{3}\u{8}\u{7F}\t\r")
        try terminal.waitFor("control(\"c\") backspace backspace tab enter")
    }

    @Test(arguments: types)
    func `The keypad, Alt with arrow keys and both cursor key modes work under every terminal type`(type: String) throws
    {
        let terminal = try ProbeSession.start([], ["TERM": type])
        terminal.send("\u{1B}[B\u{1B}OB\u{1B}\u{1B}[B\u{1B}\u{1B}OB\u{1B}Op\u{1B}Oy\u{1B}Ok\u{1B}OM")
        try terminal.waitFor("'0' '9' '+' enter")
        #expect(terminal.screen.contains("row 4") && !terminal.screen.contains("escape"), "\(terminal.screen)")
    }

    @Test(arguments: types)
    func `Answers and reports of the terminal are not taken for keys under any terminal type`(type: String) throws {
        let terminal = try ProbeSession.start([], ["TERM": type])
        for answer in KeyDecoderTests.answers where !answer.hasPrefix("\u{1B}[[") && !answer.hasPrefix("\u{1B}[1;") {
            terminal.send(answer)
        }
        terminal.send("x")
        try terminal.waitFor("keys 'x'")
    }

    @Test func `Mouse reports that an earlier program left on are switched off at the start`() throws {
        let terminal = try ProbeSession.launch()
        terminal.spoil("\u{1B}[?1003h\u{1B}[?1006h")
        try terminal.waitFor("80x24")
        let output = String(decoding: terminal.outputSinceMark, as: UTF8.self)
        for mode in [9, 1000, 1002, 1003, 1004, 1005, 1006, 1015] {
            #expect(output.contains("\u{1B}[?\(mode)l"), "mode \(mode)")
        }
        #expect(!terminal.screen.takesMouse)
    }

    @Test func `With a larger ESCDELAY, a sequence split by a slow connection is one key`() throws {
        let terminal = try ProbeSession.start([], ["ESCDELAY": "2000"])
        terminal.send("\u{1B}")
        pause(terminal, 60)
        terminal.send("[B")
        try terminal.waitFor("row 1")
        #expect(!terminal.screen.contains("escape"))
    }

    @Test func `A busy program distinguishes Escape and a later key from Alt`() throws {
        let terminal = try ProbeSession.start()
        terminal.send("%")
        pause(terminal, 50)
        terminal.send("\u{1B}")
        pause(terminal, 150)
        terminal.send("x")
        try terminal.waitFor("escape 'x'")
    }

    @Test func `Alt and a key that arrive together are one key in a busy program`() throws {
        let terminal = try ProbeSession.start()
        terminal.send("%")
        pause(terminal, 50)
        terminal.send("\u{1B}x")
        try terminal.waitFor("alt(\"x\")")
    }

    @Test func `A paste of one megabyte is one key`() throws {
        let terminal = try ProbeSession.start()
        terminal.send("\u{1B}[200~" + String(repeating: "qq\rQ", count: 262_144) + "\u{1B}[201~")
        try terminal.waitFor("paste(65536:")
        terminal.send("x")
        try terminal.waitFor("'x'")
        #expect(!terminal.screen.contains("enter"))
    }

    @Test func `Many keys at once are processed and drawn, and the program still ends on q`() throws {
        let terminal = try ProbeSession.start()
        terminal.send(String(repeating: "\u{1B}[B", count: 60_000))
        try terminal.waitFor("row 60000")
        terminal.send("q")
        #expect(try terminal.waitForExit() == .exited(0))
    }
}
