import GAAP
import Essentials
import Testing

@testable import Browser
@testable import Inventory
import Reports

@Suite struct ExportTests {
    private static let account = """
        link-a 8443 tls 10.0.0.1!
        link-a 80 =cmd 10.0.0.2
        lg-b 81 "two" 10.0.0.3
        """

    private func saved(_ talk: Conversation) throws -> (text: String, file: String, name: String) {
        guard case .save(let text, let file, let name)? = talk.effects.first else {
            throw ExportFailure.nothingSaved
        }
        return (text, file, name)
    }

    private enum ExportFailure: Error { case nothingSaved }

    @Test(arguments: [(0, "csv"), (1, "tsv"), (2, "json"), (3, "md")])
    func `An exported list has the chosen format and the rows and the order of the screen`(
        item: Int, ending: String
    ) throws {
        var talk = Conversation(Self.account)
        talk.type("/link-a")
        talk.press(.enter)
        talk.press(.character("x"))
        for _ in 0..<item { talk.press(.down) }
        talk.press(.enter)
        let (text, file, name) = try saved(talk)
        #expect(file == "gaapscope-prod-ops-20251123-140231.\(ending)")
        #expect(name == "2 listeners")
        // Only CSV has a byte order mark, because spreadsheets need it.
        #expect((text.unicodeScalars.first == "\u{FEFF}") == (ending == "csv"))
        #expect(text.contains("8443") && text.contains("tls") && !text.contains("two"))
        let first = try #require(text.firstRange(of: "8443"))
        let second = try #require(text.firstRange(of: "cmd"))
        #expect(first.lowerBound < second.lowerBound)
    }

    @Test func `A CSV file has every column and no cell that a spreadsheet would evaluate`() throws {
        var talk = Conversation(Self.account)
        talk.press(.character("x"), .enter)
        let lines = try saved(talk).text.split(whereSeparator: \.isNewline)
        #expect(lines[0].split(separator: ",").count == Column.all.count)
        #expect(lines.count == 4)
        #expect(!lines.contains { $0.contains(",=cmd") })
    }

    @Test func `A snapshot of a filtered list contains the filter and can be parsed`() throws {
        var talk = Conversation(Self.account)
        talk.type("/link-a")
        talk.press(.enter, .character("x"), .down, .down, .enter)
        let document = try SnapshotDocument(parsing: Array(try saved(talk).text.utf8))
        #expect(document.rows.count == 2)
        #expect(document.filters == "--filter link-a")
        #expect(document.account == "prod-ops")
        #expect(document.isComplete)
    }

    @Test func `A text is exported as it is shown`() throws {
        var talk = Conversation(Self.account)
        talk.press(.enter, .character("x"))
        let (text, file, _) = try saved(talk)
        #expect(file == "gaapscope-prod-ops-20251123-140231.txt")
        #expect(text.hasPrefix("DOWN  tls :8443"))
        #expect(text.contains("ListenerId"))
        #expect(talk.state.overlay != nil)
    }

    @Test(arguments: ["J", "C", "L", ""])
    func `An exported text contains no control characters and no invisible characters`(key: String) throws {
        var owners = Listeners.parse("link-a 8443 tls 10.0.0.1!")
        owners[0].listeners[0].listenerName = "\u{1B}]0;x\u{7}\u{9B}31m\u{202E}evil"
        owners[0].owner.name = "\u{9D}owner\u{2066}"
        var talk = Conversation(Question(.proxy("link-a"), listenerName: "\u{1B}[1m\u{202E}"))
        talk.readAll(owners)
        talk.finish(.proxy("link-a"), .failed(refusal("Odd", "\u{1B}[2J\u{202E}")))
        talk.press(.enter)
        talk.type(key + "x")
        let text = try saved(talk).text
        #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.isInvisible })
    }

    @Test func `A narrowed list has the whole account as scope, and is incomplete until the whole account was read`()
        throws
    {
        var talk = Conversation(Question(.proxy("link-a")))
        talk.readAll(Listeners.parse("link-a 8443 tls 10.0.0.1!"))
        talk.press(.character("o"), .character("x"), .down, .down, .enter)
        let document = try SnapshotDocument(parsing: Array(try saved(talk).text.utf8))
        #expect(document.filters == "--filter origin:10.0.0.1")
        #expect(document.scope == .all)
        #expect(!document.isComplete)
    }

    @Test func `The result of an export is shown`() {
        var talk = Conversation(Self.account)
        talk.send(.saved("3 listeners", .written(to: "/home/x/a.csv")))
        #expect(talk.shows("wrote 3 listeners to /home/x/a.csv"))
        talk.send(
            .saved(
                "3 listeners", .unable(because: Wording(verbatim: "/home/x/a.csv: cannot be written: no space left"))))
        #expect(talk.shows("3 listeners not written: /home/x/a.csv: cannot be written: no space left"))
    }

    @Test func `An empty list is not exported, and a message says so`() {
        var talk = Conversation(Self.account)
        talk.type("/nothing-like-it")
        talk.press(.enter, .character("x"))
        #expect(talk.state.overlay == nil)
        #expect(talk.shows("nothing to export, the list is empty"))
    }

    @Test func `An account label cannot change the directory of an export`() throws {
        var talk = Conversation(Self.account) { $0.accountLabel = "../a b" }
        talk.press(.character("x"), .enter)
        #expect(try saved(talk).file == "gaapscope-.._a_b-20251123-140231.csv")
    }
}
