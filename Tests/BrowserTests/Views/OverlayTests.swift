import Inventory
import Reports
import Testing

@testable import Browser

@Suite struct PickerTests {
    static let account = """
        link-a 80 web 10.0.0.1!
        link-b 81 api 10.0.0.2
        link-c
        lg-d 82 edge 10.0.0.3
        """

    @Test
    func `The picker opens on the tab of the current scope, and Enter opens the selected owner`() {
        var talk = Conversation(Self.account)
        talk.press(.character("p"))
        #expect(talk.shows("Proxies 3"))
        #expect(talk.shows("link-b"))
        talk.press(.tab)
        #expect(talk.shows("lg-d"))
        #expect(!talk.shows("link-b "))
        talk.press(.enter)
        #expect(talk.state.question == Question(.group("lg-d")))
        talk.press(.character("p"))
        #expect(talk.shows("lg-d"))
        talk.press(.backTab, .down, .down, .down, .up, .enter)
        #expect(talk.state.question == Question(.proxy("link-b")))
    }

    @Test
    func `Typing narrows the picker, keys of the list are text in it, and Esc clears the text before it closes`() {
        var talk = Conversation(Self.account)
        talk.press(.character("p"))
        talk.type("link-c q")
        #expect(talk.shows("no match; Backspace shortens the text"))
        talk.press(.enter)
        #expect(talk.shows("nothing to choose here"))
        talk.press(.control("w"), .backspace)
        #expect(talk.shows("Proxies 1"))
        talk.press(.escape)
        #expect(talk.shows("Proxies 3"))
        talk.press(.escape)
        #expect(talk.state.overlay == nil)
    }

    @Test
    func `The picker shows bad and total counts, and a dash for unknown counts`() {
        var talk = Conversation(Self.account)
        talk.press(.character("p"))
        #expect(talk.screen.contains { $0.contains("link-a") && $0.contains(" 1/1 ") })
        #expect(talk.screen.contains { $0.contains("link-c") && $0.contains(" 0/0 ") })
        var fresh = Conversation()
        fresh.press(.character("p"))
        #expect(fresh.shows("reading…"))
        fresh.beginSweep(Listeners.parse(Self.account))
        #expect(fresh.screen.contains { $0.contains("link-a") && $0.contains(" - ") })
    }

    @Test
    func `The cursor stays on its owner while other owners arrive`() {
        var talk = Conversation()
        talk.deliver(.owners(talk.run, Listeners.parse("link-m\nlink-n").map(\.owner)))
        talk.press(.character("p"), .down)
        talk.deliver(.owners(talk.run, Listeners.parse("link-a\nlink-b").map(\.owner)))
        talk.press(.enter)
        #expect(talk.state.question == Question(.proxy("link-n")))
    }

    @Test
    func `The cursor stays visible when the window shrinks`() {
        var talk = Conversation((10..<60).map { "link-\($0)" }.joined(separator: "\n"))
        talk.press(.character("p"), .pageDown)
        talk.send(.resized(Size(columns: 80, rows: 8)))
        guard case .picker(let picker)? = talk.state.overlay else {
            Issue.record("no picker")
            return
        }
        #expect(talk.shows("link-\(10 + picker.cursor)"))
    }
}

@Suite struct TextTests {
    @Test
    func `The sort menu sorts by the chosen column, and < and > continue from that column`() {
        var talk = Conversation("link-a 80 b 10.0.0.1\nlink-a 81 a 10.0.0.1")
        talk.press(.character("s"), .down, .down, .enter)
        #expect(talk.state.listing.sort == SortOrder(column: .name))
        #expect(talk.ports == [81, 80])
        talk.press(.character("<"))
        #expect(talk.state.listing.sort.column == .port)
        talk.press(.character("<"), .character("<"))
        #expect(talk.state.listing.sort.column == Column.all.last?.id)
        talk.press(.character(">"))
        #expect(talk.state.listing.sort.column == .state)
        talk.press(.character("s"), .character("k"), .character("q"))
        #expect(talk.state.overlay == nil)
        talk.press(.character("s"), .control("c"))
        #expect(talk.state.overlay == nil)
        #expect(talk.effects == [])
    }

    @Test
    func `A search in a text goes from match to match, including the last page, and wraps`() {
        var talk = Conversation("link-a 80 web 10.0.0.1")
        talk.press(.character("?"))
        talk.type("/:")
        talk.press(.enter)
        let first = talk.state.openText?.match
        var matches: Set<Int> = []
        for _ in 0..<200 {
            talk.press(.character("n"))
            if let match = talk.state.openText?.match { matches.insert(match) }
        }
        let wanted = HelpText.lines(for: .list).indices.filter { HelpText.lines(for: .list)[$0].text.contains(":") }
        #expect(matches == Set(wanted))
        #expect(first == wanted.first)
        talk.type("/nowhere-to-be-found")
        talk.press(.enter)
        #expect(talk.shows("not found: nowhere-to-be-found"))
    }

