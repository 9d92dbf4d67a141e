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

    // MARK: Calls

    private func record(_ number: Int, error: CloudError? = nil, waiting: Int = 0) -> CallRecord {
        CallRecord(
            startedAt: Conversation.start + Double(number), action: "DescribeTCPListeners", subject: "link-\(number)",
            duration: .milliseconds(12), error: error, requestID: error == nil ? "r-\(number)" : nil,
            gauge: QuotaGauge(limit: 10, rate: 10, throttled: 0, waiting: waiting))
    }

    @Test func `Calls are listed with their results, newest first`() {
        var talk = Conversation(Self.listeners)
        talk.press(.character("A"))
        #expect(shows(talk, "no calls so far"))
        talk.deliver(
            .called(record(1)),
            .called(record(2, error: .transport(TransportError(.readTimeout, Wording(verbatim: "silence"))))))
        let lines = talk.screen.filter { $0.contains("DescribeTCPListeners") || $0.contains("silence") }
        #expect(lines.count == 3)
        #expect(lines[0].contains("link-2") && lines[1].contains("silence"))
        #expect(lines[2].contains("14:02:32") && lines[2].contains("12 ms") && lines[2].contains("r-1"))
    }

    @Test func `During a read the header counts the calls that wait for the rate limit`() {
        var talk = Conversation(Question(.all), columns: 120)
        let owners = Listeners.parse("link-a 80 web 10.0.0.1\nlink-b 80 web 10.0.0.1")
        talk.beginSweep(owners)
        talk.deliver(.called(record(1, waiting: 8)))
        #expect(talk.screen[1].contains("10/s  8 waiting"))
        for owner in owners { talk.read(owner) }
        talk.deliver(.finished(talk.run))
        #expect(!talk.screen[1].contains("waiting"))
    }

    @Test func `The number of stored calls is limited`() {
        var talk = Conversation(Self.listeners)
        for number in 0..<(BrowserState.callsKept + 10) { talk.deliver(.called(record(number))) }
        #expect(talk.state.calls.count == BrowserState.callsKept)
        #expect(talk.state.calls.last?.subject == "link-\(BrowserState.callsKept + 9)")
    }

    // MARK: JSON

    @Test func `J shows a listener as it was received, in lines, with escaped control characters`() {
        var talk = Conversation()
        let json = #"{"ListenerId":"listener-1","ListenerName":"a\u202eb","ProxyId":"link-a","Port":80,"Later":null}"#
        let page = Array(#"{"Response":{"ListenerSet":[\#(json)]}}"#.utf8)
        var listener = TCPListener()
        listener.listenerID = "listener-1"
        listener.proxyID = "link-a"
        talk.deliver(.owners(talk.run, [Owner(id: .proxy("link-a"))]), .sweeping(talk.run, [.proxy("link-a")]))
        talk.deliver(
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

    @Test func `Without a listener, J shows a message`() {
        var talk = Conversation()
        talk.press(.character("J"))
        #expect(talk.state.overlay == nil)
        #expect(shows(talk, "no listener is selected"))
    }
}
