// What counts as a change, the order of changes, and what is only a part that was not read.

import GAAP
import Essentials
import TestSupport
import Testing

import Inventory
@testable import Reports

@Suite struct ComparisonTests {
    private func comparison(_ old: [TCPListener], _ new: [TCPListener]) -> Comparison {
        Comparison(from: .init(rows: old.map { Row($0) }), to: .init(rows: new.map { Row($0, at: 99) }))
    }

    private func lines(_ old: [TCPListener], _ new: [TCPListener]) -> [String] {
        comparison(old, new).changes.map { $0.line() }
    }

    // MARK: No changes

    @Test func `Differences between any two reads are not changes`() {
        let origins: [BindRealServer] = [.origin("a.example", down: ["10.0.0.2", "10.0.0.3"]), .origin("10.0.0.1")]
        let turned: [BindRealServer] = [.origin("10.0.0.1"), .origin("a.example", down: ["10.0.0.3", "10.0.0.2"])]
        var old = Row(.sample("a", origins: origins), at: 1)
        old.requestID = "request-1"
        var new = Row(.sample("a", origins: turned), at: 2)
        new.requestID = "request-2"
        new.changedAt = Moment(2)
        let other = Row(.sample("b"))
        #expect(Comparison(from: .init(rows: [old, other]), to: .init(rows: [other, new])).isEmpty)
    }

    @Test func `Two empty sides are equal`() {
        #expect(comparison([], []).isEmpty)
        #expect(comparison([.sample("a", origins: [])], [.sample("a", origins: [])]).isEmpty)
    }

    @Test func `Origins that could not be read are neither bound nor unbound`() {
        for (old, new) in [([BindRealServer.origin()], nil), (nil, [BindRealServer.origin()])] {
            let changes = comparison([.sample("a", origins: old)], [.sample("a", origins: new)]).changes
            #expect(changes.map(\.isHealth) == [true])
            #expect(changes.first.map { !$0.line().contains("bound") } == true)
        }
    }

    // MARK: Health

    @Test(
        arguments: [
            ([.origin("10.3.1.7")], [.origin("10.3.1.7", .abnormal)], "OK -> DOWN      80 web (link-1)  10.3.1.7 down"),
            ([.origin("10.3.1.7", .abnormal)], [.origin("10.3.1.7")], "DOWN -> OK      80 web (link-1)  10.3.1.7 up"),
            (
                [.origin("api.example")], [.origin("api.example", .abnormal)],
                "OK -> DNS       80 web (link-1)  api.example does not resolve"
            ),
            (
                [.origin("api.example")], [.origin("api.example", down: ["10.0.0.7", "10.0.0.6"])],
                "OK -> PART      80 web (link-1)  api.example partly down: 10.0.0.6 10.0.0.7 down"
            ),
            (
                [.origin("api.example", down: ["10.0.0.6"])], [.origin("api.example", down: ["10.0.0.7"])],
                "PART            80 web (link-1)  api.example: 10.0.0.7 down, 10.0.0.6 up"
            ),
            (
                [.origin("10.0.0.1", .abnormal), .origin("10.0.0.2")],
                [.origin("10.0.0.1"), .origin("10.0.0.2", .abnormal)],
                "PART            80 web (link-1)  10.0.0.1 up, 10.0.0.2 down"
            ),
            (
                [.origin("10.0.0.1")], [.origin("10.0.0.1", .abnormal, down: ["10.0.0.1:8080"])],
                "OK -> DOWN      80 web (link-1)  10.0.0.1 down"
            ),
            (
                [.origin("10.0.0.1", RealServerStatus(7))], [.origin("10.0.0.1", RealServerStatus(8))],
                "?               80 web (link-1)  10.0.0.1 unknown (7) -> unknown (8)"
            ),
        ] as [([BindRealServer], [BindRealServer], String)])
    func `A health change is reported with the states and the changed origins`(
        _ old: [BindRealServer], _ new: [BindRealServer], _ line: String
    ) {
        #expect(lines([.sample("a", origins: old)], [.sample("a", origins: new)]) == [line])
    }

