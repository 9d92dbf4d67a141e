import Testing

@testable import Browser

@Suite struct UpdateTests {
    @Test
    func `Messages are handled in order until there is no more time, but at least one`() {
        let messages = "84439".map { Message.key(.character($0)) }
        var calls = 0
        // The closure is not called again after it has returned false.
        var state = Conversation(RunTests.account).state
        let some = state.update(messages, now: Conversation.start) {
            calls += 1
            return calls != 3
        }
        #expect((some.taken, calls) == (3, 3))
        #expect(state.render().text.contains { $0.contains("844") && !$0.contains("8443") })
        #expect(state.update(messages.dropFirst(some.taken).prefix(2), now: Conversation.start) { false }.taken == 1)
        #expect(state.render().text.contains { $0.contains("8443") })
        #expect(state.update([], now: Conversation.start).taken == 0)
    }
}
