import Essentials
import GAAP
import TencentCloud
import Testing

@testable import Browser
@testable import Inventory
import Reports

@Suite struct KeptTests {
    /// The previous state, in the format of `Listeners`: owner, port, name, and origins, with `!` after a failed one.
    private static let before = Listeners.parse(
        """
        link-a 80 web 10.0.0.1
        link-a 443 tls 10.0.0.1!
        lg-b 9000 pay 10.0.0.2
        """)

    private static func kept(offline: String? = nil, complete: Bool = true) -> KeptState {
        var account = Account()
        account.learn(before.map(\.owner))
        for owner in before {
            _ = account.merge(
                owner.listeners, askedOf: owner.id, reading: 1, at: Conversation.start + -3_600, requestID: nil)
        }
        let report = Report(
            account: account, rows: Array(account.rows.indices), isComplete: complete, now: Conversation.start + -3_600)
        return KeptState(report.document, offlineFile: offline)
    }

    @Test func `The first screen shows the stored state with its time while the account is read`() {
        let talk = Conversation(kept: Self.kept())
        #expect(talk.ports.sorted() == [80, 443, 9_000])
        #expect(talk.screen[1].contains("cached 13:02:31"))
        #expect(talk.screen[0].contains(">=3 listeners"))
        #expect(talk.effects.contains { if case .fetch(.load) = $0 { true } else { false } })
    }

    @Test func `Answers of the service replace the stored rows, and rows that the service no longer lists are removed`()
    {
        var talk = Conversation(kept: Self.kept())
        talk.readAll(
            Listeners.parse(
                """
                link-a 80 web 10.0.0.1!
                lg-b 9000 pay 10.0.0.2
                """))
        #expect(talk.ports.sorted() == [80, 9_000])
        #expect(!talk.screen[1].contains("cached"))
        #expect(talk.state.kept == nil)
        #expect(talk.screen[0].contains("2 listeners") && !talk.screen[0].contains(">="))
    }

    @Test func `Only a complete sweep is stored for the next start`() throws {
        var talk = Conversation(kept: Self.kept())
        #expect(talk.state.sweptState(provenance: Report.Provenance()) == nil)
        talk.readAll(Self.before)
        let document = try #require(talk.state.sweptState(provenance: Report.Provenance(account: "ops")))
        #expect(document.rows.count == 3 && document.isComplete && document.account == "ops")
    }

    @Test func `An unfinished or failed run does not replace the last complete one`() throws {
        var talk = Conversation(kept: Self.kept())
        talk.readAll(Self.before)
        let read = talk.now.wall
        talk.wait(30)
        talk.tick()
        talk.beginSweep(Self.before, of: talk.run)
        talk.finish(Self.before[0].id, .failed(.cancelled))
        let document = try #require(talk.state.sweptState(provenance: Report.Provenance()))
        #expect(document.rows.count == 3 && document.isComplete && document.fetchedAt == read)
        #expect(document.owners.allSatisfy { $0.isComplete == true })
    }

    @Test func `Offline no key causes a request`() {
        var talk = Conversation(kept: Self.kept(offline: "a.json"))
        #expect(talk.effects.isEmpty)
        #expect(talk.screen[1].contains("offline, as of 13:02:31"))
        #expect(talk.screen[0].contains("3 listeners") && !talk.screen[0].contains(">="))
        #expect(!talk.screen.contains { $0.contains("STALE") || $0.contains("PAUSED") })
        for key: Key in [.character("R"), .character("p"), .escape, .character("a"), .enter, .character("q")] {
            talk.press(key)
            #expect(talk.effects.isEmpty, "\(key)")
        }
        talk.press(.character("R"))
        #expect(talk.screen.contains { $0.contains("offline, only the data in a.json is available: start without") })
        talk.wait(120)
        talk.tick()
        #expect(talk.effects.isEmpty)
        #expect(talk.state.sweptState(provenance: Report.Provenance()) == nil)
    }

    @Test(arguments: [(":port 443", [443]), (":name pay", [9_000]), (":find e", [80]), (":find 44", [443])])
    func `Offline the filters of the service are applied to the snapshot`(command: String, ports: [Int]) {
        var talk = Conversation(kept: Self.kept(offline: "a.json"))
        talk.type(command)
        talk.press(.enter)
        #expect(talk.ports == ports)
        #expect(talk.effects.isEmpty)
    }

    @Test(arguments: [Question(.proxy("link-x")), Question(.group("lg-x")), Question(.listener("listener-x"))])
    func `Offline the last line says which id is not in the snapshot`(question: Question) {
        let talk = Conversation(question, kept: Self.kept(offline: "a.json"))
        #expect(
            talk.screen.contains { $0.contains("a.json does not contain \(question.scope.id ?? "?"): check the id") })
        let held = Conversation(Question(.proxy("link-a")), kept: Self.kept(offline: "a.json"))
        #expect(!held.screen.contains { $0.contains("does not contain") })
    }

    @Test func `Counts of an incomplete snapshot are lower bounds`() {
        #expect(Conversation(kept: Self.kept(offline: "a.json", complete: false)).screen[0].contains(">=3 listeners"))
    }
}
