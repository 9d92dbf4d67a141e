import GAAP
import Inventory
import TencentCloud
import Testing

@testable import Browser

@Suite struct FilteringTests {
    static let account = """
        link-a 80 web-hk 10.0.0.1
        link-a 81 web-sg 10.0.0.2!
        link-b 82 支付网关 10.0.0.3
        lg-c 83 api 10.0.0.4 off
        lg-c 84 nobody
        """

    @Test(
        arguments: [
            ("web", [81, 80]), ("WEB !sg", [80]), ("支付", [82]), ("port:82-83", [83, 82]),
            ("state:down,none", [81, 84]),
            ("proxy:link-a", [81, 80]), ("group:lg-c", [84, 83]), ("down:10.0.0.2", [81]), ("origin:10.0.0.3", [82]),
            ("/w.b-/", [81, 80]), ("nothing-like-it", []),
        ] as [(String, [Int])])
    func `The list narrows while the user types`(text: String, ports: [Int]) {
        var talk = Conversation(Self.account)
        talk.type("/" + text)
        #expect(talk.ports == ports)
        #expect(talk.screen[0].contains("\(ports.count) of 5"))
        talk.press(.enter)
        #expect(talk.state.prompt == nil)
        #expect(talk.ports == ports)
    }

    @Test(arguments: ["port:x", "/[/", "state:bad"])
    func `The prompt names an invalid pattern, and the list does not change`(bad: String) {
        var talk = Conversation(Self.account)
        talk.type("/web")
        talk.press(.paste(" " + bad))
        #expect(talk.ports == [81, 80])
        #expect(talk.shows("\(bad): "))
        talk.press(.enter)
        #expect(talk.state.prompt != nil)
        talk.press(.control("u"))
        talk.type("api")
        #expect(talk.ports == [83])
        #expect(talk.state.prompt?.fault == nil)
    }

    @Test(arguments: [Key.escape, .control("c")])
    func `Esc and Ctrl-C restore the previous filter`(key: Key) {
        var talk = Conversation(Self.account)
        talk.type("/web")
        talk.press(.enter)
        talk.type("/ hk")
        #expect(talk.ports == [80])
        talk.press(key)
        #expect(talk.ports == [81, 80])
        #expect(talk.effects == [])
    }

    @Test
    func `The cursor can move through the list while the user types a filter`() {
        var talk = Conversation(Self.account)
        talk.type("/web")
        talk.press(.control("n"))
        #expect(talk.port == 80)
        #expect(talk.state.prompt?.string == "web")
        talk.press(.control("p"))
        #expect(talk.port == 81)
        talk.press(.pageDown)
        #expect(talk.port == 80)
        talk.press(.wheelUp)
        #expect(talk.port == 81)
    }

    @Test
    func `A filter that hides the cursor's listener moves the cursor to the top`() {
        var talk = Conversation(Self.account)
        talk.press(.end)
        talk.type("/web")
        #expect(talk.port == 81)
    }

    @Test
    func `! shows only problems, and combines with a filter`() {
        var talk = Conversation(Self.account)
        talk.press(.character("!"))
        #expect(talk.ports == [81, 84])
        talk.type("/web")
        #expect(talk.ports == [81])
        talk.press(.enter, .character("!"))
        #expect(talk.ports == [81, 80])
    }

    @Test
    func `e and E go through the problems and wrap; without problems they show a message`() {
        var talk = Conversation(Self.account)
        talk.press(.character("e"))
        #expect(talk.port == 84)
        talk.press(.character("e"))
        #expect(talk.port == 81)
        talk.press(.character("E"))
        #expect(talk.port == 84)
        talk.type("/hk")
        talk.press(.enter, .character("e"))
        #expect(talk.shows("no problems among the rows shown"))
        var healthy = Conversation("link-a 80 web 10.0.0.1")
        healthy.press(.character("E"))
        #expect(healthy.shows("no problems in this list"))
    }

    @Test
    func `Enter refuses an unknown field and names the most similar one`() {
        var talk = Conversation(Self.account)
        talk.type("/ip:10.3")
        talk.press(.enter)
        #expect(talk.state.prompt != nil)
        #expect(talk.shows("unknown field “ip” (did you mean “origin”?)"))
        talk.press(.escape)
        #expect(talk.state.prompt == nil && talk.state.listing.filterText.isEmpty)
    }

