import Testing

@testable import Browser

@Suite struct UpdateTests {
    @Test
    func `Messages that come together are taken in order, as many as there is time for, and one at least`() {
        let messages = "84439".map { Message.key(.character($0)) }
        var looks = 0
        // What it says after it has said no is not asked.
        var state = Conversation(RunTests.account).state
        let some = state.update(messages, now: Conversation.start) {
            looks += 1
            return looks != 3
        }
        #expect((some.taken, looks) == (3, 3))
        #expect(state.render().text.contains { $0.contains("844") && !$0.contains("8443") })
        #expect(state.update(messages.dropFirst(some.taken).prefix(2), now: Conversation.start) { false }.taken == 1)
        #expect(state.render().text.contains { $0.contains("8443") })
        #expect(state.update([], now: Conversation.start).taken == 0)
    }
}
