// The key may become another account's while the program runs: the rows of two accounts are never on one screen.

import GAAP
import Inventory
import TencentCloud
import Testing

@testable import Browser

@Suite struct OtherAccountTests {
    @Test func `The key of another account begins a session of its own, once`() {
        var talk = Conversation("link-a 80 web 10.0.0.1")
        let event = FetchEvent.passEnded(
            talk.run, Pass(.proxy("link-a"), .tcp, number: 2), .failed(.credentials(.otherAccount)))
        talk.tell(event)
        #expect(talk.effects.contains(.changeProfile(nil)))
        talk.tell(event)
        #expect(!talk.effects.contains(.changeProfile(nil)))
    }
}
