import GAAP
import Inventory
import Testing

@testable import Browser

@Suite struct SidebarTests {
    static func wide() -> Conversation {
        var talk = Conversation(columns: 120, rows: 40)
        var owners = Listeners.parse(accountSharingAnOrigin)
        for index in owners.indices where owners[index].id.isGroup { owners[index].owner.originRegion = "Frankfurt" }
        talk.readAll(owners)
        return talk
    }

    @Test
    func `From 120 columns on, the sidebar shows owners, regions and origins with their bad and total counts`() {
        var talk = Self.wide()
        #expect(talk.screen.contains { $0.hasPrefix("Owners 3") })
        #expect(talk.screen.contains { $0.hasPrefix(" name-of-link-b") && $0.contains(" 1/1 |") })
        let titles = talk.screen.filter { $0.prefix(30).contains("regions") }.map { String($0.prefix(16)) }
        #expect(titles == ["Access regions 2", "Origin regions 2"])
        #expect(talk.screen.contains { $0.hasPrefix(" Frankfurt") && $0.contains(" 1/2 |") })
        #expect(talk.screen.contains { $0.hasPrefix(" 203.0.113.9") && $0.contains(" 1/1 |") })
        talk.send(.resized(Size(columns: 119, rows: 40)))
        #expect(!talk.shows("Owners 3"))
        #expect(talk.screen[2].hasPrefix("STATE"))
    }

