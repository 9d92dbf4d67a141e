// Start in various terminals and locales, and keyboard input.

import PseudoTerminal
import Testing

@Suite(.timeLimit(.minutes(10))) struct StartTests {
    @Test(arguments: [
        "xterm-256color", "xterm", "screen", "screen-256color", "tmux", "tmux-256color", "linux", "vt100", "vt220",
        "ansi",
        "xterm-kitty", "alacritty", "foot",
    ])
    func `The program draws, moves the selection and ends in every terminal type`(_ type: String) throws {
        let terminal = try ProbeSession.start(["--mouse"], ["TERM": type])
        terminal.send("\u{1B}[B")
        try terminal.waitFor("row 1")
        terminal.send("\u{1B}OB")
        try terminal.waitFor("row 2")
        terminal.send("q")
        #expect(try terminal.waitForExit() == .exited(0))
        #expect(terminal.isRestored, "\(terminal.screen)")
        #expect(terminal.modes.areOrdinary)
    }

    @Test(arguments: [
        (String?.none, "TERM is not set"), ("", "TERM is not set"),
        ("dumb", "\"dumb\" (TERM) cannot show a full screen"),
        ("nosuch-terminal", "unknown terminal type \"nosuch-terminal\" (TERM)"),
    ])
    func `An unusable terminal is reported in one line`(_ type: String?, _ words: String) throws {
        let terminal = try ProbeSession.launch(columns: 200, ["TERM": type])
        #expect(try terminal.waitForExit() == .exited(2))
        let lines = terminal.screen.text.filter { !$0.isEmpty }
        #expect(lines.count == 1 && lines[0].contains(words), "\(terminal.screen)")
        #expect(terminal.modes.areOrdinary)
        #expect(!terminal.outputSinceMark.contains(0x1B))
    }

    @Test func `A missing terminal is reported`() throws {
        let executable = try ProbeSession.executable.get()
        let terminal = try PseudoTerminal("/bin/sh", ["-c", "\(executable) </dev/null; echo status $?"])
        _ = try terminal.waitForExit()
        #expect(terminal.screen.contains("must be a terminal"))
        #expect(terminal.screen.contains("status 2"))
    }

    @Test(arguments: [
        ["LANG": String?.none], ["LANG": "C"], ["LC_ALL": "C"], ["LC_ALL": "POSIX"], ["LANG": "en_US.UTF-8"],
        ["LANG": "de_DE.ISO-8859-1"], ["LANG": "zh_CN.UTF-8"], ["LC_ALL": "zh_CN.GBK"],
    ])
    func `Chinese is drawn in any locale`(_ changes: [String: String?]) throws {
        let terminal = try ProbeSession.start(changes)
        let row = try #require(terminal.screen.row(with: "PART"))
        #expect(terminal.screen.text[row].contains("8001 支付网关-华南e\u{301}"), "\(terminal.screen)")
        #expect(terminal.screen.cell(row, 12).text == "支" && terminal.screen.cell(row, 12).width == 2)
        #expect(terminal.screen.cell(row, 14).text == "付")
        #expect(terminal.screen.cell(row, 33).text == "l")
    }

    @Test func `In ASCII mode the columns stay aligned`() throws {
        let terminal = try ProbeSession.start(["--ascii"])
        let row = try #require(terminal.screen.row(with: "PART"))
        #expect(terminal.screen.text[row].contains("8001 ????????-?????"), "\(terminal.screen)")
        #expect(terminal.screen.cell(row, 33).text == "l")
    }

    @Test func `Colours are used if the terminal supports them`() throws {
        let terminal = try ProbeSession.start()
        let screen = terminal.screen
        #expect(screen.cell(2, 0).background == .indexed(24))
        #expect(screen.cell(2, 79).background == .indexed(24))
        #expect(screen.cell(6, 0).foreground == .indexed(160) && screen.cell(6, 0).isBold)
        #expect(screen.cell(6, 20).foreground == .standard && screen.cell(6, 20).background == .standard)
    }

    @Test func `With NO_COLOR no colours are used, unless they are requested explicitly`() throws {
        let terminal = try ProbeSession.start(["NO_COLOR": "1"])
        for cell in terminal.screen.cells.joined() {
            #expect(cell.foreground == .standard && cell.background == .standard)
        }
        #expect(terminal.screen.cell(2, 0).isReversed && terminal.screen.cell(2, 79).isReversed)
        let explicit = try ProbeSession.start(["--color"], ["NO_COLOR": "1"])
        #expect(explicit.screen.cell(2, 0).background == .indexed(24))
    }

    @Test(arguments: [
        ("x", "'x'"), ("网", "'网'"), ("\r", "enter"), ("\t", "tab"), ("\u{1B}[Z", "backTab"),
        ("\u{7F}", "backspace"),
        ("\u{8}", "backspace"), ("\u{3}", "control(\"c\")"), ("\u{1B}x", "alt(\"x\")"), ("\u{1B}[D", "left"),
        ("\u{1B}OC", "right"), ("\u{1B}[H", "home"), ("\u{1B}OF", "end"), ("\u{1B}[5~", "pageUp"),
        ("\u{1B}[6~", "pageDown"),
        ("\u{1B}[1;5C", "right"), ("\u{1B}[3~", "delete"), ("\u{1B}OP", "function(1)"),
        ("\u{1B}[15~", "function(5)"),
        ("\u{1B}[24~", "function(12)"), ("\u{1B}[200~a\rb\u{1B}[201~", "paste(3:"),
        ("\u{1B}[1;9P\u{1B}[99~x", "keys 'x'"),
    ])
    func `Keys are received`(_ bytes: String, _ name: String) throws {
        let terminal = try ProbeSession.start()
        terminal.send(bytes)
        try terminal.waitFor(name)
    }

    @Test func `Invalid UTF-8 does not affect the keys after it`() throws {
        let terminal = try ProbeSession.start()
        terminal.send([0xFF, 0xC3, 0x28, 0x80])
        terminal.send("x")
        try terminal.waitFor("'x'")
    }

    @Test func `A paste without an end sequence ends after a pause`() throws {
        let terminal = try ProbeSession.start()
        terminal.send("\u{1B}[200~abc")
        try terminal.waitFor("paste(3:abc)")
        terminal.send("x")
        try terminal.waitFor("'x'")
    }

    @Test func `A long paste is received completely`() throws {
        let terminal = try ProbeSession.start()
        terminal.send("\u{1B}[200~" + String(repeating: "0123456789", count: 300) + "\u{1B}[201~")
        try terminal.waitFor("paste(3000:")
    }

    @Test func `Escape alone is received promptly`() throws {
        let terminal = try ProbeSession.start()
        let start = ContinuousClock.now
        terminal.send("\u{1B}")
        try terminal.waitFor("escape")
        // The program waits 25 ms to distinguish Escape from a sequence. The rest is a margin for a busy machine.
        #expect(ContinuousClock.now - start < .milliseconds(500))
    }

    @Test func `The mouse is enabled only if requested`() throws {
        let without = try ProbeSession.start()
        #expect(!without.screen.takesMouse)
        let terminal = try ProbeSession.start(["--mouse"])
        #expect(terminal.screen.takesMouse)
        terminal.send("\u{1B}[<64;10;5M")
        try terminal.waitFor("wheelUp")
        terminal.send("\u{1B}[<65;10;5M")
        try terminal.waitFor("wheelDown")
        terminal.send("\u{1B}[<0;10;5M\u{1B}[<0;10;5m")
        try terminal.waitFor("row: 4, column: 9")
    }

    @Test func `Another thread can wake the loop`() throws {
        let terminal = try ProbeSession.start()
        terminal.send("w")
        try terminal.waitFor("woken")
    }

    @Test func `The bell rings`() throws {
        let terminal = try ProbeSession.start()
        terminal.send("b")
        try terminal.waitUntil("a bell") { $0.bells == 1 }
    }
}

extension ProbeSession {
    static func start(_ changes: [String: String?]) throws -> PseudoTerminal {
        try start([], columns: 80, rows: 24, changes)
    }
    static func start(_ arguments: [String], _ changes: [String: String?]) throws -> PseudoTerminal {
        try start(arguments, columns: 80, rows: 24, changes)
    }
}