    @Test(arguments: [("/zzz", "no match for zzz among 5 listeners")])
    func `An empty list shows why it is empty and what to do`(typed: String, sentence: String) {
        var talk = Conversation(Self.account)
        talk.type(typed)
        #expect(talk.shows(sentence))
        #expect(talk.shows("Esc shows all of them"))
        var fresh = Conversation()
        #expect(fresh.shows("reading…"))
        fresh.readAll([])
        #expect(fresh.shows("this account has no TCP listeners"))
        var owner = Conversation(Question(.proxy("link-x")))
        owner.finish(.proxy("link-x"))
        owner.deliver(.finished(owner.run))
        #expect(owner.shows("link-x has no TCP listeners"))
        owner.type(":port 80")
        owner.press(.enter)
        owner.finish(.proxy("link-x"))
        owner.deliver(.finished(owner.run))
        #expect(owner.shows("link-x: the service found no matching listeners"))
        var healthy = Conversation("link-a 80 web 10.0.0.1")
        healthy.press(.character("!"))
        #expect(healthy.shows("no problems among 1 listener"))
    }

    @Test
    func `Messages about missing problems or ports say that not everything has been read`() {
        var talk = Conversation()
        talk.beginSweep(Listeners.parse("link-a\nlink-b"))
        talk.read(Listeners.parse("link-a 80 web 10.0.0.1")[0])
        talk.press(.character("e"))
        #expect(talk.shows("no problems among the rows read so far"))
        talk.press(.character("9"))
        #expect(talk.shows("no listener read so far has a port starting with 9"))
        talk.finish(.proxy("link-b"), .failed(refusal()))
        talk.deliver(.finished(talk.run))
        talk.press(.character("e"))
        #expect(talk.shows("no problems among the rows read so far"))
        talk.command("port 99")
        talk.deliver(.finished(talk.run))
        #expect(talk.shows("the service found no matching listeners"))
    }

    private static let restricted: Conversation = {
        var talk = Conversation(account)
        talk.type(":port 81")
        talk.press(.enter)
        talk.deliver(
            .page(
                talk.run,
                FetchedPage(
                    Pass(.proxy("link-a"), .tcp, number: 90), request: Pages.Request(offset: 0, limit: 100),
                    listeners: [Listeners.parse("link-a 81 web-sg 10.0.0.2!")[0].listeners[0]], total: 1,
                    receivedAt: talk.now, requestID: "r")))
        talk.deliver(.finished(talk.run))
        talk.press(.character("!"))
        talk.type("/web")
        talk.press(.enter)
        return talk
    }()

    @Test
    func `The first line shows every restriction of the list, and Esc removes one at a time`() {
        var talk = Self.restricted
        #expect(talk.screen[0].contains("</web>  ! problems  :port 81"))
        #expect(talk.screen[0].contains("1 of 1"))
        talk.press(.escape)
        #expect(!talk.screen[0].contains("</web>") && talk.screen[0].contains("! problems  :port 81"))
        talk.press(.escape)
        #expect(!talk.screen[0].contains("! problems") && talk.screen[0].contains(":port 81"))
        talk.press(.escape)
        #expect(!talk.screen[0].contains(":port 81"))
        #expect(talk.state.question == Question(.all))
    }

    @Test(arguments: [40, 60, 80, 140])
    func `The restrictions of the list take precedence over site, account, time and scope`(columns: Int) {
        var talk = Conversation(Self.account, columns: columns) { $0.siteLabel = "gaap.example.com:8443" }
        talk.press(.character("!"), .character("Z"))
        talk.type("/state:down,part web")
        talk.press(.enter)
        talk.wait(70)
        talk.tick()
        let line = talk.screen[0]
        for mark in ["</state:", "PAUSED", "STALE", "1 of 5"] { #expect(line.contains(mark), "\(line)") }
        #expect(line.contains(" ! "), "\(line)")
        #expect(columns < 80 || line.contains("</state:down,part web>"), "\(line)")
        #expect(columns < 140 || line.contains("prod-ops gaap.example.com:8443"), "\(line)")
        #expect(columns < 140 || line.contains("as of 14:02:31"), "\(line)")
    }

    @Test
    func `The sort column has an arrow, and the first line names it if it is not on the screen`() {
        var talk = Conversation(Self.account)
        #expect(talk.screen[2].hasPrefix("STATE↓ PORT NAME"))
        talk.press(.character(">"))
        #expect(talk.screen[2].hasPrefix("STATE ↓PORT NAME"))
        talk.press(.character("r"))
        #expect(talk.screen[2].hasPrefix("STATE ↑PORT NAME"))
        talk.type(":sort age")
        talk.press(.enter)
        #expect(talk.screen[0].contains("by AGE↓"))
        talk.command("sort state")
        #expect(!talk.screen[0].contains("by "))
    }
}
