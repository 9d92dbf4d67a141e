// The credentials may change to another account while the program runs. One screen never shows rows of two accounts.

import GAAP
import Inventory
import TencentCloud
import Testing

@testable import Browser

@Suite struct OtherAccountTests {
    @Test func `Credentials of another account start a new session, once`() {
        var talk = Conversation("link-a 80 web 10.0.0.1")
        let event = FetchEvent.passEnded(
            talk.run, Pass(.proxy("link-a"), .tcp, number: 2), .failed(.credentials(.otherAccount)))
        talk.deliver(event)
        #expect(talk.effects.contains(.changeProfile(nil)))
        talk.deliver(event)
        #expect(!talk.effects.contains(.changeProfile(nil)))
    }
}
