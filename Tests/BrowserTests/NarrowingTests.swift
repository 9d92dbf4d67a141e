import GAAP
import Inventory
import TencentCloud
import Testing

@testable import Browser

/// An account with one bad origin under three owners, a domain that names it, and another region.
private let account = """
    link-a 80 web 10.3.1.7! 10.3.1.8
    link-a 81 api 10.0.0.2
    link-b 82 edge 10.3.1.7!
    lg-c 83 shop 10.3.1.7
    lg-c 84 cdn origin.example.com~
    """

extension Conversation {
    /// The title of the screen, and what the list is of.
    fileprivate var header: String { screen.prefix(2).joined(separator: "\n") }

    fileprivate mutating func command(_ text: String) {
        type(":" + text)
        press(.enter)
    }
}

@Suite("Who uses an origin") struct OriginUsersTests {
    @Test("o lists every listener of the failing origin, over all owners, and asks the service nothing")
    func opens() {
        var talk = Conversation(account)
        talk.press(.character("o"))
        #expect(talk.effects == [])
        #expect(talk.ports == [80, 82, 83].sorted { talk.rank($0) < talk.rank($1) })
        #expect(talk.header.contains("who uses 10.3.1.7"))
        #expect(talk.header.contains("3 listeners"))
        #expect(talk.header.contains("of 3/3 owners read"))
    }

    @Test("o again goes to the next origin of the listener, round, and Esc comes back over both at once")
    func turns() {
        var talk = Conversation(account)
        while talk.port != 80 { talk.press(.down) }
        talk.press(.character("o"))
        #expect(talk.shows("origin 1 of 2 of web"))
        talk.press(.character("o"))
        #expect(talk.header.contains("who uses 10.3.1.8"))
        #expect(talk.ports == [80])
        talk.press(.character("o"))
        #expect(talk.header.contains("who uses 10.3.1.7"))
        talk.press(.escape)
        #expect(talk.state.narrowing == nil)
        #expect(talk.ports.count == 5)
        #expect(talk.port == 80)
    }

    @Test("An only origin has no next, and says so")
    func only() {
        var talk = Conversation(account)
        talk.command("origin 10.0.0.2")
        #expect(talk.ports == [81])
        talk.press(.character("o"))
        #expect(talk.shows("10.0.0.2 is the only origin of api"))
    }

    @Test("The filter is put aside for it and comes back, as does the cursor's listener")
    func filter() {
        var talk = Conversation(account)
        talk.type("/web")
        talk.press(.enter, .character("!"), .character("o"))
        #expect(talk.ports.count == 3)
        talk.press(.end)
        #expect(talk.port != 80)
        talk.press(.character("q"))
        #expect(talk.state.listing.filterText == "web")
        #expect(talk.state.listing.problemsOnly)
        #expect(talk.ports == [80])
        #expect(talk.port == 80)
    }

    @Test("From the opened detail it comes back to the detail")
    func detail() {
        var talk = Conversation(account)
        while talk.port != 82 { talk.press(.down) }
        talk.press(.enter, .character("o"))
        #expect(talk.state.overlay == nil)
        #expect(talk.ports.count == 3)
        talk.press(.enter, .escape, .escape)
        #expect(talk.screen.contains { $0.contains("edge :82") })
        #expect(talk.state.context == .text)
    }

