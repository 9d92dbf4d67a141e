import GAAP
import Essentials
import TestSupport
import Testing

@testable import Inventory

@Suite struct WhyRulesTests {
    /// Returns a listener to which only the rule about the detection time applies.
    private static func listener(
        _ origins: [BindRealServer] = [.origin("10.0.0.1"), .origin("10.0.0.2")],
        _ change: (inout TCPListener) -> Void = { _ in }
    ) -> TCPListener {
        var listener = TCPListener.sample(origins: origins)
        listener.delayLoop = 5
        listener.connectTimeout = 2
        listener.healthyThreshold = 1
        listener.unhealthyThreshold = 2
        change(&listener)
        return listener
    }

    private static func origin(
        _ address: String, _ status: RealServerStatus = .normal, weight: Int? = 1, role: FailoverRole? = nil
    ) -> BindRealServer {
        var server = BindRealServer.origin(address, status)
        server.realServerWeight = weight
        server.realServerFailoverRole = role
        return server
    }

    private static func pair(_ master: RealServerStatus, _ slave: RealServerStatus, on: Bool = true) -> TCPListener {
        listener([origin("10.0.0.1", master, role: .master), origin("10.0.0.2", slave, role: .slave)]) {
            $0.failoverSwitch = on ? .on : .off
        }
    }

    private static func said(_ id: String, _ facts: WhyFacts, _ language: Language = .english) -> [String] {
        WhyRule.all.filter { $0.id == id }.flatMap { $0.sentences(facts) }.map { $0[language] }
    }

    /// A rule, a listener to which it applies with the expected sentences, and listeners to which it must not apply.
    struct Case: Sendable {
        let rule: String
        let speaks: TCPListener
        let words: [String]
        let silent: [TCPListener]

        init(_ rule: String, _ speaks: TCPListener, _ words: [String], silent: TCPListener...) {
            self.rule = rule
            self.speaks = speaks
            self.words = words
            self.silent = silent
        }
    }

    private static let down = BindRealServer.origin("10.0.0.1", .abnormal)
    private static let healthy = BindRealServer.origin("10.0.0.2")

