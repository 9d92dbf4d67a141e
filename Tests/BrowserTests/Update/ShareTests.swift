import TencentCloud
import Testing

@testable import Browser
@testable import Inventory

@Suite("Handing on") struct ShareTests {
    @Test func `The id of the selected listener is copied, and what came of it is said`() {
        var talk = Conversation("link-a 443 tls 10.0.0.1!")
        talk.press(.character("c"))
        let id = Listeners.id(443, "link-a")
        #expect(talk.effects == [.copy(id, name: id)])
        talk.say(.copied(id, .sent(by: Wording(verbatim: "OSC 52"))))
        #expect(talk.screen.contains { $0.contains("copied \(id) (OSC 52)") })
        talk.say(.copied(id, .unable(because: Wording(verbatim: "a terminal of type linux has no clipboard"))))
        #expect(talk.screen.contains { $0.contains("\(id) is not copied: a terminal of type linux") })
    }

    @Test func `A finding has what a colleague asks for, in plain lines`() throws {
        var talk = Conversation("link-a 443 tls\u{1B}[31m 10.0.0.1!\nlink-b 80 web 10.0.0.1!")
        talk.press(.down, .enter, .character("Y"))
        guard case .copy(let text, _)? = talk.effects.first else {
            Issue.record("nothing was copied")
            return
        }
        let lines = text.split(separator: "\n")
        #expect(lines[0] == "DOWN  tls^[[31m :443  10.0.0.1")
        #expect(lines[1] == "listener \(Listeners.id(443, "link-a")), proxy link-a (name-of-link-a)")
        #expect(lines.contains { $0.hasPrefix("why: 10.0.0.1 also fails in web (link-b)") })
        #expect(lines.contains { $0.hasPrefix("as of 2025-11-23 14:02:31 UTC, RequestId request-") })
        #expect(lines.last == "gaapscope --listener \(Listeners.id(443, "link-a"))")
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }

    @Test(arguments: ["c", "Y"])
    func `Without a listener there is nothing to copy, and it says so`(key: Character) {
        var talk = Conversation()
        talk.press(.character(key))
        #expect(talk.effects.isEmpty)
        #expect(talk.screen.contains { $0.contains("no listener is selected") })
    }
}