    @Test(
        "Addresses are understood as people write them",
        arguments: [
            ("10.3.1.7", [80, 82, 83]), ("10.3.1.7:9000", [80, 82, 83]), ("10.3.1.7:9001", []),
            ("origin.example.com", [84]), ("ORIGIN.example.COM", [84]), ("203.0.113.9", [84]),
            ("203.0.113.9:9000", [84]),
            ("10.9.9.9", []),
        ] as [(String, [Int])])
    func addresses(text: String, ports: [Int]) {
        var talk = Conversation(account)
        talk.command("origin " + text)
        #expect(Set(talk.ports) == Set(ports))
        #expect(talk.effects == [])
        if ports.isEmpty { #expect(talk.shows("no listener uses \(text), of 3/3 owners read")) }
    }

    @Test("What has not been read is told: of how many owners, and how to read the others")
    func partly() {
        let owners = Listeners.parse(account)
        var sweep = Conversation()
        sweep.beginSweep(owners)
        sweep.read(owners[0])
        sweep.command("origin 10.3.1.7")
        #expect(sweep.header.contains("of 1/3 owners read"))
        #expect(sweep.header.contains(">=1 listener"))
        sweep.read(owners[1])
        #expect(Set(sweep.ports) == [80, 82])
        var one = Conversation(Question(.proxy("link-a")))
        one.read(owners[0])
        one.tell(.finished(one.run))
        one.press(.character("o"))
        #expect(one.header.contains("of 1 owner read, a reads all"))
        one.press(.character("a"))
        #expect(one.loads == [.load(Question(.all), LoadID(2), .background)])
        #expect(one.header.contains("who uses 10.3.1.7"))
        one.readAll(owners)
        #expect(Set(one.ports) == [80, 82, 83])
        #expect(one.header.contains("of 3/3 owners read"))
    }

    @Test("Rows that come to use the origin, leave it or go are followed")
    func follows() {
        var talk = Conversation(account)
        talk.command("origin 10.3.1.7")
        talk.press(.character("R"))
        talk.readAll(
            Listeners.parse(
                "link-a 80 web 10.3.1.8\nlink-a 81 api 10.3.1.7!\nlink-b\nlg-c 83 shop 10.3.1.7\nlg-c 84 cdn origin.example.com~"
            ))
        #expect(talk.ports == [81, 83])
    }

    @Test("Unavailable, o says why")
    func unavailable() {
        var talk = Conversation("link-a 80 web")
        talk.press(.character("o"))
        #expect(talk.shows("no origin is bound to web"))
        talk.press(.character("?"), .character("o"))
        #expect(talk.shows("this text is about no listener"))
        var empty = Conversation()
        empty.press(.character("o"))
        #expect(empty.shows("no listener is selected, so there is no origin"))
        talk.press(.escape)
        talk.command("origin :80")
        #expect(talk.state.prompt?.fault?.contains("origin takes an address") == true)
    }
}

extension Conversation {
    /// Where a port stands among all rows: the list's own order.
    fileprivate func rank(_ port: Int) -> Int { ports.firstIndex(of: port) ?? .max }
}

@Suite("Groups on the left") struct SidebarTests {
    static func wide() -> Conversation {
        var talk = Conversation(columns: 120, rows: 40)
        var owners = Listeners.parse(account)
        for place in owners.indices where owners[place].id.isGroup { owners[place].owner.originRegion = "Frankfurt" }
        talk.readAll(owners)
        return talk
    }

    @Test("From 120 columns on they are there, with the bad of all; below they are not")
    func threshold() {
        var talk = Self.wide()
        #expect(talk.screen.contains { $0.hasPrefix("Owners 3") })
        #expect(talk.screen.contains { $0.hasPrefix(" name-of-link-b") && $0.contains(" 1/1 |") })
        #expect(talk.screen.contains { $0.hasPrefix(" Frankfurt") && $0.contains(" 1/2 |") })
        #expect(talk.screen.contains { $0.hasPrefix(" 203.0.113.9") && $0.contains(" 1/1 |") })
        talk.say(.resized(Size(columns: 119, rows: 40)))
        #expect(!talk.shows("Owners 3"))
        #expect(talk.screen[2].hasPrefix("STATE"))
    }

    @Test("Tab and Shift-Tab go round the panes, and a pane that is gone loses the focus")
    func focus() {
        var talk = Self.wide()
        talk.press(.tab)
        #expect(talk.state.context == .pane)
        talk.press(.tab)
        #expect(talk.state.context == .sidebar)
        talk.press(.tab, .backTab)
        #expect(talk.state.context == .sidebar)
        talk.say(.resized(Size(columns: 80, rows: 40)))
        #expect(talk.state.context == .list)
    }

    @Test("j k move over all groups, Enter narrows, Esc undoes")
    func narrows() {
        var talk = Self.wide()
        talk.press(.backTab, .enter)
        #expect(talk.state.narrowing == .owner(.group("lg-c")))
        #expect(Set(talk.ports) == [83, 84])
        #expect(talk.state.context == .list)
        #expect(talk.screen.contains { $0.hasPrefix(">name-of-lg-c") })
        talk.press(.escape)
        #expect(talk.ports.count == 5)
        talk.press(.backTab, .character("j"), .character("j"), .character("j"), .enter)
        #expect(talk.state.narrowing == .region("Singapore"))
        #expect(Set(talk.ports) == [80, 81, 82])
        talk.press(.backTab, .end, .home, .enter)
        #expect(talk.state.narrowed.count == 1)
        talk.press(.character("q"))
        #expect(talk.state.narrowing == nil)
        #expect(talk.effects == [])
    }

    @Test("An origin over a region goes back to the region")
    func stacked() {
        var talk = Self.wide()
        talk.command("region fra")
        #expect(Set(talk.ports) == [83, 84])
        talk.press(.character("o"))
        talk.press(.escape)
        #expect(talk.state.narrowing == .region("Frankfurt"))
        talk.press(.escape)
        #expect(talk.state.narrowing == nil)
    }

    @Test("The cursor stays on its group while the groups change places")
    func stays() {
        var talk = Self.wide()
        talk.press(.backTab, .character("j"))
        #expect(talk.state.sidebar.selected?.part == .owner(.proxy("link-a")))
        talk.press(.character("R"))
        talk.readAll(Listeners.parse(account + "\nlink-b 90 x 10.9.9.9!\nlink-b 91 y 10.9.9.9!"))
        #expect(talk.state.sidebar.selected?.part == .owner(.proxy("link-a")))
        #expect(talk.state.sidebar.cursor == 2)
    }

