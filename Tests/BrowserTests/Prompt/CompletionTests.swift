import Inventory
import Reports
import Testing

@testable import Browser

@Suite struct CompletionTests {
    private static let listeners = """
        link-hwera8lq 8443 login 10.3.1.7!
        link-hwzz1a00 9000 pay 10.3.1.8
        link-eu90zz1a 443 api api.example.com
        lg-bjkpdum1 8443 login-sg 10.3.2.7
        """

    private static let account = {
        var owners = Listeners.parse(listeners)
        owners[0].owner.address = "203.0.113.80"
        owners[0].owner.domain = "front.example.com"
        var talk = Conversation()
        talk.readAll(owners)
        return talk.state.account
    }()

    @Test(
        arguments: [
            ("pro", ["proxy"]), ("p", ["proxy", "port"]), (" GR", ["group"]),
            ("proxy li", ["link-eu90zz1a", "link-hwera8lq", "link-hwzz1a00"]),
            ("proxy LINK-HW", ["link-hwera8lq", "link-hwzz1a00"]),
            ("prox link-e", ["link-eu90zz1a"]), ("group ", ["lg-bjkpdum1"]),
            ("origin 10.3.1", ["10.3.1.7", "10.3.1.8"]), ("origin a", ["api.example.com"]),
            ("region si", ["Singapore"]),
            ("listener listener-00", ["listener-00443z1a"]),
            ("zzz", []), ("proxy zzz", []), ("p x", []), ("find li", []), ("proxy link-hwera8lq x", []), ("port 8", []),
        ] as [(String, [String])])
    func `The word of a command is completed from the command table, its argument from the account`(
        line: String, candidates: [String]
    ) {
        #expect(Completion(of: line, kind: .command, in: Self.account)?.candidates ?? [] == candidates)
    }

    @Test
    func `:sort is completed with all columns, in the order of the screen`() {
        let candidates = Completion(of: "sort ", kind: .command, in: Self.account)?.candidates
        #expect(candidates == ColumnID.allCases.map(\.rawValue))
    }

    @Test(arguments: TypedCommand.rows.map(\.word))
    func `Every typed command with an argument from the account completes that argument`(word: String) {
        let argument = TypedCommand.rows.first { $0.word == word }?.argument ?? ""
        let isNamed = ["ID", "ADDR", "COLUMN", "NAME VALUE"].contains(argument) || word == "region"
        #expect((Completion(of: "\(word) ", kind: .command, in: Self.account) != nil) == isNamed)
        #expect(Completion(of: word, kind: .command, in: Self.account)?.ending == (argument.isEmpty ? "" : " "))
    }

    @Test(
        arguments: [
            ("", FilterExpression.fields.map { $0 + ":" }), ("web po", ["port:"]), ("!na", ["name:"]),
            ("state:d", ["down", "dns"]), ("state:down,p", ["part"]), ("!STATE:o", ["off", "ok"]),
            ("owner:l", ["lg-bjkpdum1", "link-eu90zz1a", "link-hwera8lq", "link-hwzz1a00"]),
            ("region:ho", ["\"Hong Kong\""]), ("region:s", ["Singapore"]), ("status:r", ["running"]),
            ("vip:203", ["203.0.113.80"]), ("vip:f", ["front.example.com"]),
            ("proxy:link-e", ["link-eu90zz1a"]), ("group:", ["lg-bjkpdum1"]), ("origin:10.3.2", ["10.3.2.7"]),
            ("name:lo", []), ("\"po", []), ("/po", []), ("/a po", []), ("/a/ po", ["port:"]), ("\"a b\" po", ["port:"]),
            ("!/po", []), ("/a\\/ po", []), ("port:8", []), ("zz:", []),
        ] as [(String, [String])])
    func `In a filter, fields, states and values of the account are completed`(line: String, candidates: [String]) {
        #expect(Completion(of: line, kind: .filter, in: Self.account)?.candidates ?? [] == candidates)
    }

