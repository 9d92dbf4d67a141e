import Essentials
import FoundationEssentials
import GAAP
import TencentCloud
import Testing

@testable import Browser
@testable import Inventory

@Suite struct RecordTests {
    private static let listeners = """
        link-a 80 web 10.0.0.1
        link-a 443 tls 10.0.0.1
        lg-b 9000 pay 10.0.0.2
        """

    private func shows(_ talk: Conversation, _ text: String) -> Bool { talk.screen.contains { $0.contains(text) } }

    // MARK: Baseline

    @Test func `Before a sweep was whole there is nothing to compare with, and it says what to do`() {
        var talk = Conversation(Question(.all))
        talk.press(.character("D"))
        #expect(talk.state.overlay == nil)
        #expect(shows(talk, "there is nothing to compare with until a sweep was whole; m marks what is known"))
    }

    @Test func `The first whole sweep is a baseline by itself, and the view follows new sweeps`() {
        var talk = Conversation(Self.listeners)
        talk.wait(30)
        talk.press(.character("D"))
        #expect(shows(talk, "no change since the start, 14:02:31"))
        talk.press(.escape, .character("R"), .character("D"))
        talk.readAll(Listeners.parse(Self.listeners.replacing("80 web 10.0.0.1", with: "80 web 10.0.0.1!")))
        #expect(shows(talk, "1 change since the start, 14:02:31"))
        #expect(shows(talk, "OK -> DOWN"))
        talk.wait(30)
        talk.tick()
        talk.readAll(Listeners.parse(Self.listeners))
        #expect(shows(talk, "no change since the start"))
    }

    @Test func `Pressed again it shows the changes since the next moment`() {
        var talk = Conversation(Self.listeners)
        talk.wait(30)
        talk.press(.character("m"), .character("R"))
        talk.readAll(Listeners.parse(Self.listeners.replacing("lg-b 9000 pay 10.0.0.2", with: "lg-b")))
        talk.press(.character("D"))
        #expect(shows(talk, "1 change since the mark, 14:03:01") && shows(talk, "D: since the start, 10 minutes ago"))
        for title in ["the start, 14:02:31", "10 minutes ago, 13:53:01", "an hour ago, 13:03:01", "the mark, 14:03:01"]
        {
            talk.press(.character("D"))
            #expect(shows(talk, "1 change since \(title)"), "\(title)")
        }
    }

    @Test func `What changed since is told, health apart from the rest`() {
        var talk = Conversation(Self.listeners)
        talk.press(.character("m"))
        #expect(shows(talk, "marked 3 listeners as the baseline at 14:02:31; D shows what changes"))
        talk.wait(60)
        talk.press(.character("R"))
        var owners = Listeners.parse(
            """
            link-a 80 web 10.0.0.1!
            link-a 443 tls 10.0.0.1
            lg-b 9000 pay 10.0.0.2
            lg-b 9001 new 10.0.0.2
            """)
        owners[0].listeners[1].delayLoop = 17
        talk.readAll(owners)
        talk.press(.character("D"))
        let text = talk.screen.joined(separator: "\n")
        #expect(text.contains("3 changes since the mark, 14:02:31"))
        #expect(text.contains("health: 1") && text.contains("OK -> DOWN"))
        #expect(text.contains("configuration: 2") && text.contains("added") && text.contains("DelayLoop 5 s -> 17 s"))
        #expect(talk.effects.isEmpty)
    }

    @Test func `Where nothing changed that is said, and the text follows the next sweep`() {
        var talk = Conversation(Self.listeners)
        talk.press(.character("m"), .character("D"))
        #expect(shows(talk, "no change since the mark, 14:02:31"))
        talk.wait(60)
        talk.readAll(Listeners.parse("link-a 80 web 10.0.0.1!"))
        #expect(!shows(talk, "no change") && shows(talk, "since the mark, 14:02:31"))
        talk.press(.escape)
        #expect(talk.state.overlay == nil)
    }

    // MARK: Calls

    private func record(_ number: Int, error: CloudError? = nil, waiting: Int = 0) -> CallRecord {
        CallRecord(
            startedAt: Conversation.start + Double(number), action: "DescribeTCPListeners", subject: "link-\(number)",
            duration: .milliseconds(12), error: error, requestID: error == nil ? "r-\(number)" : nil,
            gauge: QuotaGauge(limit: 10, rate: 10, throttled: 0, waiting: waiting))
    }

    @Test func `Calls are listed, the newest first, with what came of them`() {
        var talk = Conversation(Self.listeners)
        talk.press(.character("A"))
        #expect(shows(talk, "no calls so far"))
        talk.tell(
            .called(record(1)),
            .called(record(2, error: .transport(TransportError(.readTimeout, Wording(verbatim: "silence"))))))
        let lines = talk.screen.filter { $0.contains("DescribeTCPListeners") || $0.contains("silence") }
        #expect(lines.count == 3)
        #expect(lines[0].contains("link-2") && lines[1].contains("silence"))
        #expect(lines[2].contains("14:02:32") && lines[2].contains("12 ms") && lines[2].contains("r-1"))
    }

    @Test func `Calls that wait for the budget are counted in the header while something is read`() {
        var talk = Conversation(Question(.all), columns: 120)
        let owners = Listeners.parse("link-a 80 web 10.0.0.1\nlink-b 80 web 10.0.0.1")
        talk.beginSweep(owners)
        talk.tell(.called(record(1, waiting: 8)))
        #expect(talk.screen[1].contains("10/s  8 waiting"))
        for owner in owners { talk.read(owner) }
        talk.tell(.finished(talk.run))
        #expect(!talk.screen[1].contains("waiting"))
    }

    @Test func `No more calls are kept than anybody reads`() {
        var talk = Conversation(Self.listeners)
        for number in 0..<(BrowserState.callsKept + 10) { talk.tell(.called(record(number))) }
        #expect(talk.state.calls.count == BrowserState.callsKept)
        #expect(talk.state.calls.last?.subject == "link-\(BrowserState.callsKept + 9)")
    }

    // MARK: JSON

    @Test func `A listener is shown as it was received, in lines, harmless`() {
        var talk = Conversation()
        let json = #"{"ListenerId":"listener-1","ListenerName":"a\u202eb","ProxyId":"link-a","Port":80,"Later":null}"#
        let page = Array(#"{"Response":{"ListenerSet":[\#(json)]}}"#.utf8)
        var listener = TCPListener()
        listener.listenerID = "listener-1"
        listener.proxyID = "link-a"
        talk.tell(.owners(talk.run, [Owner(id: .proxy("link-a"))]), .sweeping(talk.run, [.proxy("link-a")]))
        talk.tell(
            .page(
                talk.run,
                FetchedPage(
                    Pass(.proxy("link-a"), .tcp, number: 1), request: Pages.Request(offset: 0, limit: 100),
                    listeners: [listener], total: 1, receivedAt: talk.now, requestID: "r-9",
                    received: Received.listeners(in: page))))
        talk.press(.character("J"))
        #expect(shows(talk, "RequestId r-9, received at 14:02:31"))
        #expect(shows(talk, #"  "ListenerName": "a\u202eb","#))
        #expect(shows(talk, #"  "Later": null"#))
        talk.press(.character("/"))
        talk.type("Port")
        talk.press(.enter)
        #expect(shows(talk, #""Port": 80"#))
    }

    @Test func `Without a listener there is no JSON, and it says so`() {
        var talk = Conversation()
        talk.press(.character("J"))
        #expect(talk.state.overlay == nil)
        #expect(shows(talk, "no listener is selected"))
    }
}