    @Test
    func `A stopped owner has STOP before its counts, and from 176 columns on owners have their ids`() {
        var talk = Conversation(columns: 120, rows: 40)
        var owners = Listeners.parse(accountSharingAnOrigin)
        owners[1].owner.status = .value(.isolated)
        talk.readAll(owners)
        #expect(talk.screen.contains { $0.hasPrefix(" name-of-link-b") && $0.contains(" STOP 1/1 |") })
        #expect(talk.screen.count { $0.contains("STOP") && $0.contains("|") && $0.hasPrefix(" name") } == 1)
        #expect(!talk.screen.contains { $0.hasPrefix(" name") && $0.prefix(30).contains("  link-b ") })
        talk.send(.resized(Size(columns: 200, rows: 40)))
        #expect(
            talk.screen.contains { $0.hasPrefix(" name-of-link-b ") && $0.contains(" link-b            STOP 1/1 |") })
        #expect(
            talk.screen.contains { $0.hasPrefix(" name-of-link-a ") && $0.contains(" link-a                 1/2 |") })
    }

    @Test
    func `Tab and Shift-Tab cycle through the panes, and a pane that disappears loses the focus`() {
        var talk = Self.wide()
        talk.press(.tab)
        #expect(talk.state.context == .pane)
        talk.press(.tab)
        #expect(talk.state.context == .sidebar)
        talk.press(.tab, .backTab)
        #expect(talk.state.context == .sidebar)
        talk.send(.resized(Size(columns: 80, rows: 40)))
        #expect(talk.state.context == .list)
    }

    @Test
    func `j and k move through all groups, Enter narrows the list, and Esc undoes it`() {
        var talk = Self.wide()
        talk.press(.backTab, .enter)
        #expect(talk.state.narrowing == .owner(.group("lg-c")))
        #expect(Set(talk.ports) == [83, 84])
        #expect(talk.state.context == .list)
        #expect(talk.screen.contains { $0.hasPrefix(">name-of-lg-c") })
        talk.press(.escape)
        #expect(talk.ports.count == 5)
        talk.press(.backTab, .character("j"), .character("j"), .character("j"), .enter)
        #expect(talk.state.narrowing == .accessRegion("Hong Kong"))
        #expect(Set(talk.ports) == [80, 81, 82])
        #expect(talk.screen[0].contains("access in Hong Kong"))
        talk.press(.escape, .backTab, .character("j"), .character("j"), .enter)
        #expect(talk.state.narrowing == .region("Singapore"))
        #expect(Set(talk.ports) == [80, 81, 82])
        talk.press(.backTab, .end, .home, .enter)
        #expect(talk.state.narrowed.count == 1)
        talk.press(.character("q"))
        #expect(talk.state.narrowing == nil)
        #expect(talk.effects == [])
    }

    @Test
    func `Leaving an origin that was opened in a region returns to the region`() {
        var talk = Self.wide()
        talk.command("region fra")
        #expect(Set(talk.ports) == [83, 84])
        talk.press(.character("o"))
        talk.press(.escape)
        #expect(talk.state.narrowing == .region("Frankfurt"))
        talk.press(.escape)
        #expect(talk.state.narrowing == nil)
    }

    @Test
    func `The cursor stays on its group when the order of the groups changes`() {
        var talk = Self.wide()
        talk.press(.backTab, .character("j"))
        #expect(talk.state.sidebar.selected?.part == .owner(.proxy("link-a")))
        talk.press(.character("R"))
        talk.readAll(Listeners.parse(accountSharingAnOrigin + "\nlink-b 90 x 10.9.9.9!\nlink-b 91 y 10.9.9.9!"))
        #expect(talk.state.sidebar.selected?.part == .owner(.proxy("link-a")))
        #expect(talk.state.sidebar.cursor == 2)
    }

    @Test
    func `o on an address lists its users, and on any other group shows a message`() {
        var talk = Self.wide()
        talk.press(.backTab, .character("o"))
        #expect(talk.shows("this is not an origin"))
        for _ in 0..<7 { talk.press(.down) }
        talk.press(.character("o"))
        #expect(talk.state.narrowing == .origin(OriginAddress(host: "10.3.1.7")))
    }

    @Test
    func `In the scope of one owner, Enter on another owner changes the scope`() {
        var talk = Self.wide()
        talk.command("proxy link-a")
        talk.press(.backTab, .enter)
        #expect(talk.state.question == Question(.group("lg-c")))
        #expect(talk.state.narrowing == nil)
    }

    @Test
    func `A click selects a group, and a click on a title or an empty row changes nothing`() {
        var talk = Self.wide()
        talk.press(.click(Position(row: 4, column: 5)))
        #expect(talk.state.context == .sidebar)
        #expect(talk.state.sidebar.selected?.part == .owner(.proxy("link-a")))
        talk.press(.click(Position(row: 10, column: 5)))
        #expect(talk.state.sidebar.selected?.part == .region("Singapore"))
        talk.press(.click(Position(row: 9, column: 5)), .click(Position(row: 30, column: 5)))
        #expect(talk.state.sidebar.selected?.part == .region("Singapore"))
        talk.press(.click(Position(row: 4, column: 60)))
        #expect(talk.state.context == .list)
        #expect(talk.state.listing.cursor == 1)
    }

    @Test
    func `An owner without listeners shows a message, and an empty sidebar has nothing to select`() {
        var talk = Self.wide()
        talk.press(.backTab, .enter, .character("R"))
        talk.readAll(Listeners.parse("link-a 80 web 10.3.1.7\nlg-c"))
        #expect(talk.shows("lg-c has no TCP listeners"))
        talk.press(.escape)
        talk.type(":region Frankfurt")
        talk.press(.enter)
        var fresh = Conversation(columns: 120, rows: 40)
        fresh.press(.backTab, .enter)
        #expect(fresh.shows("nothing to select"))
    }

    @Test
    func `A section with too many groups scrolls, and every section gets some rows if there are enough`() {
        var sidebar = Sidebar()
        var account = Account()
        account.learn(
            (0..<60).map { number in
                var owner = Owner(id: .proxy("link-\(number + 100)"), name: "owner \(number + 100)")
                owner.originRegion = "region \(number % 5)"
                return owner
            })
        sidebar.refresh(from: account)
        #expect(sidebar.heights(rows: 20) == [10, 1, 5, 0])
        #expect(sidebar.heights(rows: 2) == [0, 0, 0, 0])
        sidebar.move(by: 30)
        sidebar.scroll(heights: sidebar.heights(rows: 20))
        #expect(sidebar.top(of: .owners) == 21)
        sidebar.move(by: .max / 2)
        #expect(sidebar.selected?.part == .region("region 4"))
        sidebar.move(by: -.max / 2)
        #expect(sidebar.selected?.title() == "owner 100")
    }
}
