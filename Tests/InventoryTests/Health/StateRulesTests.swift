import TestSupport
import Essentials
import FoundationEssentials
import GAAP
import TencentCloud
import Testing

@testable import Inventory

private let up = BindRealServer.origin("10.0.0.1")
private let down = BindRealServer.origin("10.0.0.2", .abnormal)
private let name = BindRealServer.origin("a.example")
private let unresolved = BindRealServer.origin("b.example", .abnormal)
private let emptyList = BindRealServer.origin("b.example", .abnormal, down: [])
private let fallen = BindRealServer.origin("c.example", .abnormal, down: ["10.1.0.1:80", "10.1.0.2:80"])
private let partly = BindRealServer.origin("d.example", .normal, down: ["10.2.0.1:80"])
private let odd = BindRealServer.origin("10.0.0.9", RealServerStatus(7))
private let silent = BindRealServer.origin("10.0.0.8", nil)
private let unlisted = BindRealServer.origin("e.example", .abnormal, down: nil)
private let vague = BindRealServer.origin("f.example", .normal, down: nil)

@Suite struct StateRulesTests {
    @Test(
        arguments: [
            ([up], "OK", 1), ([up, name], "OK", 2), ([down], "DOWN", 0), ([down, down], "DOWN", 0),
            ([fallen], "DOWN", 0), ([unresolved], "DNS", 0), ([emptyList, unresolved], "DNS", 0),
            ([unresolved, down], "DOWN", 0), ([unresolved, fallen], "DOWN", 0), ([up, down], "PART", 1),
            ([up, unresolved], "PART", 1), ([partly], "PART", 1), ([partly, up], "PART", 2),
            ([partly, down], "PART", 1),
            ([down, odd], "PART", 0), ([up, odd], "?", 1), ([up, silent], "?", 1), ([odd], "?", nil),
            ([silent], "?", nil), ([unlisted], "DOWN", 0), ([unlisted, unresolved], "DOWN", 0), ([vague], "?", nil),
            ([up, vague], "?", 1), ([.origin("10.0.0.1", .normal, down: nil)], "OK", 1),
        ] as [([BindRealServer], String, Int?)])
    func `The origins determine the state of a checked listener`(origins: [BindRealServer], word: String, serving: Int?)
    {
        let health = Health(.sample(origins: origins))
        #expect(health.state.word == word)
        #expect(health.serving == serving)
    }

    @Test(
        arguments: [
            (up, "OK"), (name, "OK"), (down, "DOWN"), (fallen, "DOWN"), (unresolved, "DNS"), (partly, "PART"),
            (odd, "?"),
            (silent, "?"), (.origin("::1", .abnormal), "DOWN"), (.origin(nil, .abnormal), "DOWN"),
            (.origin("", .abnormal), "DOWN"), (.origin("10.0.0.1", .normal, down: ["10.0.0.1"]), "PART"),
        ] as [(BindRealServer, String)])
    func `Each origin has its own state`(origin: BindRealServer, word: String) {
        #expect(Health(.sample(origins: [origin])).origins.map(\.word) == [word])
    }

    @Test(
        arguments: [
            (.sample(status: .creating, origins: [down]), "DOWN"),
            (.sample(status: .creating, origins: [unresolved]), "DNS"),
            (.sample(status: .adjustingOrigins, origins: [up, down]), "PART"),
            (.sample(status: .changingConfiguration), "BUSY"), (.sample(status: .destroying, origins: []), "BUSY"),
            (.sample(status: .creating, check: .off), "BUSY"), (.sample(status: .creating, origins: [odd]), "BUSY"),
            (.sample(status: .creating, check: nil), "BUSY"),
            (.sample(status: ListenerStatus(9), origins: []), "NONE"), (.sample(check: .off, origins: []), "NONE"),
            (.sample(check: .off, origins: nil), "?"), (.sample(origins: nil), "?"),
            (.sample(status: .creating, origins: nil), "BUSY"),
            (.sample(check: nil, origins: []), "NONE"), (.sample(status: ListenerStatus(9)), "?"),
            (.sample(status: ListenerStatus(9), origins: [down]), "DOWN"),
            (.sample(status: nil), "?"), (.sample(status: nil, check: .off), "?"), (.sample(check: nil), "?"),
            (.sample(check: Toggle(3)), "?"), (.sample(bind: .abnormal), "?"), (.sample(bind: BindStatus(5)), "?"),
            (.sample(bind: .normal), "OK"), (.sample(bind: .abnormal, origins: [down]), "DOWN"),
            (.sample(bind: .normal, origins: [down]), "DOWN"), (.sample(check: .off), "OFF"),
            (.sample(check: .off, origins: [down]), "?"), (.sample(check: .off, origins: [silent, odd]), "OFF"),
            (.sample(check: nil, origins: [down]), "DOWN"),
        ] as [(TCPListener, String)])
    func `The first matching state is the state of the listener`(listener: TCPListener, word: String) {
        #expect(Health(listener).state.word == word)
    }

