// The pane below the list follows the cursor once it rests.

import Inventory
import Essentials
import Testing

@testable import Browser

@Suite struct PaneSubjectTests {
    private static let account = """
        link-a 81 first 10.0.0.1
        link-a 82 second 10.0.0.2
        link-a 83 third 10.0.0.3
        """

    /// A listener's name in the rule above the pane.
    private func isAbout(_ name: String, _ talk: Conversation) -> Bool {
        talk.screen.contains { $0.hasPrefix("-- ") && $0.contains(" \(name) ") }
    }

    @Test func `While keys move the cursor the pane stays, and follows when it rests`() {
        var talk = Conversation(Self.account)
        #expect(isAbout("first", talk))
        for _ in 0..<2 {
            talk.say(.key(.down))
            #expect(isAbout("first", talk))
            talk.wait(0.09)
            talk.say(.rested)
            #expect(isAbout("first", talk))
        }
        #expect(talk.port == 83)
        talk.wait(0.02)
        talk.say(.rested)
        #expect(isAbout("third", talk))
        #expect(talk.state.paneSubject.delay(at: talk.now) == nil)
    }

    @Test func `The rest ends by the uptime clock, wherever the wall clock is set to`() {
        var talk = Conversation(Self.account)
        #expect(talk.state.paneSubject.delay(at: talk.now) == nil)
        talk.say(.key(.down))
        let delay = talk.state.paneSubject.delay(at: talk.now) ?? 0
        #expect(abs(delay - PaneSubject.rest) < 0.001)
        #expect(talk.state.paneSubject.delay(at: talk.now + 3) == 0)
        talk.setClock(-3_600)
        #expect(abs((talk.state.paneSubject.delay(at: talk.now) ?? 0) - PaneSubject.rest) < 0.001)
        talk.wait(0.1)
        talk.say(.rested)
        #expect(isAbout("second", talk))
    }

    @Test func `What arrives meanwhile does not hurry it, and what moves the cursor without a key needs no rest`() {
        var talk = Conversation(Self.account)
        talk.say(.key(.down))
        talk.tell(.warned(Wording(verbatim: "a warning")))
        #expect(isAbout("first", talk))
        talk.wait(1)
        talk.tick()
        #expect(isAbout("second", talk))
        talk.readAll(Listeners.parse("link-a 81 first 10.0.0.1"))
        #expect(talk.port == 81)
        #expect(isAbout("first", talk))
    }

    @Test(arguments: [Key.tab, .character("m"), .character("R")])
    func `A key that leaves the cursor where it is does not wait`(key: Key) {
        var talk = Conversation(Self.account)
        talk.say(.key(.down))
        talk.say(.key(key))
        #expect(isAbout("second", talk))
    }
}