    static let cases: [Case] = [
        Case(
            "contradiction", listener { $0.bindStatus = .abnormal },
            ["BindStatus is abnormal, but RealServerStatus of every origin is normal: the two contradict each other"],
            silent: listener { $0.bindStatus = .normal }, listener([down]) { $0.bindStatus = .abnormal },
            listener { ($0.bindStatus, $0.healthCheck) = (.abnormal, .off) }, listener([]) { $0.bindStatus = .abnormal }
        ),
        Case(
            "contradiction", listener([down, healthy]) { $0.bindStatus = .normal },
            ["BindStatus is normal, but RealServerStatus of 1 is abnormal: the two contradict each other"],
            silent: listener([down, healthy]) { $0.bindStatus = nil }),
        Case(
            "dns", listener([.origin("api.example", .abnormal)]),
            ["api.example does not resolve: RealServerStatus is abnormal and DownIPList is empty"],
            silent: listener([.origin("api.example", .abnormal, down: ["10.0.0.1:80"])]), listener([down]),
            listener([.origin("api.example")])),
        Case(
            "failover", pair(.abnormal, .normal),
            [
                "the master 10.0.0.1 is down and the slave 10.0.0.2 is up: the slave serves (FailoverSwitch, RealServerFailoverRole)"
            ], silent: pair(.normal, .normal), pair(.abnormal, .abnormal), pair(.abnormal, .normal, on: false)),
        Case(
            "failover", pair(.normal, .abnormal),
            [
                "the slave 10.0.0.2 is down: nothing takes over when the master fails (FailoverSwitch, RealServerFailoverRole)"
            ], silent: listener([down, healthy]) { $0.failoverSwitch = .on }),
        Case(
            "failing", listener([down, down]), ["RealServerStatus of all 2 origins is abnormal: no origin serves"],
            silent: listener([down]), listener()),
        Case(
            "failing", listener([down, healthy, healthy]),
            ["RealServerStatus of 1 of 3 origins is abnormal: the others take over the connections"],
            silent: listener([down, healthy]) { $0.healthCheck = .off }),
        Case(
            "addresses", listener([.origin("a.example", .normal, down: ["10.0.0.1:80", "10.0.0.2:80"])]),
            ["a.example is normal, but DownIPList lists 2 of its addresses as down"],
            silent: listener([.origin("a.example")]), listener([.origin("a.example", .abnormal, down: ["10.0.0.1:80"])])
        ),
        Case(
            "none", listener([]), ["RealServerSet is empty: no origin is bound, so connections are not forwarded"],
            silent: listener()),
        Case(
            "busy", listener { $0.listenerStatus = .changingConfiguration },
            ["ListenerStatus is 4 (config changing): health may still be from before the change"], silent: listener(),
            listener { $0.listenerStatus = ListenerStatus(9) }),
        Case(
            "off", listener { $0.healthCheck = .off },
            ["HealthCheck is off: the service reports every origin as normal, whatever its actual state"],
            silent: listener(),
            listener { $0.healthCheck = nil }),
        Case(
            "unknown",
            listener([.origin("10.0.0.1", RealServerStatus(7))]) {
                ($0.listenerStatus, $0.bindStatus) = (ListenerStatus(9), BindStatus(5))
            },
            [
                "this version does not know ListenerStatus 9", "this version does not know BindStatus 5",
                "this version does not know RealServerStatus of 10.0.0.1: 7",
            ], silent: listener(), listener([.origin("10.0.0.1", nil)])),
        Case(
            "unknown", listener([down]) { $0.healthCheck = .off },
            ["RealServerStatus is abnormal although HealthCheck is off: without checks the state is unknown"],
            silent: listener { $0.healthCheck = .off }),
        Case(
            "weight",
            listener([origin("10.0.0.1", weight: 0), origin("10.0.0.2")]) { $0.scheduler = .weightedRoundRobin },
            ["RealServerWeight of 10.0.0.1 is 0: it is bound but gets no connections"],
            silent: listener([origin("10.0.0.1", weight: 0)]),
            listener([origin("10.0.0.1")]) { $0.scheduler = .weightedRoundRobin },
            listener([origin("10.0.0.1", weight: nil)]) { $0.scheduler = .weightedRoundRobin }),
        Case(
            "single", listener([healthy]),
            ["10.0.0.2 is the only origin in RealServerSet: if it fails, no origin serves"],
            silent: listener(), listener([]), listener([.origin(nil)])),
        Case(
            "timeout", listener { ($0.connectTimeout, $0.delayLoop) = (5, 5) },
            ["ConnectTimeout 5 s is not less than DelayLoop 5 s: a check may begin before the previous one ends"],
            silent: listener(), listener { $0.connectTimeout = nil },
            listener { ($0.connectTimeout, $0.healthCheck) = (9, .off) }),
        Case(
            "detection", listener(), ["an origin counts as down after ~10 s: DelayLoop 5 s x UnhealthyThreshold 2"],
            silent: listener { $0.healthCheck = .off }, listener { $0.delayLoop = nil },
            listener { $0.delayLoop = .max }, listener { $0.unhealthyThreshold = 0 }),
        Case(
            "missing", listener { ($0.delayLoop, $0.listenerStatus) = (nil, nil) },
            ["the service did not send ListenerStatus, DelayLoop"], silent: listener(),
            listener { ($0.delayLoop, $0.healthCheck) = (nil, .off) }),
        Case(
            "missing", listener([.origin("10.0.0.1", nil)]), ["the service did not send RealServerStatus"],
            silent: listener()),
    ]

