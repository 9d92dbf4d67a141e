import GAAP
import TestSupport
import Testing

@testable import Inventory

@Suite struct AddressIndexTests {
    @Test(
        arguments: [
            ("10.3.1.7", "10.3.1.7", nil), ("10.3.1.7:8443", "10.3.1.7", 8_443),
            ("API.Example.com", "api.example.com", nil),
            ("api.example.com:443", "api.example.com", 443), ("2001:db8::1", "2001:db8::1", nil),
            ("[2001:db8::1]", "2001:db8::1", nil), ("[2001:DB8::1]:443", "2001:db8::1", 443),
            (" 10.3.1.7 ", "10.3.1.7", nil),
        ] as [(String, String, Int?)])
    func `An address is parsed with and without a port`(text: String, host: String, port: Int?) {
        #expect(OriginAddress(text) == OriginAddress(host: host, port: port))
    }

    @Test(arguments: [
        "", "  ", ":80", "10.3.1.7:", "10.3.1.7:0", "10.3.1.7:99999", "10.3.1.7:x", "[]", "[::1]x", "[]:80",
    ])
    func `An invalid address is rejected`(text: String) {
        #expect(OriginAddress(text) == nil)
    }

    private static func listener(_ id: String, _ origins: BindRealServer..., proxy: String = "link-1") -> TCPListener {
        .sample(id, origins: origins, proxy: proxy)
    }

    private static func uses(_ address: String, _ account: Account) -> [String] {
        OriginAddress(address).map { address in
            account.uses(of: address).map { "\(account.rows[$0.row].id) \($0.state.word)" }
        } ?? []
    }

    @Test func `Every listener that uses an address is found across owners, by IP, port, domain and DownIPList`() {
        let account = Account([
            Self.listener("a", .origin("10.0.0.1", .abnormal), .origin("10.0.0.2")),
            Self.listener("b", .origin("10.0.0.1"), proxy: "link-2"),
            Self.listener("c", .origin("Web.Example", .normal, down: ["10.0.0.1:9000", "10.0.0.7"]), proxy: "link-3"),
        ])
        #expect(Self.uses("10.0.0.1", account) == ["a DOWN", "b OK", "c DOWN"])
        #expect(Self.uses("10.0.0.1:8080", account) == ["a DOWN", "b OK"])
        #expect(Self.uses("10.0.0.1:9000", account) == ["c DOWN"])
        #expect(Self.uses("web.example", account) == ["c PART"])
        #expect(Self.uses("10.0.0.7", account) == ["c DOWN"])
        #expect(Self.uses("10.0.0.9", account) == [])
        #expect(account.addresses.count == 4)
    }

    @Test func `A listener that has an address twice counts as one use, with the worse state`() {
        let account = Account([Self.listener("a", .origin("10.0.0.1"), .origin("10.0.0.1", .abnormal))])
        #expect(Self.uses("10.0.0.1", account) == ["a DOWN"])
    }

    @Test func `The index follows changed origins, removed listeners and listeners that reappear`() {
        var account = Account([Self.listener("a", .origin("10.0.0.1")), Self.listener("b", .origin("10.0.0.1"))])
        account.take([Self.listener("a", .origin("10.0.0.1", .abnormal))], reading: 2)
        #expect(Self.uses("10.0.0.1", account) == ["a DOWN", "b OK"])
        account.take([Self.listener("a", .origin("10.0.0.3"))], reading: 2)
        #expect(Self.uses("10.0.0.1", account) == ["b OK"])
        #expect(Self.uses("10.0.0.3", account) == ["a OK"])
        _ = account.removeUnseen(of: .proxy("link-1"), kind: .tcp, reading: 2)
        #expect(Self.uses("10.0.0.1", account) == [])
        #expect(account.addresses.count == 1)
        account.take([Self.listener("b", .origin("10.0.0.1"))], reading: 3)
        #expect(Self.uses("10.0.0.1", account) == ["b OK"])
    }

    @Test func `An origin without an address has no entry`() {
        #expect(Account([Self.listener("a", .origin(nil), .origin(""))]).addresses.count == 0)
    }

    @Test(arguments: [1, 2, 3]) func `With random changes, the index always agrees with the rows`(seed: UInt64) {
        var random = Seeded(seed)
        var account = Account()
        let hosts = (0..<12).map { "10.0.0.\($0)" } + ["a.example"]
        for step in 1...400 {
            let origins = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                BindRealServer.origin(
                    random.pick(hosts), random.pick([.normal, .abnormal]),
                    down: random.pick([nil, [], ["10.0.0.3:80"]]))
            }
            let id = "listener-\(Int.random(in: 0..<20, using: &random))"
            account.take([.sample(id, check: random.pick([.on, .off]), origins: origins)], reading: step)
            if step % 50 == 0 { _ = account.removeUnseen(of: .proxy("link-1"), kind: .tcp, reading: step - 10) }
        }
        for host in hosts {
            let part = Narrowing.origin(OriginAddress(host: host))
            let expected = account.rows.indices.filter { account.contains($0, in: part) }
            #expect(account.rows(in: part) == expected)
            let entry = account.addresses[host]
            #expect(entry?.failing ?? 0 == entry?.uses.count(where: \.isFailing) ?? 0)
        }
        let fresh = Account(account.rows.filter { !$0.isRemoved }.map(\.listener))
        func groups(_ account: Account) -> [Grouping] { account.originGroupings(limit: 100).groupings }
        #expect(groups(account) == groups(fresh))
        #expect(account.addresses.count == fresh.addresses.count)
        #expect(account.stateCounts == fresh.stateCounts)
        #expect(account.owners[.proxy("link-1")]?.counts == fresh.owners[.proxy("link-1")]?.counts)
    }
}
