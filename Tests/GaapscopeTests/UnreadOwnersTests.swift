// A key that may read listeners but not their proxies and groups: the browser reports this once and claims nothing that
// was not read.

import GAAPEmulator
import PseudoTerminal
import Testing

@Suite(.timeLimit(.minutes(10))) struct UnreadOwnersTests {
    private static let account = ["--proxies", "8", "--groups", "2", "--listeners", "60", "--limit", "1000"]

    @Test(arguments: [("DescribeProxies", false), ("DescribeProxyGroupList", true)])
    func `If the status of an owner is denied, its rows are unknown and one line gives the reason`(
        denied: String, isGroup: Bool
    ) throws {
        let fleet = Fleet(FleetOptions(proxies: 8, groups: 2, listeners: 60))
        let id = try #require(isGroup ? fleet.groups.first?.id : fleet.proxies.first { $0.groupID == nil }?.id)
        let emulator = try EmulatorProcess(Self.account + ["--deny", denied])
        let browser = try BrowserSession(
            emulator, columns: 140, rows: 45, arguments: [isGroup ? "--group" : "--proxy", id])
        let kind = isGroup ? "group" : "proxy"
        try browser.waitUntil("the refusal") { screen in
            screen.text.contains { $0.hasPrefix("\(kind) status not read: AuthFailure.UnauthorizedOperation (L)") }
        }
        try browser.waitUntil("the listeners") { $0.text.contains { $0.contains("\(kind) status not read") } }
        let screen = browser.screen.text
        #expect(screen.count { $0.contains("UnauthorizedOperation") } == 1)
        // Neither a row nor a count shows OK. An origin may.
        #expect(!screen.contains { $0.contains("| OK ") } && !screen[1].contains(" OK"), "\(screen)")
    }
}
