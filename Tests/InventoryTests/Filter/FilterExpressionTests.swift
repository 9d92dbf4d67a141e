import TestSupport
import Essentials
import GAAP
import TencentCloud
import Testing

@testable import Inventory

@Suite struct FilterExpressionTests {
    /// Five listeners with the ports 80 to 84.
    private static let account: Account = {
        var account = Account([
            .sample("listener-a", name: "login-gw", port: 80, origins: [.origin("10.3.1.7", .abnormal)]),
            .sample(
                "listener-b", name: "支付网关 Two Words", port: 81,
                origins: [.origin("pay.example", .normal, down: ["10.9.9.9:8080"]), .origin("10.0.0.2")]),
            .sample("listener-c", name: "link-1 mirror", port: 82, proxy: "link-2"),
            .sample("listener-d", name: "ＡＰＩ", port: 83, check: .off, proxy: nil, group: "lg-1"),
            .sample("listener-e", name: "", port: nil, status: .creating, proxy: "link-2"),
        ])
        var proxy = Owner(id: .proxy("link-1"), name: "front")
        proxy.accessRegion = "Hong Kong"
        proxy.originRegion = "Singapore"
        var group = Owner(id: .group("lg-1"), name: "pool")
        group.originRegion = "Frankfurt"
        account.learn([proxy, group])
        return account
    }()

    private static func kept(_ text: String) throws(FilterExpression.ParseError) -> String {
        let matches = try FilterExpression(parsing: text).matches(in: account)
        return zip("abcde", matches).filter { $0.1 }.map { String($0.0) }.joined()
    }

    @Test func `A repeated word is searched for once`() throws(FilterExpression.ParseError) {
        let pasted = String(repeating: "login gw !x /x/ ", count: 100)
        let filter = try FilterExpression(parsing: pasted + "login !gw \"gw\"")
        #expect(filter.conditions.count == 6)
        #expect(filter.highlights == [Array("login".utf8), Array("gw".utf8), Array("gw".utf8)])
        #expect(filter.matches(in: Self.account) == Array(repeating: false, count: 5))
    }

    @Test(arguments: [
        ("", "abcde"), ("   ", "abcde"), ("login", "a"), ("LOGIN-GW", "a"), ("ｌｏｇｉｎ", "a"), ("api", "d"), ("ＡＰＩ", "d"),
        ("支付", "b"), ("支付 two", "b"), ("支付 three", ""), ("支付\u{3000}two", "b"), ("10.9.9.9", "b"), ("10.3.1.7", "a"),
        ("link-1", "abc"), ("front", "ab"), ("listener-e", "e"), ("\"two words\"", "b"), ("\"words two\"", ""),
        ("creating", "e"), ("\"not checked\"", "d"), ("hong", "ab"), ("\"kong > sing\"", "ab"), ("rr", "abcde"),
        ("0/1", "a"), ("?/1", "d"), ("nothing", ""), ("10.3.1.7:8080", "a"), ("10.9.9.9:8080", "b"),
        ("\"foo:bar\"", ""),
    ])
    func `A plain word is searched in every column, and all words must match`(text: String, rows: String) throws {
        #expect(try Self.kept(text) == rows)
    }

    @Test(arguments: [
        ("name:link-1", "c"), ("proxy:link-1", "ab"), ("proxy:front", "ab"), ("proxy:lg-1", ""), ("group:lg-1", "d"),
        ("group:pool", "d"), ("group:link", ""), ("origin:10.3", "a"), ("origin:10.9.9.9", "b"), ("origin:pay", "b"),
        ("down:10.9", "b"), ("down:10.0.0.2", ""), ("down:pay", ""), ("region:frankfurt", "d"), ("region:front", ""),
        ("NAME:Login", "a"), ("name:\"two words\"", "b"), ("name:", "abcde"), ("name：ａｐｉ", "d"), ("name:a:b", ""),
        ("\"name:login\"", ""), ("name:/login/", ""),
        ("id:listener-e", "e"), ("id:link-1", ""), ("owner:link-1", "ab"), ("owner:front", "ab"), ("owner:lg-1", "d"),
        ("owner:login", ""), ("!owner:link", "d"), ("OWNER:Pool", "d"),
    ])
    func `A word with a field is searched in that field only`(text: String, rows: String) throws {
        #expect(try Self.kept(text) == rows)
    }

    @Test(arguments: [
        ("port:80", "a"), ("port:81-83", "bcd"), ("port:0-65535", "abcd"), ("port:84", ""), ("port:80-80", "a"),
        ("port：８１－８３", "bcd"), ("PORT:80", "a"),
        ("state:down", "a"), ("state:part", "b"), ("state:DOWN,busy", "ae"), ("state:ok", "c"), ("state:off", "d"),
        ("state:?", ""), ("state:none,dns", ""), ("state:ｄｏｗｎ", "a"),
    ])
    func `Ports and states are compared by value`(text: String, rows: String) throws {
        #expect(try Self.kept(text) == rows)
    }

    @Test(arguments: [
        ("!login", "bcde"), ("!state:down", "bcde"), ("!port:80-82", "de"), ("!name:link-1", "abde"),
        ("!!login", "abcde"),
        ("!/login/", "bcde"), ("!\"two words\"", "acde"), ("login !login", ""), ("！login", "bcde"), ("!name:", "abcde"),
        ("!\"\"", "abcde"), ("\"\"", "abcde"), ("!", ""), ("! login", ""), ("\"!login\"", ""),
    ])
    func `An exclamation mark negates a term, and an empty term matches every row`(text: String, rows: String) throws {
        #expect(try Self.kept(text) == rows)
    }