    @Test
    func `Texts scroll to their ends and not beyond`() {
        var talk = Conversation("link-a 80 web 10.0.0.1")
        talk.press(.character("?"), .end)
        #expect(talk.shows("of \(HelpText.lines(for: .list).count)"))
        #expect(talk.shows(":quit"))
        talk.press(.pageDown, .home)
        #expect(talk.screen[2] == "When something is down")
    }

    @Test
    func `The focused pane takes the movement keys, and a message says if the window is too low for it`() {
        var talk = Conversation("link-a 80 web " + (1...30).map { "10.0.0.\($0)" }.joined(separator: " "))
        talk.press(.tab, .end)
        #expect(talk.shows("10.0.0.30"))
        talk.press(.escape, .escape)
        #expect(!talk.state.isPaneFocused)
        talk.send(.resized(Size(columns: 80, rows: 12)))
        talk.press(.tab)
        #expect(talk.shows("the window is not tall enough for a second pane"))
    }

    @Test(arguments: [(Key.enter, "nothing to open"), (.character("a"), "no listener is selected")])
    func `Unavailable commands show why`(key: Key, why: String) {
        var talk = Conversation()
        talk.press(key)
        #expect(talk.shows(why))
        talk.press(.character("n"))
        #expect(talk.shows("no search yet"))
    }
}

@Suite struct CommandLineTests {
    @Test(
        arguments: [
            ("proxy link-a", .ask(Question(.proxy("link-a")))), ("group  lg-a ", .ask(Question(.group("lg-a")))),
            ("li listener-1", .ask(Question(.listener("listener-1")))), ("all", .ask(Question(.all))),
            ("find a b", .find("a b")), ("name 支付", .name("支付")), ("port 443", .port(443)),
            ("sort port", .sort(SortOrder(column: .port))), ("set interval 5", .set(.interval, to: "5")),
            ("sort -port", .sort(SortOrder(column: .port, isReversed: true))),
            ("sort SCHED", .sort(SortOrder(column: .scheduler))),
            ("h", .key(.help)), ("q", .quit), ("QUIT", .quit), ("8443", .port(8443)), (" 80 ", .port(80)),
            ("mark", .key(.mark)), ("diff", .key(.changes)), ("export", .key(.export)), ("t", .key(.timeline)),
        ] as [(String, TypedCommand)])
    func `Typed commands are parsed, also when abbreviated`(text: String, line: TypedCommand) {
        #expect(TypedCommand.parse(text) == .success(line))
    }

    @Test(arguments: [
        ("", "type a command"), ("proxy", "missing ID"), ("proxy lg-a", "is a group ID"),
        ("group link-a", "is a proxy ID"), ("port 0", "from 1 to 65535"), ("port 65536", "from 1 to 65535"),
        ("port x", "port takes a number"), ("port 99999999999999999999", "port takes a number"),
        ("sort nothing", "sort takes one of"), ("set interval 0", "interval takes"),
        ("set interval nan", "interval takes"),
        ("p", "“p” is ambiguous: proxy or port"), ("xyz", "unknown command “xyz”; known are proxy, "),
        ("lsitener x", "unknown command “lsitener”; did you mean “listener”?"), ("0", "from 1 to 65535"),
        ("99999", "from 1 to 65535"), ("sort -x", "sort takes one of"), ("find", "missing text"),
        ("name  ", "missing name"), ("listener", "missing ID"), ("group", "missing ID"),
    ])
    func `Errors are shown in the prompt, which stays open`(text: String, words: String) {
        var talk = Conversation("link-a 80 web 10.0.0.1", columns: 160)
        talk.type(":" + text)
        talk.press(.enter)
        #expect(talk.state.prompt?.fault?.contains(words) == true)
        #expect(talk.shows(words))
        #expect(talk.effects == [])
        talk.type("x")
        #expect(talk.state.prompt?.fault == nil)
    }

    @Test
    func `A command typed over the detail closes the detail`() {
        var talk = Conversation("link-a 80 web 10.0.0.1")
        talk.press(.enter)
        talk.type(":find web")
        talk.press(.enter)
        #expect(talk.state.overlay == nil)
        #expect(talk.state.question == Question(.all, searchValue: "web"))
        #expect(talk.screen[0].contains(":find web"))
    }

    @Test
    func `Backspace in an empty prompt closes the prompt`() {
        var talk = Conversation("link-a 80 web 10.0.0.1")
        talk.press(.character(":"), .character("a"), .backspace, .backspace)
        #expect(talk.state.prompt == nil)
    }
}
