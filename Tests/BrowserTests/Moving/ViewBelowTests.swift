// Closing a view, a menu, the picker or a prompt shows what lies below it.

import Essentials
import Inventory
import Testing

@testable import Browser

@Suite struct ViewBelowTests {
    private static let up = "link-a 80 web 10.0.0.1\nlink-a 443 tls 10.0.0.2"
    private static let down = "link-a 80 web 10.0.0.1!\nlink-a 443 tls 10.0.0.2"

    /// The views that others can be opened over.
    private static let below = ["T", "D", "\r", "L", "A", "?", "Y", "J", "C"]
    /// What opens something: keys, and typed commands.
    private static let above = [
        "T", "D", "p", "P", "L", "A", "?", "Y", "J", "C", "t", "/", ":", ":sort\r", ":origin\r", ":region\r",
    ]

    /// A listener has failed since the first sweep; there are two profiles, a call and an error.
    private static func talk() -> Conversation {
        var talk = Conversation(up, columns: 100, rows: 30) { options in
            options.profiles = [
                Profile(name: nil, title: "default", about: ""), Profile(name: "prod", title: "prod", about: ""),
            ]
        }
        talk.wait(30)
        talk.press(.character("R"))
        talk.readAll(Listeners.parse(down))
        talk.send(.journalFailed(Wording("the disk is full", zh: "")))
        talk.wait(2)
        talk.press(.character("j"), .character("k"))
        return talk
    }

    private static func press(_ text: String, in talk: inout Conversation) {
        for character in text { talk.press(character == "\r" ? .enter : .character(character)) }
    }

    @Test(arguments: below, above)
    func `Closing what was opened over a view shows that view`(below: String, above: String) {
        var talk = Self.talk()
        Self.press(below, in: &talk)
        let (view, screen) = (talk.state.overlay, talk.screen)
        Self.press(above, in: &talk)
        let isOpen = talk.state.overlay != view || talk.state.prompt != nil
        // A key that does nothing here, such as T in T, has opened nothing to close.
        guard isOpen, above != below else { return }
        talk.press(.escape)
        #expect(talk.state.overlay == view)
        #expect(talk.screen == screen)
    }

    @Test(arguments: ["T", "D"])
    func `Leaving a menu over records with Ctrl-C or q shows the records`(below: String) {
        for key in [Key.control("c"), .character("q")] {
            var talk = Self.talk()
            Self.press(below + "P", in: &talk)
            let isMenu = if case .menu? = talk.state.overlay { true } else { false }
            #expect(isMenu)
            talk.press(key)
            #expect(talk.state.overlay == (below == "T" ? .timeline : .changes))
        }
    }

    @Test func `Choosing the profile that is shown closes the menu only`() {
        var talk = Self.talk()
        Self.press("TP\r", in: &talk)
        #expect(talk.state.overlay == .timeline && talk.shows("is already the current profile"))
    }

    @Test func `A region picked over the timeline leads back to it`() {
        var talk = Self.talk()
        Self.press("T:region\r\r", in: &talk)
        #expect(talk.state.overlay == nil && talk.state.narrowing != nil)
        talk.press(.escape)
        #expect(talk.state.overlay == .timeline)
    }

    @Test func `A proxy picked over the timeline shows its listeners, also if they are what is listed`() {
        var talk = Self.talk()
        Self.press(":proxy link-a\r", in: &talk)
        talk.readAll(Listeners.parse(Self.down))
        Self.press("Tp\r", in: &talk)
        #expect(talk.state.question == Question(.proxy("link-a")) && talk.state.overlay == nil)
        Self.press("T:proxy link-a\r", in: &talk)
        #expect(talk.state.overlay == nil)
    }

    @Test func `Changes below another view follow the sweep`() {
        var talk = Self.talk()
        Self.press("DL", in: &talk)
        talk.wait(30)
        talk.tick()
        talk.readAll(Listeners.parse("link-a 80 web 10.0.0.1!\nlink-a 443 tls 10.0.0.2!"))
        talk.press(.escape)
        let changed = talk.state.changesView.lines.compactMap(\.subjectID)
        #expect(changed == [Listeners.id(80, "link-a"), Listeners.id(443, "link-a")])
        #expect(talk.screen.contains { $0.contains("OK -> DOWN") && $0.contains("443 tls") })
    }

    @Test func `However often views are opened over each other, Esc leads to the list`() {
        var talk = Self.talk()
        for _ in 0..<50 { Self.press("TDL?ACT", in: &talk) }
        for _ in 0..<10 { talk.press(.escape) }
        #expect(talk.state.overlay == nil)
    }
}
