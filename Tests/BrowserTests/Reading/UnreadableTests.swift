import Essentials
import GAAP
import Inventory
import TencentCloud
import Testing

@testable import Browser

@Suite struct UnreadableTests {
    private static let owners = Listeners.parse(
        """
        link-a 80 web 10.0.0.1!
        link-a 81 api 10.0.0.2
        link-b 82 edge
        """)
    private static let badGateway = CloudError.malformed(
        ResponseError(.status(502), action: DescribeTCPListeners.name))

    /// A sweep in which 34 of 36 owners fail, two of them with a different error.
    private func talk(rows: Int = 24, language: Language = .english) -> Conversation {
        var talk = Conversation(rows: rows, language: language)
        let failing = Listeners.parse((10..<44).map { "link-x\($0)" }.joined(separator: "\n"))
        talk.beginSweep(Self.owners + failing)
        for owner in Self.owners { talk.read(owner) }
        for (index, owner) in failing.enumerated() {
            talk.finish(owner.id, .failed(index < 2 ? refusal() : Self.badGateway))
        }
        talk.deliver(.finished(talk.run))
        return talk
    }

    @Test func `All unreadable owners share one line below the problems`() {
        let talk = talk()
        #expect(talk.ports == [80, 82, -1, 81])
        #expect(talk.shows("34 owners unreadable: HTTP 502 and 1 other error (L)"))
        #expect(talk.screen[0].contains(">=3 listeners"))
        #expect(talk.port == 80)
    }

    @Test func `In Chinese, too, the line is one sentence`() {
        #expect(talk(language: .chinese).shows("34 个通道或通道组无法读取：HTTP 502 等 2 种错误（L）"))
    }

    @Test func `In any other sort order the line comes first`() {
        var talk = talk()
        talk.press(.character(">"))
        #expect(talk.ports == [-1, 80, 81, 82])
        talk.press(.character("r"))
        #expect(talk.ports == [-1, 82, 81, 80])
    }

    @Test func `The pane shows each error with its owners`() {
        var talk = talk(rows: 40)
        talk.press(.down, .down)
        #expect(talk.state.listing.item == .unreadable)
        #expect(talk.shows("DescribeTCPListeners: received HTTP status 502"))
        #expect(talk.shows("  link-x12 link-x13"))
        #expect(talk.shows("InternalError"))
        #expect(talk.shows("  link-x10 link-x11"))
    }

    @Test func `Enter on the line lists every owner with its error, and Enter on an owner reads it again`() {
        var talk = talk()
        talk.press(.down, .down, .enter)
        #expect(talk.shows("Unreadable owners; Enter reads one again"))
        #expect(talk.shows("link-x10  name-of-link-x10"))
        #expect(talk.shows("InternalError"))
        talk.press(.down, .enter)
        #expect(talk.state.question == Question(.proxy("link-x11")))
        talk.press(.escape, .escape)
        #expect(talk.state.question == Question(.all))
    }

    @Test func `The cursor of the menu stays on its owner while others are read`() {
        var talk = talk()
        talk.press(.down, .down, .enter, .down)
        talk.press(.character("R"))
        talk.read(Listeners.parse("link-x10 90 late 10.0.0.1")[0])
        talk.press(.enter)
        #expect(talk.state.question == Question(.proxy("link-x11")))
    }

    @Test func `a on the line opens the list of owners, or the owner itself if it is the only one`() {
        var talk = talk()
        talk.press(.down, .down, .character("a"))
        #expect(talk.shows("link-x10"))
        var single = Conversation("link-a 80 web 10.0.0.1!\nlink-b 81 api 10.0.0.2")
        single.press(.character("R"))
        single.finish(.proxy("link-a"), .failed(Self.badGateway))
        single.read(Listeners.parse("link-b 81 api 10.0.0.2")[0])
        single.deliver(.finished(single.run))
        #expect(single.shows("link-a unreadable: HTTP 502 (L)"))
        single.press(.down, .character("a"))
        #expect(single.state.question == Question(.proxy("link-a")))
    }

    @Test func `Filter, problem keys and counts work with the line in the list`() {
        var talk = talk()
        talk.press(.character("!"))
        #expect(talk.ports == [80, 82, -1])
        #expect(talk.screen[0].contains("2 of >=3"))
        talk.press(.character("!"))
        talk.type("/link-x1")
        #expect(talk.ports == [-1])
        #expect(talk.shows("10 owners unreadable"))
        #expect(talk.screen[0].contains("0 of >=3"))
        talk.press(.control("u"))
        talk.type("web")
        #expect(talk.ports == [80])
        talk.press(.enter, .escape, .escape)
        talk.press(.character("e"))
        #expect(talk.port == 82)
        talk.press(.character("e"))
        #expect(talk.port == 80)
    }

    @Test func `The cursor stays on the line while rows arrive`() {
        var talk = talk()
        talk.press(.down, .down, .character("R"))
        talk.read(Listeners.parse("link-a 80 web 10.0.0.1!\nlink-a 79 new 10.0.0.1!\nlink-a 81 api 10.0.0.2")[0])
        #expect(talk.state.listing.item == .unreadable)
    }
}
