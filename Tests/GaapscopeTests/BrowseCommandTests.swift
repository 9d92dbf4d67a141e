// Runs the built browser in a pseudo-terminal against an emulator over HTTP.

import Glibc
import PseudoTerminal
import Testing

@Suite(.timeLimit(.minutes(10))) struct BrowseCommandTests {
    @Test func `The browser shows the account sorted worst first`() throws {
        let browser = try BrowserSession.started()
        let screen = browser.screen
        #expect(screen.text[0].hasPrefix("GAAP"))
        #expect(screen.text[2].hasPrefix("STATE↓ PORT NAME"))
        #expect(screen.text[3].hasPrefix("DOWN"))
        #expect(screen.contains("SERVER"))
        browser.send("q")
        #expect(try browser.waitForExit() == .exited(0))
        #expect(browser.isGivenBack)
    }

    @Test func `Keys move the cursor, filter, pick an owner and open the detail`() throws {
        let browser = try BrowserSession.started()
        let first = browser.screen.text[3]
        browser.send("j")
        try browser.waitUntil("the second listener") {
            $0.text.contains { $0.hasPrefix("-- ") } && $0.text[3] == first
        }
        browser.send("/8443 state:down,part")
        try browser.waitUntil("the filtered list") { screen in
            screen.text[0].contains(" of 60") && screen.text[3...].prefix(2).allSatisfy { $0.contains("8443") }
        }
        browser.send("\r\r")
        try browser.waitUntil("the detail") { $0.contains("LAST 24 H") }
        browser.send("\u{1B}")
        try browser.waitUntil("the list") { $0.contains("STATE↓ PORT") }
        browser.send("p\t")
        try browser.waitUntil("the groups") { $0.contains("Groups 2") && $0.contains("lg-") }
        browser.send("\r")
        try browser.waitUntil("the group") { $0.text[0].contains("lg-") && !$0.text[0].contains("all proxies") }
    }

    @Test func `The detail shows the history and which other listeners use the origin`() throws {
        let browser = try BrowserSession.started()
        browser.send("\r")
        try browser.waitUntil("the histories") { screen in
            screen.contains("LAST 24 H") && screen.text.contains { $0.contains("DOWN") && $0.hasSuffix("####") }
        }
        browser.send("G")
        try browser.waitUntil("the traffic") { $0.contains("TRAFFIC, LAST 24 H") && $0.contains("bit/s") }
        browser.send("o")
        try browser.waitUntil("who uses it") { screen in
            screen.text[0].contains("who uses 10.3.1.") && screen.text[1].contains("owners read")
        }
        browser.send("\u{1B}")
        try browser.waitFor("LAST 24 H")
        browser.send("\u{1B}")
        browser.resize(columns: 120, rows: 40)
        try browser.waitUntil("the groups") { $0.text[2].hasPrefix("Owners ") && $0.contains("Origins") }
        browser.send("\t\tj\r")
        try browser.waitUntil("one owner's") { $0.text.contains { $0.hasPrefix(">") } }
    }

    @Test func `Typing digits moves to a port`() throws {
        let browser = try BrowserSession.started()
        browser.send("9000")
        try browser.waitUntil("port 9000") { $0.text.contains { $0.hasPrefix("-- ") && $0.contains(":9000 ") } }
    }

    @Test func `Every window size is drawn, and a too small one shows a message`() throws {
        let browser = try BrowserSession.started()
        for (columns, rows) in [(40, 8), (120, 40), (300, 100), (80, 24)] {
            browser.resize(columns: columns, rows: rows)
            try browser.waitUntil("\(columns)x\(rows)") { screen in
                screen.text[0].hasPrefix("GAAP") && screen.text[rows - 1].hasPrefix("j/k move")
            }
        }
        browser.resize(columns: 30, rows: 5)
        try browser.waitFor("gaapscope needs 40x8")
        browser.resize(columns: 80, rows: 24)
        try browser.waitFor("STATE↓ PORT")
    }

    @Test func `After a terminal has not read for ten seconds it receives the last frame completely`() throws {
        let browser = try BrowserSession.started(columns: 120, rows: 40)
        // Far more output than the buffer of a terminal holds: the browser has to wait for its reader.
        for _ in 0..<200 { browser.send("\u{0C}j") }
        sleep(10)
        browser.send("?")
        try browser.waitUntil("the help") { $0.contains("Move") && $0.contains("down a line") }
        browser.send("q9000")
        try browser.waitUntil("port 9000") { $0.text.contains { $0.contains("-- listener-") && $0.contains(":9000 ") } }
        browser.send("Q")
        #expect(try browser.waitForExit() == .exited(0))
        #expect(browser.isGivenBack)
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
    func `A signal restores the terminal`(_ number: Int32) throws {
        let browser = try BrowserSession.started()
        browser.signal(number)
        #expect(try browser.waitForExit() == .exited(128 + number))
        #expect(browser.isGivenBack)
    }

    @Test func `A crash restores the terminal`() throws {
        let browser = try BrowserSession.started()
        browser.signal(SIGSEGV)
        #expect(try browser.waitForExit() == .killed(by: SIGSEGV))
        #expect(browser.isGivenBack)
    }

    @Test func `Ctrl-Z stops the browser and fg resumes it`() throws {
        let emulator = try EmulatorProcess()
        defer { withExtendedLifetime(emulator) {} }
        let terminal = try PseudoTerminal(
            "/bin/bash", ["--norc", "--noprofile", "-i"],
            environment: emulator.environment.merging(["PS1": "shell> "]) { $1 })
        try terminal.waitFor("shell>")
        terminal.send("\(try ChildProcess.gaapscope.get())\r")
        try terminal.waitFor(BrowserSession.whole)
        terminal.send("\u{1A}")
        try terminal.waitUntil("the shell") { $0.contains("Stopped") && !$0.isAlternate }
        terminal.send("fg\r")
        try terminal.waitUntil("the browser") { $0.contains(BrowserSession.whole) && $0.isAlternate }
        terminal.send("q")
        try terminal.waitUntil("the shell") { !$0.isAlternate && $0.showsCursor }
    }

    @Test func `Ctrl-C exits with status 130`() throws {
        let browser = try BrowserSession.started()
        browser.send("\u{3}")
        #expect(try browser.waitForExit() == .exited(130))
    }

    @Test func `While paused the browser writes nothing and does not wake up`() throws {
        let browser = try BrowserSession.started()
        browser.send("Z")
        try browser.waitFor("PAUSED")
        browser.send("j")
        try browser.waitUntil("the pause's remark is gone") { !$0.contains("R reads, Z goes on") }
        // It draws the list and, after the cursor has rested, the pane. Then it goes to sleep, which is one context
        // switch that is not counted.
        while browser.bytesAtRest(for: .milliseconds(500)) > 0 {}
        browser.mark()
        let before = ProcessFacts.voluntarySwitches(of: browser.process)
        #expect(browser.bytesAtRest(for: .seconds(2)) == 0)
        #expect(ProcessFacts.voluntarySwitches(of: browser.process) == before)
    }

    @Test func `Without credentials the browser keeps running and shows the reason`() throws {
        let browser = try BrowserSession(
            changes: ["TENCENTCLOUD_SECRET_ID": nil, "TENCENTCLOUD_SECRET_KEY": nil, "TCCLI_PROFILE": "work"])
        try browser.waitUntil("the advice") { screen in
            screen.contains("No credentials found") && screen.contains("gaapscope doctor")
                && screen.contains("gaapscope --demo")
        }
        browser.send("?")
        try browser.waitFor("down a line")
        browser.send("qL")
        try browser.waitUntil("the errors") { $0.contains("no credentials") && !$0.contains("STATE↓ PORT") }
        browser.send("Q")
        #expect(try browser.waitForExit() == .exited(0))
    }

    @Test func `When the service disappears the error is shown and the rows stay`() throws {
        let emulator = try EmulatorProcess()
        let browser = try BrowserSession.started(emulator)
        emulator.child.signal(SIGKILL)
        _ = try emulator.child.wait()
        browser.send("R")
        try browser.waitUntil("the error", timeout: .seconds(60)) { $0.contains("refused") && $0.contains("failed") }
        #expect(browser.screen.contains("DOWN   8443"))
    }

    @Test func `A name with control characters is shown escaped`() throws {
        let emulator = try EmulatorProcess([
            "--proxies", "3", "--groups", "0", "--listeners", "60", "--hostile-names", "--limit", "1000",
        ])
        let browser = try BrowserSession.started(emulator)
        browser.send("/evil\r")
        try browser.waitUntil("the hostile name") { $0.text[0].contains("1 of 60") && $0.text[3].contains("^[") }
        #expect(browser.screen.isAlternate)
        browser.send("Q")
        #expect(try browser.waitForExit() == .exited(0))
    }

    @Test(arguments: ["dumb", "nosuchterminal", ""])
    func `An unsuitable terminal type produces an error of one line`(_ type: String) throws {
        let browser = try BrowserSession(changes: ["TERM": type])
        #expect(try browser.waitForExit() == .exited(2))
        #expect(browser.screen.contains("TERM"), "\(browser.screen)")
        #expect(!browser.screen.isAlternate)
    }
}