    @Test(arguments: cases) func `A rule gives its sentences only for listeners to which it applies`(_ example: Case) {
        #expect(Self.said(example.rule, WhyFacts(Row(example.speaks), recency: .any)) == example.words)
        #expect(
            Self.said(example.rule, WhyFacts(Row(example.speaks), recency: .any), .chinese).count == example.words.count
        )
        for listener in example.silent {
            #expect(Self.said(example.rule, WhyFacts(Row(listener), recency: .any)) == [])
        }
    }

    @Test func `Every rule has a case, and its Chinese text differs from its English text`() {
        let covered = Set(Self.cases.map(\.rule)).union(["domain", "elsewhere", "flapping", "owner"])
        #expect(covered == Set(WhyRule.all.map(\.id)))
        for example in Self.cases {
            for sentence in WhyRule.sentences(WhyFacts(Row(example.speaks), recency: .any)) {
                #expect(sentence[.english] != sentence[.chinese])
            }
        }
    }

    @Test(
        arguments: [
            ("uduud", "10.0.0.1 went down 2 times in 5 min (from its history): it is flapping"), ("uuudd", nil),
            ("", nil),
        ] as [(String, String?)])
    func `An unstable origin is detected in its history`(minutes: String, words: String?) {
        var facts = WhyFacts(Row(Self.listener()), recency: .any)
        let points = minutes.enumerated().map {
            OriginHistory.Point(at: Moment(Double($0 * 60)), health: $1 == "u" ? .up : .down)
        }
        facts.histories = [
            OriginHistory(
                points: points, source: .service(granularity: 60), readAt: Moment(Double(minutes.count * 60))), nil,
        ]
        #expect(Self.said("flapping", facts) == [words].compactMap(\.self))
    }

    // MARK: Elsewhere

    /// Returns an account of listeners with one origin each, given by the name, the owner, the address and port of the
    /// origin, and whether the origin fails.
    private static func account(_ all: (String, String, String, Int, Bool)...) -> Account {
        Account(
            all.enumerated().map { number, one in
                var server = BindRealServer.origin(one.2, one.4 ? .abnormal : .normal)
                server.realServerPort = one.3
                return .sample(
                    "listener-\(number)", name: one.0, origins: [server], proxy: one.1.hasPrefix("lg") ? "" : one.1,
                    group: one.1.hasPrefix("lg") ? one.1 : "")
            })
    }

    private static func elsewhere(_ account: Account, _ recency: Recency = .any) -> [String] {
        said("elsewhere", account.whyFacts(account.rows[0], recency))
    }

    @Test func `If an origin also fails at other owners, the origin is the cause`() {
        let account = Self.account(("a", "link-1", "10.3.1.7", 80, true), ("login-gw-sg", "lg-2", "10.3.1.7", 80, true))
        #expect(
            Self.elsewhere(account) == ["10.3.1.7 also fails in login-gw-sg (lg-2) -> the origin, not the path"])
    }

    @Test func `If an origin works at other owners, the path is the cause`() {
        let account = Self.account(("a", "link-1", "10.3.1.7", 80, true), ("b", "lg-2", "10.3.1.7", 80, false))
        #expect(Self.elsewhere(account) == ["10.3.1.7 is fine in b (lg-2) -> the path (link-1), not the origin"])
    }

    @Test func `If only some paths reach an origin, both kinds of paths are named`() {
        let account = Self.account(
            ("a", "link-1", "10.3.1.7", 80, true), ("b", "lg-2", "10.3.1.7", 80, false),
            ("c", "link-3", "10.3.1.7", 80, true), ("d", "link-4", "10.3.1.7", 80, true),
            ("", "link-5", "10.3.1.7", 80, true))
        #expect(
            Self.elsewhere(account) == [
                "10.3.1.7 also fails in c (link-3), d (link-4) and 1 more but is fine in b (lg-2) -> only some paths reach it"
            ])
    }

    @Test func `Listeners of the same owner give no evidence about the path`() {
        let account = Self.account(("a", "link-1", "10.3.1.7", 80, true), ("b", "link-1", "10.3.1.7", 80, true))
        #expect(Self.elsewhere(account) == ["10.3.1.7 also fails in b (link-1)"])
        let fine = Self.account(("a", "link-1", "10.3.1.7", 80, true), ("b", "link-1", "10.3.1.7", 80, false))
        #expect(Self.elsewhere(fine) == [])
    }

    @Test func `Another port counts as another service, and a healthy origin gives no conclusion`() {
        let other = Self.account(("a", "link-1", "10.3.1.7", 80, true), ("b", "lg-2", "10.3.1.7", 81, true))
        #expect(Self.elsewhere(other) == [])
        let healthy = Self.account(("a", "link-1", "10.3.1.7", 80, false), ("b", "lg-2", "10.3.1.7", 80, true))
        #expect(Self.elsewhere(healthy) == [])
    }

    @Test func `An address of a domain is compared by DownIPList`() {
        var account = Account([
            .sample("listener-1", origins: [.origin("a.example", .normal, down: ["10.0.0.9:8080"])], proxy: "link-1")
        ])
        account.take([.sample("listener-2", name: "b", origins: [.origin("10.0.0.9", .abnormal)], proxy: "link-2")])
        #expect(Self.elsewhere(account) == ["10.0.0.9 also fails in b (link-2) -> the origin, not the path"])
    }

    // MARK: Stale reads

    private static let here = TCPListener.sample("listener-0", name: "a", origins: [.origin("10.3.1.7", .abnormal)])
    private static let there = TCPListener.sample(
        "listener-1", name: "b", origins: [.origin("10.3.1.7", .abnormal)], proxy: "link-2")
    private static let well = TCPListener.sample(
        "listener-2", name: "c", origins: [.origin("10.3.1.7")], proxy: "link-3")

    /// Returns the sentences at second 1,000, when reads of the last minute are recent.
    private static func said(here: Double, there: Double, well: Double? = nil) -> [String] {
        var account = Account()
        account.take([Self.here], at: here)
        account.take([Self.there], at: there)
        if let well { account.take([Self.well], at: well) }
        return elsewhere(account, .utc(now: Moment(1_000), freshFor: 60))
    }

    @Test func `A conclusion uses recent reads, or names the time of the oldest read`() {
        let sentence = "10.3.1.7 also fails in b (link-2) -> the origin, not the path"
        #expect(Self.said(here: 990, there: 940) == [sentence])
        #expect(Self.said(here: 990, there: 939) == ["as of 1970-01-01 00:15:39 UTC, \(sentence)"])
        #expect(Self.said(here: 100, there: 990) == ["as of 1970-01-01 00:01:40 UTC, \(sentence)"])
        // Recent reads are sufficient, so the old read is ignored.
        #expect(Self.said(here: 990, there: 990, well: 100) == [sentence])
    }

    @Test func `Data of another run is never recent`() {
        var account = Account()
        for listener in [Self.here, Self.there] {
            _ = account.merge(
                [listener], askedOf: nil, reading: 1, at: Moment(wall: UnixTime(999)), requestID: nil)
        }
        let said = Self.elsewhere(account, .utc(now: Moment(1_000), freshFor: .infinity))
        #expect(
            said == ["as of 1970-01-01 00:16:39 UTC, 10.3.1.7 also fails in b (link-2) -> the origin, not the path"])
    }

    @Test func `A conclusion has a known duration of validity`() {
        var account = Account()
        account.take([Self.here], at: 990)
        account.take([Self.there], at: 970)
        let recency = Recency.utc(now: Moment(1_000), freshFor: 60)
        #expect(account.whyFacts(account.rows[0], recency).holdsFor == 30)
        #expect(account.whyFacts(account.rows[0], .utc(now: Moment(2_000), freshFor: 60)).holdsFor == .infinity)
    }
}
