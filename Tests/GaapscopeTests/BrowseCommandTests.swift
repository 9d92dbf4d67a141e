// The built browser in a real pseudo-terminal, against an emulator over real HTTP.

import Glibc
import PseudoTerminal
import Testing

@Suite(.timeLimit(.minutes(3))) struct BrowseCommandTests {
    private static let whole = "60 listeners"

    private func start(
        _ emulator: EmulatorProcess, _ arguments: [String] = [], columns: Int = 80, rows: Int = 24
    ) throws -> PseudoTerminal {
        let terminal = try emulator.browse(arguments, columns: columns, rows: rows)
        try terminal.waitUntil("the whole account") { screen in
            screen.contains(Self.whole) && !screen.contains(">=") && screen.text.contains { $0.hasPrefix("DOWN") }
        }
        return terminal
    }

    @Test func itShowsTheAccountWorstFirst() throws {
        let terminal = try start(EmulatorProcess())
        let screen = terminal.screen
        #expect(screen.text[0].hasPrefix("GAAP"))
        #expect(screen.text[2].hasPrefix("STATE  PORT NAME"))
        #expect(screen.text[3].hasPrefix("DOWN"))
        #expect(screen.contains("SERVER"))
        terminal.send("q")
        #expect(try terminal.waitForExit() == .exited(0))
        #expect(!terminal.screen.isAlternate && terminal.screen.showsCursor && terminal.modes.areOrdinary)
    }

    @Test func keysMoveFilterPickAndOpen() throws {
        let terminal = try start(EmulatorProcess())
        let first = terminal.screen.text[3]
        terminal.send("j")
        try terminal.waitUntil("the second listener") {
            $0.text.contains { $0.hasPrefix("-- ") } && $0.text[3] == first
        }
        terminal.send("/8443 state:down,part")
        try terminal.waitUntil("the filtered list") { screen in
            screen.text[0].contains(" of 60") && screen.text[3...].prefix(2).allSatisfy { $0.contains("8443") }
        }
        terminal.send("\r\r")
        try terminal.waitUntil("the detail") { $0.contains("ListenerId") && $0.contains("Scheduler") }
        terminal.send("\u{1B}")
        try terminal.waitUntil("the list") { $0.contains("STATE  PORT") }
        terminal.send("p\t")
        try terminal.waitUntil("the groups") { $0.contains("Groups 2") && $0.contains("lg-") }
        terminal.send("\r")
        try terminal.waitUntil("the group") { $0.text[0].contains("lg-") && !$0.text[0].contains("all proxies") }
    }

    @Test func aPortIsReachedByItsDigits() throws {
        let terminal = try start(EmulatorProcess())
        terminal.send("9000")
        try terminal.waitUntil("port 9000") { $0.text.contains { $0.hasPrefix("-- ") && $0.contains(":9000 ") } }
    }

    @Test func anySizeIsDrawnAndTooSmallSaysSo() throws {
        let terminal = try start(EmulatorProcess())
        for (columns, rows) in [(40, 8), (120, 40), (300, 100), (80, 24)] {
            terminal.resize(ScreenSize(columns: columns, rows: rows))
            try terminal.waitUntil("\(columns)x\(rows)") { screen in
                screen.text[0].hasPrefix("GAAP") && screen.text[rows - 1].hasPrefix("j/k move")
            }
        }
        terminal.resize(ScreenSize(columns: 30, rows: 5))
        try terminal.waitFor("gaapscope needs 40x8")
        terminal.resize(ScreenSize(columns: 80, rows: 24))
        try terminal.waitFor("STATE  PORT")
    }

    @Test("A signal gives the terminal back", arguments: [SIGTERM, SIGHUP, SIGINT])
    func signals(_ number: Int32) throws {
        let terminal = try start(EmulatorProcess())
        terminal.signal(number)
        #expect(try terminal.waitForExit() == .exited(128 + number))
        #expect(!terminal.screen.isAlternate && terminal.screen.showsCursor && terminal.modes.areOrdinary)
    }

    @Test func aCrashGivesTheTerminalBack() throws {
        let terminal = try start(EmulatorProcess())
        terminal.signal(SIGSEGV)
        #expect(try terminal.waitForExit() == .killed(by: SIGSEGV))
        #expect(!terminal.screen.isAlternate && terminal.screen.showsCursor && terminal.modes.areOrdinary)
    }

    @Test func controlZStopsItAndForegroundBringsItBack() throws {
        let emulator = try EmulatorProcess()
        let terminal = try PseudoTerminal(
            "/bin/bash", ["--norc", "--noprofile", "-i"],
            environment: emulator.environment.merging(["PS1": "shell> "]) { $1 })
        try terminal.waitFor("shell>")
        terminal.send("\(try ChildProcess.gaapscope.get())\r")
        try terminal.waitFor(Self.whole)
        terminal.send("\u{1A}")
        try terminal.waitUntil("the shell") { $0.contains("Stopped") && !$0.isAlternate }
        terminal.send("fg\r")
        try terminal.waitUntil("the browser") { $0.contains(Self.whole) && $0.isAlternate }
        terminal.send("q")
        try terminal.waitUntil("the shell") { !$0.isAlternate && $0.showsCursor }
    }

    @Test func controlCQuitsWith130() throws {
        let terminal = try start(EmulatorProcess())
        terminal.send("\u{3}")
        #expect(try terminal.waitForExit() == .exited(130))
    }

    @Test func pausedNothingIsWrittenAndNothingWakes() throws {
        let terminal = try start(EmulatorProcess())
        terminal.send("Z")
        try terminal.waitFor("PAUSED")
        terminal.send("j")
        try terminal.waitUntil("the pause's remark is gone") { !$0.contains("R reads, Z goes on") }
        terminal.mark()
        let before = ProcessFacts.voluntarySwitches(of: terminal.process)
        #expect(terminal.bytesAtRest(for: .seconds(2)) == 0)
        #expect(ProcessFacts.voluntarySwitches(of: terminal.process) == before)
    }

    @Test func withoutCredentialsItStaysAndSaysWhy() throws {
        let emulator = try EmulatorProcess()
        let terminal = try emulator.browse(changes: ["TENCENTCLOUD_SECRET_ID": nil, "TENCENTCLOUD_SECRET_KEY": nil])
        try terminal.waitFor("no credentials")
        terminal.send("?")
        try terminal.waitFor("down a line")
        terminal.send("qL")
        try terminal.waitUntil("the errors") { $0.contains("no credentials") && !$0.contains("STATE  PORT") }
        terminal.send("Q")
        #expect(try terminal.waitForExit() == .exited(0))
    }

    @Test func aServiceThatIsGoneIsToldAndRowsStay() throws {
        let emulator = try EmulatorProcess()
        let terminal = try start(emulator)
        emulator.child.signal(SIGKILL)
        _ = try emulator.child.wait()
        terminal.send("R")
        try terminal.waitUntil("the error", timeout: .seconds(60)) { $0.contains("refused") && $0.contains("failed") }
        #expect(terminal.screen.contains("DOWN   8443"))
    }

    @Test func aHostileNameIsShownAndHarmless() throws {
        let emulator = try EmulatorProcess([
            "--proxies", "3", "--groups", "0", "--listeners", "60", "--hostile-names", "--limit", "1000",
        ])
        let terminal = try start(emulator)
        terminal.send("/evil\r")
        try terminal.waitUntil("the hostile name") { $0.text[0].contains("1 of 60") && $0.text[3].contains("^[") }
        #expect(terminal.screen.isAlternate)
        terminal.send("Q")
        #expect(try terminal.waitForExit() == .exited(0))
    }

    @Test("A terminal that cannot do it gets one line", arguments: ["dumb", "nosuchterminal", ""])
    func poorTerminals(_ type: String) throws {
        let emulator = try EmulatorProcess()
        let terminal = try emulator.browse(changes: ["TERM": type])
        #expect(try terminal.waitForExit() == .exited(2))
        #expect(terminal.screen.contains("TERM"), "\(terminal.screen)")
        #expect(!terminal.screen.isAlternate)
    }
}
