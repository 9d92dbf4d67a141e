import GAAP
import Inventory
import TencentCloud
import Testing

struct FilterExpressionTests {
    private static let account: Account = {
        var account = Account([
            .sample("listener-a", name: "login-gw-hk", port: 8443, origins: [.down("10.3.1.7")]),
            .sample("listener-b", name: "支付网关", port: 9000),
            .sample(
                "listener-c", name: "API Gateway", port: 8010, proxy: "link-2",
                origins: [.up("api.example.com", down: ["203.0.113.9:80"])]),
            .sample("listener-d", name: "bastion", port: 22, proxy: "link-2", origins: []),
        ])
        var grouped = TCPListener.sample("listener-e", name: "ＷＥＢ-edge", port: 8443)
        grouped.proxyID = nil
        grouped.groupID = "lg-1"
        _ = account.merge([grouped], askedOf: nil, reading: 1, at: UnixTime(1), requestID: nil)
        var owner = Owner(id: .proxy("link-2"), name: "hk-prod")
        owner.accessRegion = "Hong Kong"
        account.learn([owner])
        return account
    }()

    private func found(_ text: String, in account: Account = Self.account) throws -> [String] {
        let matches = try FilterExpression(parsing: text).matches(in: account)
        return account.rows.indices.filter { matches[$0] }.map { String(account.rows[$0].id.suffix(1)) }
    }

    @Test(
        "Every word must hold",
        arguments: [
            ("", "abcde"), ("gw", "a"), ("LOGIN", "a"), ("gateway", "c"), ("网关", "b"), ("web", "e"), ("ｗｅｂ", "e"),
            ("10.3.1.7", "a"), ("203.0.113", "c"), ("down", "a"), ("port:8443", "ae"), ("port:8000-8500", "ace"),
            ("port:8443 login", "a"), ("!port:8443", "bcd"), ("state:down,none", "ad"), ("!state:ok", "acd"),
            ("name:web", "e"), ("name:link", ""), ("proxy:link-2", "cd"), ("proxy:hk-prod", "cd"), ("group:lg", "e"),
            ("proxy:lg", ""), ("origin:api.example", "c"), ("origin:203.0.113.9", "c"), ("down:203", "c"),
            ("region:hong", "cd"), ("\"api gateway\"", "c"), ("name:\"api g\"", "c"), ("/gw-(hk|sg)/", "a"),
            ("!/gw|gate/", "bde"), ("/^login/", "a"), ("login bastion", ""), ("!", ""), ("listener-d", "d"),
            ("state:OK", "be"), ("does-not-occur", ""), ("\"port:8443\"", ""),
        ])
    func grammar(_ text: String, _ rows: String) throws {
        #expect(try found(text).joined() == rows)
    }

    @Test(
        "A fault names its word and what would be right",
        arguments: [
            ("port:x", "port:x", "port takes a number or a range"), ("port:9-1", "port:9-1", "port takes"),
            ("port:70000", "port:70000", "port takes"),
            ("state:up", "state:up", "state takes one or more of: down dns"),
            ("a /(/", "/(/", "not a regular expression"), ("/abc", "/abc", "closing / is missing"),
            ("/a/b", "/a/b", "a blank must follow"), ("\"abc", "\"abc", "closing \" is missing"),
            ("state:", "state:", "state takes"),
        ])
    func faults(_ text: String, _ word: String, _ reason: String) {
        #expect {
            _ = try FilterExpression(parsing: text)
        } throws: { error in
            guard let fault = error as? FilterExpression.Fault else { return false }
            return fault.word == word && fault.reason.contains(reason)
        }
    }

    @Test func aChangedRowIsFoundByItsNewTextOnly() throws {
        var account = Self.account
        for round in 0..<200 {
            _ = account.merge(
                [.sample("listener-a", name: "renamed-\(round)", port: 8443)], askedOf: nil, reading: 2 + round,
                at: UnixTime(2), requestID: nil)
        }
        #expect(try found("login", in: account).isEmpty)
        #expect(try found("renamed-198", in: account).isEmpty)
        #expect(try found("renamed-199", in: account) == ["a"])
        #expect(try found("10.3.1.7", in: account).isEmpty)
        #expect(try found("state:ok port:8443", in: account) == ["a", "e"])
    }

    @Test func theIndexAgreesWithAPlainSearch() throws {
        var chance = Chance(seed: 3)
        let letters = Array("abAB1.-网Ｂ")
        func word(_ longest: Int) -> String {
            String(
                (0..<Int.random(in: 1...longest, using: &chance)).map { _ in
                    letters.randomElement(using: &chance) ?? "a"
                })
        }
        var account = Account()
        var names: [String] = []
        for row in 0..<300 {
            names.append(word(12))
            _ = account.merge(
                [.sample("l\(row)", name: names[row], port: row, origins: [])], askedOf: nil, reading: 1,
                at: UnixTime(1), requestID: nil)
        }
        for round in 0..<300 {
            let row = Int.random(in: 0..<300, using: &chance)
            names[row] = word(12)
            _ = account.merge(
                [.sample("l\(row)", name: names[row], port: row, origins: [])], askedOf: nil, reading: 2 + round,
                at: UnixTime(1), requestID: nil)
            let needle = word(3)
            let matches = try FilterExpression(parsing: "name:\(needle)").matches(in: account)
            for row in 0..<300 {
                let folded = String(decoding: SearchFold.fold(names[row]), as: UTF8.self)
                let expected = folded.contains(String(decoding: SearchFold.fold(needle), as: UTF8.self))
                #expect(matches[row] == expected, "\(names[row]) and \(needle)")
            }
        }
    }

    @Test func highlightsAreThePlainWords() throws {
        let expression = try FilterExpression(parsing: "GW port:1 !no name:x")
        #expect(expression.highlights.map { String(decoding: $0, as: UTF8.self) } == ["gw", "x"])
    }
}