    @Test
    func `A search in a text has no completion`() {
        #expect(Completion(of: "po", kind: .search, in: Self.account) == nil)
    }

    @Test
    func `Tab inserts the common prefix first, then each candidate in turn, and Shift-Tab goes back`() {
        var talk = Conversation(Self.listeners)
        talk.type(":prox")
        var seen: [String?] = []
        func press(_ key: Key) {
            talk.press(key)
            seen.append(talk.state.prompt?.string)
        }
        for key in [Key.tab, .tab, .tab, .tab, .tab, .tab, .backTab, .backTab] { press(key) }
        #expect(
            seen == [
                "proxy ", "proxy link-", "proxy link-eu90zz1a", "proxy link-hwera8lq", "proxy link-hwzz1a00",
                "proxy link-eu90zz1a", "proxy link-hwzz1a00", "proxy link-hwera8lq",
            ])
        #expect(talk.screen[22].hasPrefix("2/3  link-eu90zz1a link-hwera8lq link-hwzz1a00"))
        talk.press(.control("w"))
        talk.type("link-h")
        #expect(!talk.shows("2/3"))
        press(.tab)
        press(.backTab)
        #expect(seen.suffix(2) == ["proxy link-hw", "proxy link-hwzz1a00"])
        talk.press(.enter)
        #expect(talk.state.question == Question(.proxy("link-hwzz1a00")))
    }

    @Test
    func `Completion works in the middle of a line, and the list follows the completed filter`() {
        var talk = Conversation(Self.listeners)
        talk.type("/state:do login")
        for _ in 0..<6 { talk.press(.left) }
        talk.press(.tab)
        #expect(talk.state.prompt?.string == "state:down login")
        #expect(talk.state.prompt?.cursor == 10)
        #expect(talk.ports == [8443])
    }

    @Test
    func `If there is no completion, a message says so and the line does not change`() {
        var talk = Conversation(Self.listeners)
        talk.type(":proxy zz")
        talk.press(.tab)
        #expect(talk.state.prompt?.string == "proxy zz")
        #expect(talk.shows("no completion"))
    }

    @Test(arguments: [40, 60, 80, 200])
    func `At every width, the line above the prompt shows the candidates, including the chosen one`(columns: Int) {
        let many = (10..<90).map { "link-hw\($0)aaaa 80 web 10.0.0.\($0)" }.joined(separator: "\n")
        var talk = Conversation(many, columns: columns)
        talk.type(":proxy ")
        talk.press(.tab)
        for number in 10..<74 {
            talk.press(.tab)
            let line = talk.screen[talk.screen.count - 2]
            #expect(line.contains("link-hw\(number)aaaa"))
            #expect(line.hasPrefix("\(number - 9)/80 "))
            #expect(line.hasSuffix("16 more, type on"))
        }
        talk.press(.tab)
        #expect(talk.state.prompt?.string == "proxy link-hw10aaaa")
    }

    @Test(arguments: [("支付", "支払", "支"), ("a\u{E9}", "a\u{E8}", "a")])
    func `A common prefix ends between characters`(first: String, second: String, common: String) {
        var account = Conversation("link-a 80 web \(first).example\nlink-b 81 web \(second).example").state.account
        #expect(Completion(of: "origin ", kind: .command, in: account)?.common == common)
        account = Account()
        #expect(Completion(of: "origin ", kind: .command, in: account) == nil)
    }

    @Test
    func `Among 100,000 listeners the number of candidates is limited, and the total count is kept`() {
        let lines = (0..<100_000).map {
            "link-\($0 / 10_000) \($0 % 60_000 + 1) web 10.\($0 % 200).\($0 / 200 % 250).7"
        }
        let account = Conversation(lines.joined(separator: "\n")).state.account
        for (line, total) in [("listener listener-", account.rows.count), ("origin 10.", account.addresses.count)] {
            let found = Completion(of: line, kind: .command, in: account)
            #expect(found?.candidates.count == Completion.maximumCandidates)
            #expect(found?.total == total)
        }
    }
}
