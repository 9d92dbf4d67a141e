// Origins as they are bound to a listener: the port, the code -1, and domains of which only some addresses are listed.

import Essentials
import GAAP
import TestSupport
import Testing

@testable import Inventory

@Suite struct BindingTests {
    private static func server(_ port: Int?, _ status: RealServerStatus? = .normal) -> BindRealServer {
        var server = BindRealServer.origin("10.0.0.7", status)
        server.realServerID = "rs-7"
        server.realServerPort = port
        return server
    }

    private static func why(_ listener: TCPListener) -> [String] {
        let account = Account([listener])
        let facts = account.whyFacts(account.rows[0], .utc(now: Moment(1), freshFor: 60))
        return WhyRule.sentences(facts).map { $0[.english] }
    }

    @Test(
        arguments: [
            (80, nil, 80), (80, 8_080, 80), (nil, 8_080, 8_080), (0, 8_080, 8_080), (0, 0, nil), (nil, nil, nil),
        ] as [(Int?, Int?, Int?)])
    func `The port of an origin is its own or the port for all origins, and 0 means no port`(
        own: Int?, common: Int?, port: Int?
    ) {
        let server = Self.server(own)
        var listener = TCPListener.sample(origins: [server], proxy: nil, group: "lg-1")
        listener.realServerPort = common
        #expect(listener.port(of: server) == port)
        #expect(BoundOrigin(server, of: listener)?.port == port)
        #expect(Row(listener).boundOrigins.map { $0?.port } == [port])
        #expect(Account([listener]).addresses["10.0.0.7"]?.uses.map(\.port) == [port])
    }

    @Test func `One origin on two ports counts as two origins, each named with its port`() {
        let listener = TCPListener.sample(origins: [Self.server(80), Self.server(8_080, .abnormal)])
        let row = Row(listener)
        #expect(row.origins.map(\.state) == [.ok, .down] && Set(row.boundOrigins).count == 2)
        #expect(row.trouble == "10.0.0.7:8080")
        #expect(Account([listener]).addresses["10.0.0.7"]?.uses.map(\.state) == [.ok, .down])
        #expect(TCPListener.sample(origins: [Self.server(80)]).originNames[Self.server(80)] == "10.0.0.7")
    }

    @Test func `An origin that fails on one port does not count as failing on another port elsewhere`() {
        let failing = TCPListener.sample("listener-1", origins: [Self.server(8_080, .abnormal)])
        let other = TCPListener.sample(
            "listener-2", name: "other", origins: [Self.server(80, .abnormal), Self.server(8_080)], proxy: "link-2")
        var account = Account()
        account.take([failing], askedOf: .proxy("link-1"))
        account.take([other], askedOf: .proxy("link-2"))
        let facts = account.whyFacts(account.rows[0], .utc(now: Moment(1), freshFor: 60))
        #expect(facts.elsewhere.flatMap(\.failing).isEmpty)
        #expect(facts.elsewhere.flatMap(\.fine).map(\.name) == ["other"])
    }

    @Test(
        arguments: [
            (BindStatus.abnormal, ["198.51.100.11:111"], "DOWN"), (.abnormal, [], "?"), (.abnormal, nil, "?"),
            (.normal, ["198.51.100.11:111"], "?"), (nil, ["198.51.100.11:111"], "?"),
            (BindStatus(7), ["198.51.100.11:111"], "?"),
        ] as [(BindStatus?, [String]?, String)])
    func `RealServerStatus -1 is DOWN only if BindStatus and DownIPList confirm it`(
        bind: BindStatus?, down: [String]?, word: String
    ) {
        let server = BindRealServer.origin("a.example", .undocumented, down: down)
        let listener = TCPListener.sample(bind: bind, origins: [server])
        #expect(Row(listener).state.word == word)
        let sentences = Self.why(listener)
        #expect(
            sentences.contains { $0.contains("is -1, which is not documented; it counts as down") } == (word == "DOWN"))
        #expect(
            sentences.contains("this version does not know RealServerStatus of a.example: -1") == (word == "?"))
    }

    @Test func `If an abnormal domain has a list, at least the listed addresses are down`() {
        let server = BindRealServer.origin("api.example", .abnormal, down: ["203.0.113.5"])
        let row = Row(.sample(origins: [server]))
        #expect(row.state == .down && row.trouble == "at least 203.0.113.5")
        #expect(row.trouble(in: .chinese) == "至少 203.0.113.5")
        #expect(row.downAddresses == ["203.0.113.5"])
        #expect(
            Self.why(.sample(origins: [server])).contains {
                $0.hasPrefix(
                    "api.example is abnormal and DownIPList contains 203.0.113.5: at least these addresses are down")
            })
        // The DownIPList of an address contains only that address.
        #expect(Row(.sample(origins: [.origin("10.0.0.1", .abnormal, down: ["10.0.0.1"])])).trouble == "10.0.0.1")
    }
}