    /// Checks every combination of codes against a table of the states in the order of precedence with their
    /// conditions.
    @Test func `Every combination of codes has the state of the first matching row of the table`() {
        let statuses: [ListenerStatus?] = [nil] + [0, 1, 2, 3, 4, 5, -1].map { ListenerStatus($0) }
        let checks: [Toggle?] = [nil, .off, .on, Toggle(2)]
        let binds: [BindStatus?] = [nil, .normal, .abnormal, BindStatus(2)]
        let kinds = [up, down, unresolved, fallen, partly, odd, silent]
        let sets = [[]] + kinds.map { [$0] } + kinds.flatMap { first in kinds.map { [first, $0] } }
        for status in statuses {
            for check in checks {
                for bind in binds {
                    for origins in sets {
                        let health = Health(.sample(status: status, check: check, bind: bind, origins: origins))
                        let fails = origins.map { check != .off && $0.realServerStatus == .abnormal }
                        let dead = zip(fails, origins).map { $0 && $1 == unresolved }
                        let hurt = zip(fails, origins).map {
                            $0 || check == .on && $1.realServerStatus == .normal && $1.downIPList?.isEmpty == false
                        }
                        let isClear =
                            status == .running && (check == .off || check == .on)
                            && !origins.contains { check == .off && $0.realServerStatus == .abnormal }
                            && (check == .off
                                || origins.allSatisfy { $0.realServerStatus?.isKnown == true }
                                    && (bind == nil || bind == .normal))
                        let table: [(State, Bool)] = [
                            (.dns, !origins.isEmpty && !dead.contains(false)),
                            (.down, !origins.isEmpty && !fails.contains(false)),
                            (.part, hurt.contains(true)),
                            (.busy, status.map { (1...4).contains($0.raw) } ?? false),
                            (.none, origins.isEmpty), (.unknown, !isClear), (.off, check == .off), (.ok, true),
                        ]
                        #expect(health.state == table.first { $0.1 }?.0)
                        #expect((health.doubt != nil) == (health.state == .unknown))
                    }
                }
            }
        }
    }

    @Test(
        arguments: [
            (.sample(status: ListenerStatus(9)), "ListenerStatus 9"), (.sample(status: nil), "ListenerStatus missing"),
            (.sample(check: nil), "HealthCheck missing"), (.sample(check: Toggle(3)), "HealthCheck 3"),
            (.sample(origins: [up, odd]), "RealServerStatus 7 of 10.0.0.9"),
            (.sample(origins: [silent]), "RealServerStatus missing of 10.0.0.8"),
            (.sample(origins: [.origin(nil, nil)]), "RealServerStatus missing of an origin"),
            (.sample(check: .off, origins: [down]), "RealServerStatus 1 of 10.0.0.2"),
            (.sample(bind: BindStatus(5)), "BindStatus 5"), (.sample(origins: nil), "RealServerSet missing"),
            (.sample(origins: [vague]), "DownIPList missing of f.example"),
            (.sample(bind: .abnormal), "BindStatus abnormal, but no origin is"),
        ] as [(TCPListener, String)])
    func `An unknown state has a reason`(listener: TCPListener, doubt: String) {
        #expect(Health(listener).doubt?[.english] == doubt)
    }

    @Test(
        arguments: [
            ([up, down], Toggle.on, 1), ([up, partly, fallen, unresolved], .on, 2), ([up, down], .off, nil),
            ([up, up], .off, nil), ([], .on, 0), ([], .off, 0), ([odd, silent], .on, nil), ([up, odd], .on, 1),
        ] as [([BindRealServer], Toggle, Int?)])
    func `Serving origins are counted if they are checked`(
        origins: [BindRealServer], check: Toggle, serving: Int?
    ) {
        #expect(Health(.sample(check: check, origins: origins)).serving == serving)
    }

    @Test(
        arguments: [
            ("10.0.0.1", false), ("1.2.3", false), ("2001:db8::1", false), ("", false), (nil, false),
            ("a.example", true),
            ("10.0.0.1x", true), ("localhost", true), ("例子.公司", true), ("一", true),
        ] as [(String?, Bool)])
    func `A domain name is distinguished from an address`(text: String?, isDomain: Bool) {
        #expect(Health.isDomain(text) == isDomain)
    }
}

