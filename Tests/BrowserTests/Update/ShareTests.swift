import GAAP
import Essentials
import Testing

@testable import Browser
@testable import Inventory

@Suite struct ShareTests {
    private static let osc = Wording(verbatim: "OSC 52")
    private static let silent = Wording(verbatim: "terminals do not say whether they took it")

    @Test
    func `c sends the id of the selected listener, and the message says that it was sent, never that it was copied`() {
        var talk = Conversation("link-a 443 tls 10.0.0.1!")
        talk.press(.character("c"))
        let id = Listeners.id(443, "link-a")
        #expect(talk.effects == [.copy(id, name: id)])
        talk.send(.copied(id, .sent(by: Self.osc, proviso: Self.silent)))
        let message = talk.screen.dropFirst(19).joined(separator: " ")
        #expect(message.contains("\(id): sent to the terminal by OSC 52; terminals do not say whether they took it"))
        #expect(!talk.screen.contains { $0.contains("copied") })
        talk.send(.copied(id, .unable(because: Wording(verbatim: "a terminal of type linux has no clipboard"))))
        #expect(talk.shows("\(id): not sent: a terminal of type linux has no clipboard"))
    }

    @Test func `A later finding about tmux replaces the proviso of the message`() {
        var talk = Conversation("link-a 443 tls 10.0.0.1!")
        talk.press(.character("c"))
        talk.send(.copied(Listeners.id(443, "link-a"), .sent(by: Self.osc, proviso: Self.silent)))
        talk.send(.clipboardKnown(Wording(verbatim: "tmux dropped it")))
        #expect(talk.shows("sent to the terminal by OSC 52; tmux dropped it"))
        // After a key press the message is gone, and the finding does not bring it back.
        talk.press(.character("r"))
        talk.send(.clipboardKnown(Wording(verbatim: "tmux dropped it")))
        #expect(!talk.shows("tmux dropped it"))
    }

    @Test func `Y shows the complete finding and what was sent, and Esc returns to the detail`() {
        var talk = Conversation("link-a 443 tls 10.0.0.1!\nlink-b 80 web 10.0.0.1!")
        talk.press(.enter, .down, .character("Y"))
        let top = talk.state.openText?.top ?? 0
        talk.send(.copied("the finding about web", .sent(by: Self.osc, proviso: Self.silent)))
        #expect(talk.shows("gaapscope --listener \(Listeners.id(80, "link-b"))"))
        #expect(talk.shows("sent to the terminal by OSC 52; terminals do not say whether they took it"))
        talk.send(.clipboardKnown(Wording(verbatim: "tmux dropped it")))
        #expect(talk.shows("sent to the terminal by OSC 52; tmux dropped it"))
        #expect(top == 0)
        talk.press(.escape)
        #expect(talk.state.openText?.subject == .detail(talk.state.listing.row ?? -1))
        talk.press(.escape)
        #expect(talk.state.overlay == nil)
    }

    @Test func `An id and a finding for the clipboard contain no control characters`() {
        var owners = Listeners.parse("link-a 443 tls 10.0.0.1!")
        owners[0].listeners[0].listenerID = "listener-\u{1B}]52;\u{202E}"
        owners[0].listeners[0].listenerName = "a\u{9B}31m"
        var talk = Conversation(Question(.all))
        talk.readAll(owners)
        for key: Character in ["c", "Y"] {
            talk.press(.character(key))
            guard case .copy(let text, _)? = talk.effects.first else {
                Issue.record("nothing was sent")
                return
            }
            #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.isInvisible })
            #expect(text.contains("listener-^[]52;<U+202E>") || text.contains(#"\033]52;"#))
        }
    }

    @Test func `The command line in a finding names the account, quoted for a shell`() {
        var talk = Conversation("link-a 443 tls 10.0.0.1!") {
            $0.invocation = Invocation(
                flags: ["--config", "/home/a b/c.json", "--site", "china"],
                missing: Wording(verbatim: "no profile is named"))
        }
        talk.press(.character("Y"))
        guard case .copy(let text, _)? = talk.effects.first else {
            Issue.record("nothing was sent")
            return
        }
        #expect(
            text.split(separator: "\n").suffix(2) == [
                "no profile is named",
                "gaapscope --config '/home/a b/c.json' --site china --listener \(Listeners.id(443, "link-a"))",
            ])
    }

    @Test func `A finding has state, account, owner, regions, cause, reason, time and command line`() throws {
        var talk = Conversation("link-a 443 tls\u{1B}[31m 10.0.0.1!\nlink-b 80 web 10.0.0.1!")
        talk.press(.down, .enter, .character("Y"))
        guard case .copy(let text, _)? = talk.effects.first else {
            Issue.record("nothing was copied")
            return
        }
        let lines = text.split(separator: "\n")
        #expect(lines[0] == "DOWN  tls^[[31m :443  10.0.0.1")
        #expect(
            lines.dropFirst().prefix(5) == [
                "account: prod-ops", "listener: \(Listeners.id(443, "link-a"))", "proxy: link-a (name-of-link-a)",
                "regions: Hong Kong > Singapore", "down: 10.0.0.1",
            ])
        #expect(lines.contains("cause: 10.0.0.1: 2 listeners, 2 owners"))
        #expect(lines.contains { $0.hasPrefix("why: 10.0.0.1 also fails in web (link-b)") })
        #expect(lines.contains { $0.hasPrefix("as of 2025-11-23 14:02:31 UTC, RequestId request-") })
        #expect(lines.last == "gaapscope --listener \(Listeners.id(443, "link-a"))")
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }

    @Test(arguments: ["c", "Y"])
    func `Without a listener, c and Y show a message and copy nothing`(key: Character) {
        var talk = Conversation()
        talk.press(.character(key))
        #expect(talk.effects.isEmpty)
        #expect(talk.screen.contains { $0.contains("no listener is selected") })
    }
}
