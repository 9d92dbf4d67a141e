// The pane below the list follows the cursor once the cursor has rested for a moment.

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

    /// Returns whether the rule above the pane contains this listener's name.
    private func isAbout(_ name: String, _ talk: Conversation) -> Bool {
        talk.screen.contains { $0.hasPrefix("-- ") && $0.contains(" \(name) ") }
    }

    @Test func `The pane does not change while keys move the cursor, and follows when the cursor rests`() {
        var talk = Conversation(Self.account)
        #expect(isAbout("first", talk))
        for _ in 0..<2 {
            talk.send(.key(.down))
            #expect(isAbout("first", talk))
            talk.wait(0.09)
            talk.send(.rested)
            #expect(isAbout("first", talk))
        }
        #expect(talk.port == 83)
        talk.wait(0.02)
        talk.send(.rested)
        #expect(isAbout("third", talk))
        #expect(talk.state.paneSubject.delay(at: talk.now) == nil)
    }

    @Test func `The rest is measured with the monotonic clock, so setting the wall clock has no effect`() {
        var talk = Conversation(Self.account)
        #expect(talk.state.paneSubject.delay(at: talk.now) == nil)
        talk.send(.key(.down))
        let delay = talk.state.paneSubject.delay(at: talk.now) ?? 0
        #expect(abs(delay - PaneSubject.rest) < 0.001)
        #expect(talk.state.paneSubject.delay(at: talk.now + 3) == 0)
        talk.setClock(-3_600)
        #expect(abs((talk.state.paneSubject.delay(at: talk.now) ?? 0) - PaneSubject.rest) < 0.001)
        talk.wait(0.1)
        talk.send(.rested)
        #expect(isAbout("second", talk))
    }

    @Test func `Events during the rest do not shorten it, and a cursor that moves without a key needs no rest`() {
        var talk = Conversation(Self.account)
        talk.send(.key(.down))
        talk.deliver(.warned(Wording(verbatim: "a warning")))
        #expect(isAbout("first", talk))
        talk.wait(1)
        talk.tick()
        #expect(isAbout("second", talk))
        talk.readAll(Listeners.parse("link-a 81 first 10.0.0.1"))
        #expect(talk.port == 81)
        #expect(isAbout("first", talk))
    }

    @Test(arguments: [Key.tab, .character("m"), .character("R")])
    func `A key that does not move the cursor ends the rest`(key: Key) {
        var talk = Conversation(Self.account)
        talk.send(.key(.down))
        talk.send(.key(key))
        #expect(isAbout("second", talk))
    }
}