    @Test func `A change of the listener status is a health change`() {
        #expect(
            lines([.sample("a")], [.sample("a", status: .changingConfiguration)])
                == ["OK -> BUSY      80 web (link-1)  ListenerStatus running -> config changing"])
    }

    @Test func `A change of the bind status is reported only if no other change explains it`() {
        #expect(
            lines([.sample("a", check: .off, bind: .normal)], [.sample("a", check: .off, bind: .abnormal)])
                == ["OFF             80 web (link-1)  BindStatus normal -> abnormal"])
        let down = comparison(
            [.sample("a", bind: .normal)], [.sample("a", bind: .abnormal, origins: [.origin("10.0.0.1", .abnormal)])])
        #expect(down.changes.map { $0.details() } == ["10.0.0.1 down"])
    }

    @Test func `A newly bound origin that is down is a health and a configuration change`() {
        #expect(
            lines(
                [.sample("a", origins: [.origin("10.0.0.1")])],
                [.sample("a", origins: [.origin("10.0.0.1"), .origin("10.0.0.2", .abnormal)])])
                == [
                    "OK -> PART      80 web (link-1)  10.0.0.2 bound, down",
                    "config          80 web (link-1)  origin 10.0.0.2:8080 bound",
                ])
    }

    @Test func `Switching the health check off is a configuration and a health change`() {
        #expect(
            lines([.sample("a")], [.sample("a", check: .off)])
                == [
                    "OK -> OFF       80 web (link-1)  10.0.0.1 not checked",
                    "config          80 web (link-1)  HealthCheck on -> off",
                ])
    }

    // MARK: Origins

    @Test func `One address with two ports counts as two origins`() {
        var other = BindRealServer.origin("10.0.0.1")
        other.realServerPort = 9_090
        var sick = other
        sick.realServerStatus = .abnormal
        #expect(
            lines([.sample("a", origins: [.origin(), other])], [.sample("a", origins: [sick, .origin()])])
                == ["OK -> PART      80 web (link-1)  10.0.0.1:9090 down"])
    }

    @Test func `An origin keeps its identity when its port or its address changes`() {
        var old = BindRealServer.origin("10.0.0.1")
        old.realServerID = "rs-1"
        var new = old
        new.realServerPort = 81
        new.realServerIP = "10.0.0.9"
        #expect(
            comparison([.sample("a", origins: [old])], [.sample("a", origins: [new])]).changes.map { $0.details() }
                == ["origin 10.0.0.1 RealServerIP 10.0.0.1 -> 10.0.0.9; origin 10.0.0.1 RealServerPort 8080 -> 81"])
    }

    @Test func `Two origins with the same address that swap positions are not a change`() {
        var heavy = BindRealServer.origin()
        heavy.realServerWeight = 9
        #expect(
            comparison([.sample("a", origins: [heavy, .origin()])], [.sample("a", origins: [.origin(), heavy])]).isEmpty
        )
    }

    @Test func `Bound and unbound origins are configuration changes`() {
        #expect(
            lines([.sample("a", origins: [.origin("10.0.0.1")])], [.sample("a", origins: [.origin("10.0.0.2")])])
                == ["config          80 web (link-1)  origin 10.0.0.1:8080 unbound; origin 10.0.0.2:8080 bound"])
    }

    // MARK: Whole listeners

    @Test func `Added, removed and moved listeners are reported`() {
        #expect(
            lines(
                [.sample("a", in: .down), .sample("b", name: "", port: nil), .sample("c")],
                [.sample("c", proxy: nil, group: "lg-1"), .sample("d", in: .off)])
                == [
                    "removed         80 web (link-1)  was DOWN", "removed          ? b (link-1)  was OK",
                    "added           80 web (link-1)  is OFF", "moved           80 web (lg-1)  link-1 -> lg-1",
                ])
    }

    @Test func `A missing listener is reported as removed only if its owner was read`() {
        let rows = [Row(.sample("a")), Row(.sample("b", proxy: "link-2"))]
        let later = Comparison(from: .init(rows: rows), to: .init(rows: [], extent: .only([.proxy("link-2")])))
        #expect(later.changes.map(\.subject.id) == ["b"])
        #expect(later.notReadNow.map(\.id) == ["a"])
        let before = Comparison(from: .init(rows: [], extent: .only([.proxy("link-2")])), to: .init(rows: rows))
        #expect(before.changes.map(\.subject.id) == ["b"])
        #expect(before.notReadThen.map(\.id) == ["a"])
    }

    @Test func `The extent of an account is the set of its complete owners`() {
        var account = Account([.sample("a"), .sample("b", proxy: "link-2")])
        account.note(.complete(at: Moment(1)), of: .proxy("link-1"), kind: .tcp)
        account.note(.short(missing: 1, at: Moment(1)), of: .proxy("link-2"), kind: .tcp)
        account.take([.sample("c")], reading: 2)
        _ = account.removeUnseen(of: .proxy("link-1"), kind: .tcp, reading: 2)
        let side = Comparison.Side(account)
        #expect(side.rows.map(\.id) == ["b", "c"])
        #expect(side.extent == .only([.proxy("link-1")]))
    }

    // MARK: Order

    @Test func `The worst change comes first, whatever the order of rows`() {
        let states: [(State, State)] = [
            (.ok, .part), (.down, .ok), (.part, .down), (.ok, .down), (.off, .none), (.part, .ok), (.ok, .dns),
        ]
        var old: [TCPListener] = []
        var new: [TCPListener] = []
        for (number, (from, to)) in states.enumerated() {
            old.append(.sample("l\(number)", in: from, port: 80 + number))
            new.append(.sample("l\(number)", in: to, port: 80 + number))
        }
        var random = Seeded(1)
        let expected = [
            "OK -> DOWN", "PART -> DOWN", "OK -> DNS", "OK -> PART", "OFF -> NONE", "PART -> OK", "DOWN -> OK",
        ]
        for _ in 0..<20 {
            let comparison = comparison(old.shuffled(using: &random), new.shuffled(using: &random))
            #expect(comparison.changes.filter(\.isHealth).map { $0.title() } == expected)
        }
    }

    @Test func `Equal changes are sorted by port and ID`() {
        let old: [TCPListener] = [.sample("b", port: 81), .sample("c", port: 80), .sample("a", port: 81)]
        #expect(comparison(old, []).changes.map(\.subject.id) == ["c", "a", "b"])
    }
}
