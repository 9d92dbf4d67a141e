import Inventory
import TencentCloud
import Testing

@testable import Browser

@Suite struct OriginUsersTests {
    @Test
    func `o lists every listener of the failing origin, across all owners, without a request`() {
        var talk = Conversation(accountSharingAnOrigin)
        talk.press(.character("o"))
        #expect(talk.effects == [])
        #expect(talk.ports == [80, 82, 83].sorted { talk.rank($0) < talk.rank($1) })
        #expect(talk.header.contains("who uses 10.3.1.7"))
        #expect(talk.header.contains("3 listeners"))
        #expect(talk.header.contains("of 3/3 owners read"))
    }

    @Test
    func `o pressed again goes to the next origin of the listener and wraps, and one Esc leaves them all`() {
        var talk = Conversation(accountSharingAnOrigin)
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

    @Test
    func `If a listener has only one origin, o pressed again shows a message`() {
        var talk = Conversation(accountSharingAnOrigin)
        talk.command("origin 10.0.0.2")
        #expect(talk.ports == [81])
        talk.press(.character("o"))
        #expect(talk.shows("10.0.0.2 is the only origin of api"))
    }

    @Test
    func `o suspends the filter, and q restores the filter and the cursor's listener`() {
        var talk = Conversation(accountSharingAnOrigin)
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

    @Test
    func `Esc returns to the detail if o was pressed there`() {
        var talk = Conversation(accountSharingAnOrigin)
        while talk.port != 82 { talk.press(.down) }
        talk.press(.enter, .character("o"))
        #expect(talk.state.overlay == nil)
        #expect(talk.ports.count == 3)
        talk.press(.enter, .escape, .escape)
        #expect(talk.screen.contains { $0.contains("edge :82") })
        #expect(talk.state.context == .text)
    }

    @Test(
        arguments: [
            ("10.3.1.7", [80, 82, 83]), ("10.3.1.7:9000", [80, 82, 83]), ("10.3.1.7:9001", []),
            ("origin.example.com", [84]), ("ORIGIN.example.COM", [84]), ("203.0.113.9", [84]),
            ("203.0.113.9:9000", [84]),
            ("10.9.9.9", []),
        ] as [(String, [Int])])
    func `:origin accepts an address with or without port, in any case, and names and IP addresses`(
        text: String, ports: [Int]
    ) {
        var talk = Conversation(accountSharingAnOrigin)
        talk.command("origin " + text)
        #expect(Set(talk.ports) == Set(ports))
        #expect(talk.effects == [])
        if ports.isEmpty { #expect(talk.shows("no listener uses \(text), of 3/3 owners read")) }
    }

    @Test
    func `The header shows how many owners have been read, and which key reads the others`() {
        let owners = Listeners.parse(accountSharingAnOrigin)
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
        one.deliver(.finished(one.run))
        one.press(.character("o"))
        #expect(one.header.contains("of 1 owner read, a reads all"))
        one.press(.character("a"))
        #expect(one.loads == [.fetch(.load(Question(.all), LoadID(2), .background))])
        #expect(one.header.contains("who uses 10.3.1.7"))
        one.readAll(owners)
        #expect(Set(one.ports) == [80, 82, 83])
        #expect(one.header.contains("of 3/3 owners read"))
    }

    @Test
    func `Rows that start to use the origin, stop using it or disappear update the list`() {
        var talk = Conversation(accountSharingAnOrigin)
        talk.command("origin 10.3.1.7")
        talk.press(.character("R"))
        talk.readAll(
            Listeners.parse(
                "link-a 80 web 10.3.1.8\nlink-a 81 api 10.3.1.7!\nlink-b\n"
                    + "lg-c 83 shop 10.3.1.7\nlg-c 84 cdn origin.example.com~"
            ))
        #expect(talk.ports == [81, 83])
    }

    @Test
    func `If o is unavailable, a message says why`() {
        var talk = Conversation("link-a 80 web")
        talk.press(.character("o"))
        #expect(talk.shows("web has no origins"))
        talk.press(.character("?"), .character("o"))
        #expect(talk.shows("this text does not belong to a listener"))
        var empty = Conversation()
        empty.press(.character("o"))
        #expect(empty.shows("no listener is selected"))
        talk.press(.escape)
        talk.command("origin :80")
        #expect(talk.state.prompt?.fault?.contains("origin takes an address") == true)
    }
}
