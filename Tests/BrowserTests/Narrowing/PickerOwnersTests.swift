// What the picker shows about owners, which words find them, and their order.

import GAAP
import Inventory
import Testing

@testable import Browser

@Suite struct PickerOwnersTests {
    private static let listeners = """
        link-a 80 web 10.0.0.1
        link-b 81 api 10.0.0.2
        link-c 82 pay 10.0.0.3! 10.0.0.4
        link-c 83 old 10.0.0.3! 10.0.0.4
        lg-d 84 shop 10.0.0.5
        lg-e 85 cdn 10.0.0.6
        """

    /// An account with a closed proxy, a banned proxy, a proxy with problems, a group with a closed member, and a
    /// healthy group.
    private static func talk(columns: Int = 100) -> Conversation {
        var owners = Listeners.parse(listeners)
        owners[0].owner.status = .value(.closed)
        owners[1].owner.ban = .value(.banned)
        owners[1].owner.address = "198.51.100.7"
        owners[1].owner.domain = "front.example.com"
        owners[3].owner.members = ["link-in1", "link-in2"].enumerated().map { number, id in
            var member = Owner(id: .proxy(id), name: "member-\(number)")
            member.isRead = true
            member.status = .value(number == 0 ? .closed : .running)
            member.ban = .value(.notBanned)
            member.accessRegion = number == 0 ? "Seoul" : "Tokyo"
            member.address = "203.0.113.2\(number)"
            return member
        }
        var talk = Conversation(columns: columns)
        talk.readAll(owners)
        return talk
    }

    private static func lines(_ talk: Conversation) -> [String] {
        talk.screen[4...].prefix { !$0.isEmpty }.map { line in
            line.split(separator: " ").joined(separator: " ")
        }
    }

    @Test
    func `Each owner is shown with its state in words, stopped owners first, then by number of problems`() {
        var talk = Self.talk()
        talk.press(.character("p"))
        #expect(
            Self.lines(talk) == [
                "link-a name-of-link-a 1/1 STOP closed Hong Kong > Singapore",
                "link-b name-of-link-b 1/1 STOP banned Hong Kong > Singapore",
                "link-c name-of-link-c 2/2 running Hong Kong > Singapore",
            ])
        talk.press(.tab)
        #expect(
            Self.lines(talk).map { $0.split(separator: " ").prefix(7).joined(separator: " ") } == [
                "lg-d name-of-lg-d 1/1 PART 1 of 2",
                "lg-e name-of-lg-e 0/1 running > Singapore",
            ])
        #expect(talk.shows("PART 1 of 2 closed"))
    }

    @Test(
        arguments: [
            ("198.51", "link-b"), ("front.ex", "link-b"), ("banned", "link-b"), ("CLOSED", "link-a"),
            ("已封禁", "link-b"), ("name-of-link-c", "link-c"),
        ])
    func `A proxy is found by its address, its CNAME, its state and its name`(words: String, id: String) {
        var talk = Self.talk()
        talk.press(.character("p"))
        talk.type(words)
        #expect(Self.lines(talk).map { $0.split(separator: " ").first.map(String.init) } == [id])
    }

    @Test(arguments: ["link-in1", "member-0", "203.0.113.20", "seoul"])
    func `A group is found by its member, the line names the member, and Enter opens the group`(words: String) {
        var talk = Self.talk()
        talk.press(.character("p"))
        talk.type(words)
        #expect(talk.shows("no match in this tab; Tab goes to Groups 1"))
        talk.press(.tab)
        #expect(talk.screen.contains { $0.hasPrefix("lg-d") && $0.hasSuffix("member link-in1 Seoul") })
        talk.press(.enter)
        #expect(talk.state.question == Question(.group("lg-d")))
    }

    @Test
    func `:proxy with the id of a member opens its group and shows a message`() {
        var talk = Self.talk()
        talk.command("proxy link-in1")
        #expect(talk.state.question == Question(.group("lg-d")))
        #expect(talk.shows("link-in1 in Seoul is a member of group lg-d; showing the listeners of the group"))
        talk.press(.character("q"))
        #expect(talk.state.question == Question(.all))
    }

    @Test
    func `If a read shows that the proxy is a member of a group, the browser opens the group, and q quits`() {
        var talk = Conversation(Question(.proxy("link-in1")))
        var member = Owner(id: .proxy("link-in1"))
        member.isRead = true
        member.groupID = "lg-d"
        talk.deliver(.owners(talk.run, [member]))
        #expect(talk.state.question == Question(.group("lg-d")))
        #expect(talk.shows("link-in1 is a member of group lg-d"))
        talk.press(.character("q"))
        #expect(talk.effects == [.quit(0)])
    }

    @Test
    func `:proxy with a proxy outside groups opens the proxy`() {
        var talk = Self.talk()
        talk.command("proxy link-c")
        #expect(talk.state.question == Question(.proxy("link-c")))
    }
}
