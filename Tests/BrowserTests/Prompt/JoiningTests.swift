// Many keys that arrive together at a prompt cause one search, not one search each.

import Inventory
import Testing

@testable import Browser

@Suite struct JoiningTests {
    private func joined(_ keys: [Key], joiningText: Bool = true) -> [Key] {
        var rest = keys[...]
        var taken: [Key] = []
        while let key = Key.takeNext(from: &rest, joiningText: joiningText) { taken.append(key) }
        return taken
    }

    @Test func `Consecutive characters are joined to one text, and other keys are not joined`() {
        let keys: [Key] = [
            .character("a"), .character("网"), .left, .character("b"), .enter, .character("c"), .paste("d"),
        ]
        #expect(joined(keys) == [.paste("a网"), .left, .character("b"), .enter, .character("c"), .paste("d")])
        #expect(joined(keys, joiningText: false) == keys)
        #expect(joined([]) == [])
    }

    @Test func `A hundred thousand characters that arrive together become one key`() {
        let keys = joined(Array(repeating: .character("x"), count: 100_000))
        #expect(keys == [.paste(String(repeating: "x", count: 100_000))])
    }

    @Test(arguments: ["/", ":", "p"])
    func `A joined text has the same effect as its single characters`(opening: Character) {
        var slow = Conversation("link-a 80 web 10.0.0.1\nlink-a 81 api 10.0.0.2")
        slow.press(.character(opening))
        var quick = slow
        #expect(slow.state.takesText)
        slow.type("web 10 网")
        quick.press(.paste("web 10 网"))
        #expect(slow.state.render() == quick.state.render())
    }

    @Test(arguments: [Key.character("j"), .escape, .character("?")])
    func `Outside prompts characters are commands`(key: Key) {
        var talk = Conversation("link-a 80 web 10.0.0.1")
        talk.press(key)
        #expect(!talk.state.takesText)
    }

    @Test(arguments: CommandRow.all.flatMap(\.contexts).reduce(into: Set<Context>()) { $0.insert($1) })
    func `A paste outside prompts runs no command`(context: Context) {
        var talk = Conversation("link-a 80 web 10.0.0.1!\nlink-a 81 api 10.0.0.2", columns: 120, rows: 30)
        switch context {
        case .list: break
        case .pane: talk.press(.tab)
        case .sidebar: talk.press(.backTab)
        case .text: talk.press(.enter)
        case .records: talk.press(.character("T"))
        case .menu: talk.press(.character("s"))
        }
        #expect(talk.state.context == context)
        let before = talk.state
        talk.press(.paste("Q!m\rqR/x\u{3}\u{1B}:quit\n"))
        #expect(talk.effects.isEmpty && talk.state.prompt == nil && talk.state.overlay == before.overlay)
        #expect(talk.state.listing.cursor == before.listing.cursor && !talk.state.listing.problemsOnly)
        #expect(talk.state.remarks.shown != nil)
    }

    @Test func `A key that does not change the text of a filter does not search again`() {
        var talk = Conversation("link-a 80 web 10.0.0.1\nlink-a 81 api 10.0.0.2")
        talk.press(.character("/"), .paste(String(repeating: "x", count: LineEditor.maximumLength)))
        let searches = talk.state.listing.searches
        talk.press(.character("y"), .left, .home, .paste("more"), .right)
        #expect(talk.state.listing.searches == searches)
        talk.press(.backspace, .delete)
        #expect(talk.state.listing.searches > searches)
    }
}
