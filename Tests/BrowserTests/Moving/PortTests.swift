import Inventory
import Testing

@testable import Browser

@Suite struct PortTests {
    static let account = """
        link-a 80 web 10.0.0.1
        link-a 8080 web2 10.0.0.1
        link-b 8443 api 10.0.0.1
        lg-c 8443 api 10.0.0.1
        """

    @Test(arguments: [("8", 80), ("80", 80), ("808", 8_080), ("84", 8_443)])
    func `Digits move the cursor to a port that begins with them, preferring an exact match`(typed: String, port: Int) {
        var talk = Conversation(Self.account)
        talk.press(.end)
        talk.type(typed)
        #expect(talk.port == port)
        #expect(talk.shows("port \(typed)"))
    }

    @Test
    func `n and N go to the next and previous listener with that port`() {
        var talk = Conversation(Self.account)
        talk.type("8443")
        let first = talk.state.selectedRow?.id
        talk.press(.character("n"))
        #expect(talk.port == 8_443)
        #expect(talk.state.selectedRow?.id != first)
        talk.press(.character("n"))
        #expect(talk.state.selectedRow?.id == first)
        talk.press(.character("N"))
        #expect(talk.state.selectedRow?.id != first)
    }

    @Test
    func `Digits without a matching port show a message, and a sixth digit starts a new number`() {
        var talk = Conversation(Self.account)
        talk.type("9")
        #expect(talk.shows("no listener in this list has a port starting with 9"))
        #expect(talk.port == 80)
        talk.press(.character("n"))
        #expect(talk.shows("starting with 9"))
        talk.type("99998")
        #expect(talk.state.portDigits == "8")
    }

    @Test
    func `Backspace removes a digit, and Esc removes only the digits`() {
        var talk = Conversation(Self.account)
        talk.type("!84")
        talk.press(.backspace)
        #expect(talk.state.portDigits == "8")
        talk.press(.escape)
        #expect(talk.state.portDigits.isEmpty)
        #expect(talk.state.listing.problemsOnly)
    }
}
