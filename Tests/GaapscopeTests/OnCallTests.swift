// The questions of an engineer on call, answered by the built browser: how many keys are needed until the answer is on
// the screen, and how many calls. The calls are counted with the browser's call log, which a key shows.

import FoundationEssentials
import Glibc
import PseudoTerminal
import Testing

@Suite(.timeLimit(.minutes(10))) struct OnCallTests {
    /// A browser session that counts keys.
    private final class OnCall {
        let browser: BrowserSession
        private let columns: Int
        private let rows: Int
        private(set) var keys = 0
        /// How often each action was called until the account was read completely.
        private(set) var sweep: [String: Int] = [:]

        /// Starts a session, pauses it and waits until the account is read. After that, only keys cause calls.
        init(columns: Int = 140, rows: Int = 60, emulator: EmulatorProcess? = nil, arguments: [String] = []) throws {
            (self.columns, self.rows) = (columns, rows)
            browser = try BrowserSession(emulator, columns: columns, rows: rows, arguments: arguments)
            browser.send("Z")
            try browser.waitUntilWhole()
            sweep = try pages()
            try browser.waitUntilWhole()
        }

        /// Presses keys of one character each.
        func press(_ text: String) {
            keys += text.count
            browser.send(text)
        }

        /// Presses a key that a terminal sends as several characters.
        func pressOne(_ sequence: String) {
            keys += 1
            browser.send(sequence)
        }

        func sees(_ what: String, _ condition: (Screen) -> Bool) throws { try browser.waitUntil(what, condition) }

        /// Returns the calls that read listeners and owners. The histories of the problems on the screen are read
        /// without a key.
        func pages() throws -> [String: Int] { try calls().filter { $0.key != "DescribeRealServerStatistics" } }

        /// Returns how often each action has been called so far.
        func calls() throws -> [String: Int] {
            // High enough for all calls.
            browser.resize(columns: 140, rows: 60)
            defer { browser.resize(columns: columns, rows: rows) }
            browser.send("A")
            try browser.waitUntil("the calls") { $0.contains("DescribeProxyGroupList") && !$0.contains("STATE↓ PORT") }
            var counts: [String: Int] = [:]
            for line in browser.screen.text {
                for word in line.split(separator: " ") where word.hasPrefix("Describe") {
                    counts[String(word), default: 0] += 1
                }
            }
            browser.send("q")
            try browser.waitUntil("the list") { $0.text[2].hasPrefix("STATE") || $0.text[2].contains("| STATE") }
            return counts
        }
    }

    @Test func `A sweep needs one page per list and owner, and another one after a page that may have been cut`() throws
    {
        let sweep = try OnCall().sweep
        #expect((1...2).contains(sweep["DescribeProxies"] ?? 0))
        #expect((1...2).contains(sweep["DescribeProxyGroupList"] ?? 0))
        #expect((10..<20).contains(sweep["DescribeTCPListeners"] ?? 0))
        #expect(sweep.count == 3)
    }

    @Test func `Six keys lead from port 8443 to the failing address without a further call`() throws {
        let onCall = try OnCall()
        onCall.press("8443")
        try onCall.sees("the failing origin") { screen in
            screen.text.contains { $0.contains("-- listener-") && $0.contains(" :8443 ") }
                && screen.text.contains { $0.contains("10.3.1.7") && $0.contains("8443") && $0.contains("DOWN") }
        }
        #expect(onCall.keys <= 6)
        #expect(try onCall.pages() == onCall.sweep)
    }

    @Test func `One more key shows since when and whether it is the origin, with one call for each origin`() throws {
        let onCall = try OnCall()
        onCall.press("8443")
        try onCall.sees("the listener") { $0.text.contains { $0.contains("-- listener-") && $0.contains(" :8443 ") } }
        let before = onCall.keys
        onCall.press("\r")
        try onCall.sees("the answer") { screen in
            screen.text.contains { $0.hasPrefix("10.3.1.7") && $0.contains("DOWN") && $0.contains("m ") }
                && screen.contains("-> the origin, not the path") && screen.contains("LAST 60 MIN")
                && screen.text.contains { $0.contains("#") && $0.contains("60 MIN") || $0.hasSuffix("###") }
        }
        #expect(onCall.keys - before == 1)
        onCall.browser.send("q")
        let calls = try onCall.calls()
        // The histories of the listener and of the other problems on the screen.
        #expect((calls["DescribeRealServerStatistics"] ?? 0) >= 1)
        #expect(calls["DescribeTCPListeners"] == onCall.sweep["DescribeTCPListeners"])
    }

    @Test func `One key shows which other listeners use an origin, without a call`() throws {
        let onCall = try OnCall()
        onCall.press("8443")
        try onCall.sees("the listener") { $0.text.contains { $0.contains("-- listener-") && $0.contains(" :8443 ") } }
        let before = onCall.keys
        onCall.press("o")
        try onCall.sees("the users") { screen in
            screen.text[0].contains("who uses 10.3.1.7") && screen.text[1].contains("of 10/10 owners read")
                && screen.text.filter { $0.contains(" 8443 login-gw-") }.count >= 2
        }
        #expect(onCall.keys - before <= 2)
        #expect(try onCall.pages() == onCall.sweep)
    }

    @Test func `One key sets a baseline and one key shows the changes since then`() throws {
        let emulator = try EmulatorProcess(
            ["--proxies", "8", "--groups", "2", "--listeners", "60", "--limit", "1000", "--churn"])
        let browser = try BrowserSession.started(emulator, arguments: ["--interval", "1"])
        browser.send("m")
        try browser.waitFor("as the baseline")
        try browser.waitUntil("something that has changed") { $0.text.contains { $0.prefix(6).contains("*") } }
        browser.send("D")
        try browser.waitUntil("the changes") { screen in
            screen.contains("health: ") && screen.text.contains { $0.contains(" -> ") }
        }
    }

    @Test func `Regions are visible without a key on a wide screen and by two keys on a narrow one`() throws {
        let wide = try OnCall()
        try wide.sees("the regions") { screen in
            screen.text.contains { $0.hasPrefix("Access regions ") }
                && screen.text.contains { $0.hasPrefix("Origin regions ") }
                && screen.text.contains { $0.hasPrefix(" Singapore ") }
        }
        #expect(wide.keys == 0)
        let narrow = try OnCall(columns: 80, rows: 24)
        narrow.press("p")
        narrow.pressOne("\u{1B}[Z")
        try narrow.sees("the regions") { screen in
            screen.contains("ORIGIN REGION") && screen.text.contains { $0.hasPrefix("Singapore ") }
        }
        #expect(narrow.keys == 2)
    }

    // MARK: The eight questions

    /// A question, the keys from the first screen to the answer, and a test whether the screen shows the answer.
    private struct Question: Sendable {
        let name: String
        var keys: [String] = []
        let isAnswered: @Sendable (Screen) -> Bool
    }

    /// Shift-Tab, as a terminal sends it.
    private static let backTab = "\u{1B}[Z"

    private static let questions = [
        Question(name: "what is down") { screen in
            screen.text[1].contains(/\d DOWN/) && screen.text[3].hasPrefix("DOWN")
        },
        Question(name: "where") { $0.text[3].contains(/8443 .*link-[0-9a-z]{8}/) },
        Question(name: "which origin") { screen in
            screen.text.contains { $0.hasPrefix("10.3.1.7 ") && $0.contains(" DOWN ") }
        },
        Question(name: "since when") { screen in
            screen.text.contains { $0.hasPrefix("10.3.1.7 ") && $0.contains(/[ ]DOWN +(\d\d:\d\d \d+m|>=\d+[sm])[ ]/) }
        },
        Question(name: "who else uses it", keys: ["o"]) { screen in
            screen.text[0].contains("who uses 10.3.1.7")
                && screen.text.filter { $0.contains(" 8443 ") && $0.contains("10.3.1.7") }.count >= 4
        },
        Question(name: "what changed", keys: ["D"]) { $0.contains("since the start, ") },
        Question(name: "what changed, by cause", keys: ["T"]) { $0.text[2].hasPrefix("Timeline") },
        Question(name: "is it one region", keys: ["p", backTab]) { screen in
            screen.contains("ORIGIN REGION") && screen.text.contains { $0.hasPrefix("Singapore ") }
        },
        Question(name: "send it to the chat", keys: ["Y"]) { screen in
            screen.contains("10.3.1.7") && screen.contains("sent to the terminal by OSC 52")
        },
    ]

    enum Trouble: CaseIterable { case none, throttling, late, silent, gone }

    @Test(arguments: Trouble.allCases)
    func `The eight questions need at most two keys and no call, whatever fault the service has`(trouble: Trouble)
        throws
    {
        let usual = ["--proxies", "8", "--groups", "2", "--listeners", "60"]
        let emulator = try EmulatorProcess(
            usual
                + (trouble == .throttling ? ["--limit", "6"] : ["--limit", "1000"])
                + (trouble == .late ? ["--latency", "2000"] : []))
        let patience = trouble == .silent ? ["--timeout", "1"] : []
        let onCall = try OnCall(columns: 80, rows: 24, emulator: emulator, arguments: patience)
        switch trouble {
        case .none, .throttling, .late: break
        case .silent: emulator.child.signal(SIGSTOP)
        case .gone:
            emulator.child.signal(SIGKILL)
            _ = try emulator.child.wait()
        }
        // Starts a read that is still under way, fails or never ends.
        if trouble != .none { onCall.browser.send("R") }
        for question in Self.questions {
            #expect(question.keys.count <= (question.name.hasPrefix("what changed") ? 1 : 2))
            for key in question.keys { onCall.pressOne(key) }
            try onCall.sees("\(question.name), \(trouble)", question.isAnswered)
            guard !question.keys.isEmpty else { continue }
            // If an error is shown by now, Esc would remove the error first.
            onCall.browser.send(question.keys.count > 1 ? "\u{1B}" : "q")
            try onCall.sees("the list after \(question.name), \(trouble)") { screen in
                screen.text[2].hasPrefix("STATE") && !screen.text[0].contains("who uses")
            }
        }
        if trouble == .none { #expect(try onCall.pages() == onCall.sweep) }
        if trouble == .silent { emulator.child.signal(SIGCONT) }
    }
}
