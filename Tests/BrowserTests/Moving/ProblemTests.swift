// The keys e and E, which go to the next and previous problem, in the list and in the detail.

import Testing

@testable import Browser

@Suite struct ProblemTests {
    private static func talk(rows: Int = 24) -> Conversation {
        Conversation(
            "link-a 80 one 10.0.0.1!\nlink-a 81 two 10.0.0.2!\nlink-a 82 fine 10.0.0.3\n"
                + "link-a 83 three 10.0.0.4! 10.0.0.5", rows: rows)
    }

    @Test
    func `In the detail, e and E open the next and the previous problem`() {
        var talk = Self.talk()
        talk.press(.enter, .character("e"))
        #expect(talk.screen[2].hasPrefix("DOWN  two :81"))
        #expect(talk.port == 81)
        #expect(talk.state.remarks.shown == nil)
        talk.press(.character("e"))
        #expect(talk.screen[2].hasPrefix("PART  three :83"))
        talk.press(.character("E"), .character("E"))
        #expect(talk.screen[2].hasPrefix("DOWN  one :80"))
        talk.press(.escape)
        #expect(talk.state.overlay == nil)
        #expect(talk.port == 80)
    }

    @Test(arguments: [false, true])
    func `e wraps from the last problem to the first, and E back to the last, with a message`(isOpen: Bool) {
        var talk = Self.talk()
        if isOpen { talk.press(.enter) }
        talk.press(.character("e"), .character("e"), .character("e"))
        #expect(talk.port == 80)
        #expect(talk.shows("no more problems below; continued at the first one"))
        talk.press(.character("E"))
        #expect(talk.port == 83)
        #expect(talk.shows("no more problems above; continued at the last one"))
    }

    @Test
    func `If there is only one problem, e shows a message`() {
        var talk = Conversation("link-a 80 one 10.0.0.1!\nlink-a 81 two 10.0.0.2")
        talk.press(.character("e"))
        #expect(talk.shows("this is the only problem shown"))
    }

    @Test
    func `If the list no longer shows the opened listener, e continues from the cursor`() {
        var talk = Self.talk()
        talk.press(.character("!"), .enter, .character("R"))
        talk.readAll(Listeners.parse("link-a 80 one 10.0.0.1\nlink-a 81 two 10.0.0.2!\nlink-a 83 three 10.0.0.4!"))
        talk.press(.character("e"))
        #expect(talk.screen[2].hasPrefix("DOWN  "))
    }

    @Test
    func `In a text other than the detail, e shows that there are no problems`() {
        var talk = Self.talk()
        talk.press(.character("?"), .character("e"))
        #expect(talk.shows("this view has no problems to jump to"))
    }
}
