// The line of `check` fits into what a monitoring system accepts.

import GAAP
import Inventory
import Essentials
import Testing

@testable import gaapscope

@Suite struct CheckLineTests {
    private static func listener(_ number: Int, down: Int) -> TCPListener {
        var listener = TCPListener()
        listener.listenerID = "listener-\(number)"
        listener.listenerName = "login-\(number)"
        listener.port = 80
        listener.proxyID = "link-1"
        listener.listenerStatus = .running
        listener.healthCheck = .on
        listener.bindStatus = .abnormal
        var server = BindRealServer()
        server.realServerIP = "origin.example"
        server.realServerStatus = .abnormal
        server.downIPList = (0..<down).map { "10.\($0 / 65_536).\($0 / 256 % 256).\($0 % 256)" }
        listener.realServerSet = [server]
        return listener
    }

    @Test func `With five thousand addresses the line still has the other listeners and the performance data`() {
        var outcome = AccountReader.Outcome(language: .english)
        outcome.hasRead = true
        _ = outcome.account.merge(
            (0..<7).map { Self.listener($0, down: 5_000) }, askedOf: .proxy("link-1"), reading: 1,
            at: Moment(wall: UnixTime(0)),
            requestID: nil)
        let rows = Array(outcome.account.rows.indices)
        outcome.rows = rows
        let line = CheckVerdict(
            outcome, rows: rows, warning: AlertRule(.part), critical: AlertRule(.down, .dns), seconds: 1, deadline: 30
        ).line
        #expect(line.utf8.count <= CheckVerdict.maximumSize)
        #expect(line.contains("login-4 :80") && line.contains("; and 2 more | "))
        #expect(line.hasSuffix("time=1.00s;;;0;30"))
    }

    @Test(arguments: [
        (changing: 1, unchecked: 0, words: "1 BUSY of 1 listener: being changed, so the health may be outdated"),
        (0, 1, "1 OFF of 1 listener: no health checks"),
        (1, 2, "1 BUSY, 2 OFF of 3 listeners: no health checks, or being changed"),
    ])
    func `If no listener has a known health, the line gives the reason`(changing: Int, unchecked: Int, words: String) {
        var outcome = AccountReader.Outcome(language: .english)
        outcome.hasRead = true
        outcome.account.usesOwnerStates = false
        let listeners = (0..<changing + unchecked).map { number in
            var listener = Self.listener(number, down: 0)
            listener.bindStatus = .normal
            listener.realServerSet?[0].realServerStatus = .normal
            if number < changing { listener.listenerStatus = .adjustingOrigins } else { listener.healthCheck = .off }
            return listener
        }
        _ = outcome.account.merge(
            listeners, askedOf: .proxy("link-1"), reading: 1, at: Moment(wall: UnixTime(0)), requestID: nil)
        let line = CheckVerdict(
            outcome, rows: Array(outcome.account.rows.indices), warning: AlertRule(.part), critical: AlertRule(.down),
            seconds: 1, deadline: 30
        ).line
        #expect(line.hasPrefix("GAAP UNKNOWN - \(words) | "), "\(line)")
    }

    @Test(arguments: [(60.0, "CRITICAL"), (61, "UNKNOWN"), (-1, "CRITICAL"), (1e9, "UNKNOWN"), (.infinity, "UNKNOWN")])
    func `Rows that were read more than two intervals before the verdict make it UNKNOWN`(
        later: Double, level: String
    ) {
        var outcome = AccountReader.Outcome(language: .english)
        outcome.hasRead = true
        for number in 0..<2 {
            _ = outcome.account.merge(
                [Self.listener(number, down: 1)], askedOf: .proxy("link-1"), reading: 1,
                at: Moment(wall: UnixTime(0), uptime: .seconds(number * 1_000)), requestID: nil)
        }
        // The wall clock was set meanwhile, which must not change the age of a row.
        let now = Moment(wall: UnixTime(-1e9), uptime: .zero) + later
        let line = CheckVerdict(
            outcome, rows: [0], warning: AlertRule(.part), critical: AlertRule(.down), freshness: (now, 60),
            seconds: 1, deadline: 30
        ).line
        #expect(line.hasPrefix("GAAP \(level) - 1 DOWN of 1 listener"), "\(line)")
        #expect(line.contains("1 of them read more than 1m ago") == (level == "UNKNOWN"))
        #expect(line.contains(" | down=1;"))
    }

    @Test func `A message of a megabyte is cut with a count`() {
        let line = CheckVerdict(.unknown, String(repeating: "登\u{202E}", count: 200_000)).line
        #expect(line.utf8.count <= CheckVerdict.maximumSize)
        #expect(line.hasPrefix("GAAP UNKNOWN - 登<U+202E>") && line.hasSuffix(")") && line.contains("… (+"))
    }
}
