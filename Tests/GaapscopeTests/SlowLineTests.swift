// The number of bytes that the built browser writes for a key, which matters on a slow connection.

import PseudoTerminal
import Testing

@Suite(.timeLimit(.minutes(10))) struct SlowLineTests {
    @Test func `A cursor move writes at most 200 bytes at 120x40, and the pane follows when the cursor rests`() throws {
        let browser = try BrowserSession(columns: 120, rows: 40)
        browser.send("Z")
        try browser.waitUntilWhole()
        // The notice about the pause disappears with the next key.
        browser.send("g")
        while browser.bytesAtRest(for: .milliseconds(300)) > 0 {}
        var costs: [Int] = []
        for _ in 0..<12 {
            let before = browser.screen.text
            browser.mark()
            browser.send("j")
            try browser.waitUntil("the pane of the next listener") { screen in
                screen.text.contains { $0.contains("-- listener-") }
                    && screen.text.first { $0.contains("-- listener-") } != before.first { $0.contains("-- listener-") }
            }
            let frames = browser.framesSinceMark
            #expect(frames.count >= 2)
            costs.append(frames[0].utf8.count)
        }
        #expect(costs.max() ?? .max <= 200, "\(costs); the last: \(browser.framesSinceMark.debugDescription)")
    }
}