    @Test(arguments: [
        ("/login|支付/", "ab"), ("/^LOGIN/", "a"), ("/two\\s+words/", "b"), ("/10\\.\\d\\.1\\.7/", "a"), ("/a b/", ""),
        ("/1\\/2/", ""), ("/0\\/1/", "a"), ("/login/ port:80", "a"), ("/login/ port:81", ""), ("／ａｐｉ／", "d"),
        ("//", "abcde"),
    ])
    func `A word between slashes is a regular expression`(text: String, rows: String) throws {
        #expect(try Self.kept(text) == rows)
    }

    private static let portWords = "port takes a number or a range: port:8443, port:8000-8019"
    private static let stateWords = "state takes one or more of: down dns stop part busy none ? off ok"

    @Test(arguments: [
        ("port:", "port:", portWords), ("port:x", "port:x", portWords), ("port:65536", "port:65536", portWords),
        ("port:-1", "port:-1", portWords), ("port:9-8", "port:9-8", portWords), ("port:1-2-3", "port:1-2-3", portWords),
        ("port:8-", "port:8-", portWords), ("port:99999999999999999999", "port:99999999999999999999", portWords),
        ("port:80-70000", "port:80-70000", portWords), ("web !port:x", "port:x", portWords),
        ("state:", "state:", stateWords), ("state:up", "state:up", stateWords), ("state:ok,", "state:ok,", stateWords),
        ("\"web", "\"web", "missing closing \""), ("name:\"web x", "name:\"web x", "missing closing \""),
        ("!/web", "!/web", "missing closing /"), ("/", "/", "missing closing /"),
        ("/a\\/", "/a\\/", "missing closing /"), ("/a/b c", "/a/b c", "expected a space after the closing /"),
        ("/(/", "/(/", "not a regular expression"), ("x /[/", "/[/", "not a regular expression"),
        ("/*/", "/*/", "not a regular expression"),
    ])
    func `An error names the invalid word and the reason`(text: String, word: String, reason: String) {
        let fault = #expect(throws: FilterExpression.ParseError.self) { try FilterExpression(parsing: text) }
        #expect(fault?.word == word && fault?.reason[.english] == reason)
    }

    @Test(arguments: [
        ("stat:down", "state"), ("prot:443", "port"), ("PROT:443", "port"), ("!nam:x", "name"), ("regoin:x", "region"),
        ("web porxy:x", "proxy"), ("sate:down", "state"), ("ip:10.3.1.7", "origin"), ("server:10.3.1.7", "origin"),
        ("ownr:x", "owner"), ("port=8443", "port:8443"), ("!ip=10.3", "origin:10.3"), ("state==down", "state:down"),
        ("port>80", "port:80"),
    ])
    func `An unknown field is rejected with the most similar field, and treated as text while it is being typed`(
        text: String, field: String
    ) throws {
        let fault = #expect(throws: FilterExpression.ParseError.self) { try FilterExpression(parsing: text) }
        #expect(fault?.reason[.english].contains("did you mean “\(field)”?") == true)
        let typed = try FilterExpression(parsing: text, isBeingTyped: true)
        #expect(typed.slip == fault && !typed.isEmpty)
    }

    @Test(arguments: [
        "http://x", "https://name", "2001:db8::1", "::1", "fe80::1", "cafe::beef", "10.3.1.7:8080", "\"stat:down\"",
        "/stat:down/", "stat", "a=b", "x==y", "web-1:2",
    ])
    func `An address, a URL and quoted words are treated as text`(text: String) throws {
        #expect(try FilterExpression(parsing: text).slip == nil)
    }

    @Test(arguments: ["proto:udp", "x:y", "foo:bar", "!foo:1"])
    func `An unknown field without a similar field is rejected with the list of fields`(text: String) throws {
        let fault = #expect(throws: FilterExpression.ParseError.self) { try FilterExpression(parsing: text) }
        #expect(fault?.reason[.english].hasPrefix("unknown field “") == true)
    }

    @Test(arguments: [("", true), (" ", true), ("\"\"", true), ("name:", true), ("a", false), ("state:ok", false)])
    func `An empty filter is recognized as empty`(text: String, isEmpty: Bool) throws {
        #expect(try FilterExpression(parsing: text).isEmpty == isEmpty)
    }

    @Test func `The words to highlight are the plain words that are not negated`() throws {
        let filter = try FilterExpression(parsing: "Web !api name:Ｌogin port:80 /x/ state:ok")
        #expect(filter.highlights == ["web", "login"].map { Array($0.utf8) })
    }

    @Test func `The fields of the grammar are the fields of the index and port, state, status and owner`() {
        let fields = SearchField.allCases.filter { $0 != .rest }.map { "\($0)" }
        #expect(Set(FilterExpression.fields) == Set(fields + ["port", "state", "status", "owner"]))
    }

    @Test func `A hundred thousand rows are filtered`() throws {
        var account = Account()
        account.take(
            (0..<100_000).map { number in
                .sample(
                    "listener-\(number)", name: "web-\(number)", port: number % 65_536, proxy: "link-\(number % 2_000)")
            })
        let matches = try FilterExpression(parsing: "name:web-777 !port:7770-7779 state:ok").matches(in: account)
        let wanted = (0..<100_000).map { "\($0)".hasPrefix("777") && !(7_770...7_779).contains($0 % 65_536) }
        #expect(matches == wanted)
    }
}
