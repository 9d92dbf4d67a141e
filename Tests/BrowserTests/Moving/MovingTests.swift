import Inventory
import Testing

@testable import Browser

@Suite struct MovingTests {
    static let many = (1...100).map { "link-a \($0 + 1_000) name-\($0) 10.0.0.1" }.joined(separator: "\n")

    @Test(
        arguments: [
            ([.character("j")], 1_002), ([.down, .down, .up], 1_002), ([.character("k")], 1_001),
            ([.character("G")], 1_100), ([.end, .home], 1_001), ([.pageDown], 1_014), ([.character(" ")], 1_014),
            ([.control("f"), .control("b")], 1_001), ([.control("d")], 1_007), ([.control("d"), .control("u")], 1_001),
            ([.character("G"), .character("j")], 1_100), ([.wheelDown], 1_004), ([.wheelDown, .wheelUp], 1_001),
            ([.click(Position(row: 5, column: 0))], 1_003),
        ] as [([Key], Int)])
    func `Keys move the cursor`(keys: [Key], port: Int) {
        var talk = Conversation(Self.many)
        for key in keys { talk.press(key) }
        #expect(talk.port == port)
        #expect(talk.shows("name-\(port - 1_000)"))
    }

    @Test
    func `All keys are safe in an empty list`() {
        var talk = Conversation()
        for row in CommandRow.all {
            for key in row.keys where ![.quit, .leave, .interrupt].contains(row.command) { talk.press(key, .escape) }
        }
        talk.press(.wheelUp, .click(Position(row: 4, column: 4)), .character("8"))
        #expect(talk.state.listing.visible.isEmpty)
    }

    @Test
    func `Until the user moves it, the cursor stays at the top while rows arrive`() {
        var talk = Conversation(Question(.all))
        let owners = Listeners.parse("link-a 80 web 10.0.0.1\nlink-b 81 api 10.0.0.2!")
        talk.beginSweep(owners)
        talk.read(owners[0])
        #expect(talk.port == 80)
        talk.read(owners[1])
        #expect(talk.port == 81)
    }

    @Test
    func `Once the user has moved it, the cursor stays on its listener while rows arrive`() {
        var talk = Conversation(Question(.all))
        let owners = Listeners.parse("link-a 80 web 10.0.0.1\nlink-a 82 web 10.0.0.1\nlink-b 81 api 10.0.0.2!")
        talk.beginSweep(owners)
        talk.read(owners[0])
        talk.press(.down)
        #expect(talk.port == 82)
        talk.read(owners[1])
        #expect(talk.port == 82)
        #expect(talk.ports == [81, 80, 82])
    }

    @Test
    func `A listener that fails appears above the cursor, and the cursor stays on its listener`() {
        var talk = Conversation(Self.many)
        talk.press(.character("R"))
        talk.readAll(Listeners.parse(Self.many + "\nlink-b 9000 bad 10.0.0.1!"))
        #expect(talk.port == 1_001)
        #expect(talk.shows("bad"))
    }

    @Test
    func `The cursor stays on its listener when the order changes`() {
        var talk = Conversation("link-a 80 b 10.0.0.1\nlink-a 81 a 10.0.0.1\nlink-a 82 c 10.0.0.1!")
        talk.press(.down)
        talk.type(":sort name")
        talk.press(.enter)
        #expect(talk.ports == [81, 80, 82])
        #expect(talk.port == 80)
        talk.press(.character("r"))
        #expect(talk.ports == [82, 80, 81])
        #expect(talk.port == 80)
    }

    @Test
    func `When its listener is gone, the cursor moves to the next one`() {
        let all = "link-a 80 a 10.0.0.1\nlink-a 81 b 10.0.0.1\nlink-a 82 c 10.0.0.1"
        var talk = Conversation(all)
        talk.press(.down, .character("R"))
        talk.readAll(Listeners.parse("link-a 80 a 10.0.0.1\nlink-a 82 c 10.0.0.1"))
        #expect(talk.ports == [80, 82])
        #expect(talk.port == 82)
    }

    @Test
    func `Changing to the owner and back keeps the cursor on its listener`() {
        var talk = Conversation("link-a 80 a 10.0.0.1\nlink-b 81 b 10.0.0.1\nlink-b 82 c 10.0.0.1")
        talk.press(.end, .character("a"))
        #expect(talk.ports == [81, 82])
        #expect(talk.port == 82)
        talk.press(.character("a"))
        #expect(talk.ports == [80, 81, 82])
        #expect(talk.port == 82)
    }

    @Test
    func `Columns scroll to the last one and back, and a message marks each end`() {
        var talk = Conversation(Self.many)
        talk.press(.character("h"))
        #expect(talk.shows("this is the first column"))
        for _ in 0..<20 { talk.press(.right) }
        #expect(talk.shows("this is the last column"))
        #expect(talk.screen[2].hasPrefix("STATE"))
        for _ in 0..<20 { talk.press(.left) }
        #expect(talk.shows("PROXY / GROUP"))
    }
}