    @Test("o on an address opens who uses it, and on another group says why not")
    func origins() {
        var talk = Self.wide()
        talk.press(.backTab, .character("o"))
        #expect(talk.shows("this group is no origin"))
        for _ in 0..<5 { talk.press(.down) }
        talk.press(.character("o"))
        #expect(talk.state.narrowing == .origin(OriginAddress(host: "10.3.1.7")))
    }

    @Test("Where one owner is looked at, another is a scope of its own")
    func otherOwner() {
        var talk = Self.wide()
        talk.command("proxy link-a")
        talk.press(.backTab, .enter)
        #expect(talk.state.question == Question(.group("lg-c")))
        #expect(talk.state.narrowing == nil)
    }

    @Test("A click selects a group, and one on a title or beside selects none")
    func clicks() {
        var talk = Self.wide()
        talk.press(.click(Position(row: 4, column: 5)))
        #expect(talk.state.context == .sidebar)
        #expect(talk.state.sidebar.selected?.part == .owner(.proxy("link-a")))
        talk.press(.click(Position(row: 7, column: 5)))
        #expect(talk.state.sidebar.selected?.part == .region("Singapore"))
        talk.press(.click(Position(row: 6, column: 5)), .click(Position(row: 30, column: 5)))
        #expect(talk.state.sidebar.selected?.part == .region("Singapore"))
        talk.press(.click(Position(row: 4, column: 60)))
        #expect(talk.state.context == .list)
        #expect(talk.state.listing.cursor == 1)
    }

    @Test("A part that has lost its listeners says so, and there is nothing to select before anything is read")
    func empty() {
        var talk = Self.wide()
        talk.press(.backTab, .enter, .character("R"))
        talk.readAll(Listeners.parse("link-a 80 web 10.3.1.7\nlg-c"))
        #expect(talk.shows("lg-c has no TCP listeners"))
        talk.press(.escape)
        talk.type(":region Frankfurt")
        talk.press(.enter)
        var fresh = Conversation(columns: 120, rows: 40)
        fresh.press(.backTab, .enter)
        #expect(fresh.shows("there is no group yet"))
    }

    @Test("A section that has too many groups scrolls, and no section is starved")
    func heights() {
        var sidebar = Sidebar()
        var account = Account()
        account.learn(
            (0..<60).map { number in
                var owner = Owner(id: .proxy("link-\(number + 100)"), name: "owner \(number + 100)")
                owner.originRegion = "region \(number % 5)"
                return owner
            })
        sidebar.refresh(from: account)
        #expect(sidebar.heights(rows: 20) == [12, 5, 0])
        #expect(sidebar.heights(rows: 2) == [0, 0, 0])
        sidebar.move(by: 30)
        sidebar.scroll(heights: sidebar.heights(rows: 20))
        #expect(sidebar.top(of: .owners) == 19)
        sidebar.move(by: .max / 2)
        #expect(sidebar.selected?.part == .region("region 4"))
        sidebar.move(by: -.max / 2)
        #expect(sidebar.selected?.title() == "owner 100")
    }
}

@Suite("Regions and origins below 120 columns") struct NarrowPickerTests {
    @Test("The picker has them as tabs, narrowed by typing")
    func tabs() {
        var talk = Conversation(account)
        talk.press(.character("p"), .backTab)
        #expect(talk.shows("Regions 1"))
        #expect(talk.screen.contains { $0.hasPrefix("Singapore") && $0.contains("3/5") })
        talk.press(.backTab)
        talk.type("203.")
        #expect(talk.shows("Origins 1"))
        talk.press(.enter)
        #expect(talk.state.narrowing == .origin(OriginAddress(host: "203.0.113.9")))
        #expect(talk.ports == [84])
        #expect(talk.effects == [])
    }

    @Test("Typed without a name, :region and :origin pick one")
    func commands() {
        var talk = Conversation(account)
        talk.command("region")
        #expect(talk.shows("REGION OF ORIGINS"))
        talk.press(.escape)
        talk.command("origin")
        #expect(talk.shows("ORIGIN, worst first"))
        talk.press(.enter)
        #expect(talk.state.narrowing == .origin(OriginAddress(host: "10.3.1.7")))
    }

    @Test("A region that is not there is told with those that are")
    func region() {
        var talk = Conversation(account)
        talk.command("region Mars")
        #expect(talk.shows("no origins in Mars: there are Singapore"))
        talk.command("region SING")
        #expect(talk.state.narrowing == .region("Singapore"))
        #expect(talk.screen[0].contains("origins in Singapore"))
        var empty = Conversation()
        empty.command("region x")
        #expect(empty.shows("no region is known yet"))
    }
}
