// A copy is written directly to the terminal and not through the screen. A real terminal must show nothing of it.

import PseudoTerminal
import Testing

@Suite(.timeLimit(.minutes(10))) struct CopyTests {
    @Test(
        arguments: [
            ([:], "OSC 52"), (["TMUX": "/tmp/tmux"], "OSC 52 through tmux"), (["STY": "1.x"], "OSC 52 through screen"),
        ] as [([String: String?], String)])
    func `A copy does not change the screen`(_ changes: [String: String?], _ words: String) throws {
        let terminal = try ProbeSession.start([], changes)
        let before = terminal.screen.text
        terminal.send("c")
        try terminal.waitFor("copy:sent by \(words)")
        #expect(terminal.screen.text.dropFirst(2).elementsEqual(before.dropFirst(2)))
        #expect(terminal.screen.text.first == before.first)
        terminal.send("j")
        try terminal.waitFor("'j'")
    }

    @Test func `A missing clipboard is reported`() throws {
        let terminal = try ProbeSession.start([], ["TERM": "linux"])
        terminal.send("c")
        try terminal.waitFor("copy:unable")
    }
}
