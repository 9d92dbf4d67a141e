// A copy is written past the screen: a real terminal must take it for what it is, and show nothing of it.

import PseudoTerminal
import Testing

@Suite(.timeLimit(.minutes(10))) struct CopyTests {
    @Test(
        arguments: [
            ([:], "OSC 52"), (["TMUX": "/tmp/tmux"], "OSC 52 through tmux"), (["STY": "1.x"], "OSC 52 through screen"),
        ] as [([String: String?], String)])
    func `The screen is unharmed by a copy`(_ changes: [String: String?], _ words: String) throws {
        let terminal = try ProbeSession.start([], changes)
        let before = terminal.screen.text
        terminal.send("c")
        try terminal.waitFor("copy:sent by \(words)")
        #expect(terminal.screen.text.dropFirst(2).elementsEqual(before.dropFirst(2)))
        #expect(terminal.screen.text.first == before.first)
        terminal.send("j")
        try terminal.waitFor("'j'")
    }

    @Test func `A terminal without a clipboard says so`() throws {
        let terminal = try ProbeSession.start([], ["TERM": "linux"])
        terminal.send("c")
        try terminal.waitFor("copy:unable")
    }
}