@Suite struct StateTests {
    @Test func `States are sorted worst first`() {
        #expect(State.allCases.map(\.word) == ["DOWN", "DNS", "STOP", "PART", "BUSY", "NONE", "?", "OFF", "OK"])
        #expect(State.allCases == State.allCases.sorted())
    }

    @Test func `The problem states are DOWN, DNS, STOP, PART, NONE and ?`() {
        #expect(State.allCases.filter(\.isProblem).map(\.word) == ["DOWN", "DNS", "STOP", "PART", "NONE", "?"])
    }

    @Test(arguments: State.allCases)
    func `A state is parsed from its word in any letter case`(state: State) {
        #expect(State(word: state.word.lowercased()) == state)
        #expect(State(word: state.word) == state)
        #expect(!state.meaning[.english].isEmpty)
        #expect(State(word: state.word + "x") == nil)
    }
}

@Suite struct UnreadableFieldStateTests {
    private static let checked = #""ListenerStatus":0,"HealthCheck":1,"BindStatus":1"#
    private static let up = #"{"RealServerIP":"10.0.0.1","RealServerStatus":0,"DownIPList":[]}"#
    private static let down = #"{"RealServerIP":"10.0.0.2","RealServerStatus":1,"DownIPList":[]}"#

    @Test(arguments: [
        (#"\#(checked),"RealServerSet":[\#(up)]"#, "OK", ""),
        (#""ListenerStatus":"0","HealthCheck":1,"RealServerSet":[\#(up)]"#, "?", "ListenerStatus unreadable"),
        (#""ListenerStatus":0,"HealthCheck":"1","RealServerSet":[\#(up)]"#, "?", "HealthCheck unreadable"),
        (
            #""ListenerStatus":0,"HealthCheck":1,"BindStatus":[],"RealServerSet":[\#(up)]"#, "?",
            "BindStatus unreadable"
        ),
        (#"\#(checked),"RealServerSet":{}"#, "?", "RealServerSet unreadable"),
        (#"\#(checked),"RealServerSet":[7]"#, "?", "RealServerSet unreadable"),
        (#"\#(checked),"RealServerSet":[\#(up),null]"#, "?", "RealServerSet unreadable"),
        (#"\#(checked),"RealServerSet":[\#(down),null]"#, "PART", ""),
        (#"\#(checked),"RealServerSet":[\#(down)]"#, "DOWN", ""), (#"\#(checked),"RealServerSet":[]"#, "NONE", ""),
        (
            #"\#(checked),"RealServerSet":[{"RealServerIP":"10.0.0.1","RealServerStatus":"0"}]"#, "?",
            "RealServerStatus unreadable of 10.0.0.1"
        ),
        (
            #"\#(checked),"RealServerSet":[{"RealServerIP":7,"RealServerStatus":0,"DownIPList":"x"}]"#, "?",
            "DownIPList unreadable of an origin"
        ),
        (
            #"\#(checked),"RealServerSet":[{"RealServerIP":"a.example","RealServerStatus":1,"DownIPList":[null]}]"#,
            "DOWN", ""
        ),
        (
            #"\#(checked),"RealServerSet":[{"RealServerIP":"a.example","RealServerStatus":1,"DownIPList":"x"}]"#,
            "DOWN", ""
        ),
        (
            #"\#(checked),"RealServerSet":[{"RealServerIP":"a.example","RealServerStatus":0,"DownIPList":[null]}]"#,
            "?", "DownIPList unreadable of a.example"
        ),
        (
            #"\#(checked),"RealServerSet":[{"RealServerIP":"a.example","RealServerStatus":0,"DownIPList":["::1",1]}]"#,
            "PART", ""
        ),
        (#"\#(checked),"RealServerSet":null"#, "?", "RealServerSet missing"),
        (checked, "?", "RealServerSet missing"),
        (#"\#(checked),"Port":"80","ListenerName":7,"CreateTime":{},"RealServerSet":[\#(up)]"#, "OK", ""),
    ])
    func `A listener is ? if a field that its state depends on is unreadable, unless a worse state is known`(
        fields: String, word: String, doubt: String
    ) throws {
        let listener = try JSONDecoder().decode(TCPListener.self, from: Data("{\(fields)}".utf8))
        let health = Health(listener)
        #expect(health.state.word == word)
        #expect(health.doubt?[.english] ?? "" == doubt)
    }
}
