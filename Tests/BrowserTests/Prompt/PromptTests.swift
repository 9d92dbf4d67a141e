import Testing

@testable import Browser

@Suite struct PromptTests {
    private func edited(_ text: String, _ keys: [Key]) -> String {
        var prompt = Prompt(.filter, text: text)
        for key in keys { _ = prompt.edit(key) }
        var marked = prompt.text
        marked.insert("|", at: prompt.cursor)
        return String(marked)
    }

    @Test(
        arguments: [
            ([.character("x")], "abc dx|"), ([.backspace], "abc |"), ([.control("h")], "abc |"),
            ([.left, .left, .character("x")], "abcx| d"), ([.home, .delete], "|bc d"),
            ([.control("a"), .control("d")], "|bc d"), ([.control("a"), .control("e")], "abc d|"),
            ([.control("u")], "|"), ([.control("b"), .control("b"), .control("k")], "abc|"),
            ([.control("w")], "abc |"), ([.control("w"), .control("w")], "|"), ([.home, .backspace], "|abc d"),
            ([.end, .delete], "abc d|"), ([.home, .left, .right, .right], "ab|c d"),
            ([.home, .control("f"), .control("u")], "|bc d"),
        ] as [([Key], String)])
    func `Keys edit as in a shell`(keys: [Key], result: String) {
        #expect(edited("abc d", keys) == result)
    }

    @Test
    func `One key press moves over or deletes a wide or composed character`() {
        #expect(edited("支付e\u{301}👨‍👩‍👧", [.backspace, .backspace, .left, .character("x")]) == "支x|付")
    }

    @Test
    func `A pasted text becomes one line without control characters`() {
        #expect(edited("", [.paste("port:80\r\nname\u{1B}[31m:a\u{0}\tb\u{7F}\u{9B}")]) == "port:80 name[31m:a b|")
    }

    @Test
    func `A paste that is too long is truncated`() {
        var prompt = Prompt(.command)
        _ = prompt.edit(.paste(String(repeating: "支", count: 5_000)))
        #expect(prompt.text.count == 1_000)
        #expect(prompt.cursor == 1_000)
    }

    @Test(arguments: [Key.up, .tab, .control("x"), .alt("x"), .function(3)])
    func `A prompt does not handle keys that do not edit`(key: Key) {
        var prompt = Prompt(.filter, text: "abc")
        let isTaken = prompt.edit(key)
        #expect(!isTaken)
        #expect(prompt.string == "abc")
    }

    @Test(arguments: [0, 1, 30, 300])
    func `The cursor is placed after wide characters, also in a line longer than the window`(count: Int) {
        var talk = Conversation("link-a 80 web 10.0.0.1")
        talk.press(.character("/"), .paste(String(repeating: "支", count: count)))
        let frame = talk.state.render()
        #expect(frame.cursor == Position(row: 23, column: min(1 + 2 * count, 79)))
        talk.press(.home)
        #expect(talk.state.render().cursor == Position(row: 23, column: 1))
    }

    @Test(arguments: ["port:", "state:", "web port:", "STATE:", "!port:"])
    func `A filter term without a value is ignored, and one with an invalid value does not change the list`(
        text: String
    ) {
        var talk = Conversation("link-a 80 web 10.0.0.1\nlink-a 81 web2 10.0.0.2")
        talk.type("/" + text)
        #expect(talk.ports == [80, 81])
        #expect(talk.state.prompt?.fault == nil)
        talk.type("x")
        #expect(talk.ports == [80, 81])
        #expect(talk.state.prompt?.fault != nil)
        talk.press(.backspace, .enter)
        #expect(talk.state.prompt == nil)
    }

    @Test(.timeLimit(.minutes(3)))
    func `A pattern that would cause exponential backtracking elsewhere does not block the keys`() {
        var talk = Conversation("link-a 80 " + String(repeating: "a", count: 2_000) + " 10.0.0.1")
        talk.press(.character("/"), .paste("/(a+)+$b/"))
        #expect(talk.ports == [])
        #expect(talk.state.prompt?.fault == nil)
    }

    @Test
    func `A misspelled field name is searched as text, and the line above suggests the field`() {
        var talk = Conversation("link-a 80 web 10.0.0.1")
        talk.press(.character("/"))
        talk.type("stat:down")
        #expect(talk.state.listing.visible.isEmpty)
        #expect(talk.state.prompt?.fault == nil)
        #expect(talk.state.render().text.contains { $0.contains("did you mean “state”?") })
        talk.type(" ")
        talk.press(.enter)
        #expect(talk.state.listing.filterText == "stat:down ")
    }
}
