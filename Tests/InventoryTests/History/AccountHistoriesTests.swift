import TencentCloud
import FoundationEssentials
import GAAP
import Essentials
import TestSupport
import Testing
@testable import Inventory

@Suite struct AccountHistoriesTests {
    private static func origin(_ id: String, _ status: RealServerStatus) -> BindRealServer {
        var server = BindRealServer.origin("10.0.0.\(id)", status)
        server.realServerID = id
        return server
    }

    private static func listener(_ statuses: RealServerStatus...) -> TCPListener {
        .sample(origins: statuses.enumerated().map { origin("\($0 + 1)", $1) })
    }

    private static func key(_ id: String) -> OriginKey { OriginKey(realServerID: id, listenerID: "listener-1") }

    private static func history(_ id: String, _ account: Account) -> OriginHistory? {
        account.originHistory(of: origin(id, .normal), in: account.rows[0])
    }

    private static func down(since: Double, readAt: Double) -> OriginHistory {
        OriginHistory(
            points: [.init(at: Moment(since - 60), health: .up)]
                + stride(from: since, through: readAt, by: 60).map { .init(at: Moment($0), health: .down) },
            source: .service(granularity: 60), readAt: Moment(readAt))
    }

    @Test func `Without a history of the service, the changes observed in this run are the history`() {
        var account = Account([Self.listener(.normal, .normal)])
        #expect(Self.history("1", account)?.points == [.init(at: Moment(0), health: .up)])
        account.take([Self.listener(.abnormal, .normal)], reading: 2, at: 60)
        account.take([Self.listener(.abnormal, .normal)], reading: 3, at: 90)
        let history = Self.history("1", account)
        #expect(history?.source == .seen)
        #expect(history?.readAt == Moment(90))
        #expect(history?.downSince == Since(time: Moment(60), isAtLeast: false, source: .seen))
        #expect(account.downSince(0, in: account.rows[0]) == history?.downSince)
        #expect(Self.history("2", account)?.downSince == nil)
        #expect(Self.history("3", account) == nil)
    }

    @Test func `A listener is DOWN since its last origin failed, and PART since its first origin failed`() {
        var account = Account([Self.listener(.abnormal, .abnormal)])
        account.note(Self.down(since: 100, readAt: 300), of: Self.key("1"))
        #expect(account.rows[0].since == nil)
        account.note(Self.down(since: 200, readAt: 300), of: Self.key("2"))
        #expect(account.rows[0].since?.time == Moment(200))
        account = Account([Self.listener(.abnormal, .normal)])
        account.note(Self.down(since: 100, readAt: 300), of: Self.key("1"))
        #expect(account.rows[0].since?.time == Moment(100))
    }

    @Test func `A later observed change takes precedence over an earlier history`() {
        var account = Account([Self.listener(.abnormal)])
        account.note(Self.down(since: 100, readAt: 300), of: Self.key("1"))
        account.take([Self.listener(.normal)], reading: 2, at: 400)
        #expect(account.rows[0].since?.time == Moment(400))
        account.take([Self.listener(.abnormal)], reading: 3, at: 500)
        #expect(account.rows[0].since?.time == Moment(500))
    }

    @Test func `A refused history is kept as an error until a history is received`() {
        var account = Account([Self.listener(.abnormal)])
        account.note(.cancelled, of: Self.key("1"), at: Moment(5))
        #expect(account.historyFaults[Self.key("1")]?.error == .cancelled)
        #expect(Self.history("1", account)?.source == .seen)
        account.note(Self.down(since: 100, readAt: 300), of: Self.key("1"))
        #expect(account.historyFaults.isEmpty)
    }

    @Test func `Only the most recently read histories and traffic are kept`() {
        var account = Account()
        for number in 0..<600 {
            let time = Moment(Double(number))
            account.note(OriginHistory(points: [], source: .seen, readAt: time), of: Self.key("\(number)"))
            account.note(Traffic(points: [], readAt: time), of: "listener-\(number)")
        }
        #expect(account.histories.count == 500)
        #expect(account.histories[Self.key("99")] == nil)
        #expect(account.histories[Self.key("100")] != nil)
        #expect(account.traffic.count == 200)
        #expect(account.traffic["listener-599"] != nil)
    }

    @Test func `An origin or listener without an ID has no history key`() {
        #expect(OriginKey(.origin(), of: .sample()) == nil)
        #expect(OriginKey(Self.origin("1", .normal), of: .sample(nil)) == nil)
        #expect(OriginKey(Self.origin("1", .normal), of: .sample()) == Self.key("1"))
    }

    // MARK: Gaps

    @Test func `After a pause, the since time starts again and the strip shows the pause as unknown`() {
        var account = Account([Self.listener(.normal)])
        account.longestGap = 60
        account.take([Self.listener(.normal)], reading: 2, at: 30)
        account.take([Self.listener(.abnormal)], reading: 3, at: 930)
        #expect(account.downSince(0, in: account.rows[0]) == Since(time: Moment(930), isAtLeast: true, source: .seen))
        account.take([Self.listener(.abnormal)], reading: 4, at: 960)
        #expect(account.rows[0].since == Since(time: Moment(930), isAtLeast: true, source: .seen))
        let strip = Self.history("1", account)?.strip(cells: 32, span: 960) ?? []
        #expect(
            strip.map { $0 == .up ? "." : $0 == .down ? "#" : "-" }.joined() == "." + String(repeating: "-", count: 30)
                + "#")
    }

    @Test func `A listener that is down before and after a pause is down at least since the end of the pause`() {
        var account = Account([Self.listener(.normal)])
        account.longestGap = 60
        account.take([Self.listener(.abnormal)], reading: 2, at: 30)
        #expect(account.rows[0].since == Since(time: Moment(30), isAtLeast: false, source: .seen))
        account.take([Self.listener(.abnormal)], reading: 3, at: 930)
        account.take([Self.listener(.abnormal)], reading: 4, at: 960)
        #expect(account.rows[0].since == Since(time: Moment(930), isAtLeast: true, source: .seen))
        #expect(account.downSince(0, in: account.rows[0])?.time == Moment(930))
    }

    @Test func `Data of an earlier run does not count as observed in this run`() {
        var account = Account()
        _ = account.merge(
            [Self.listener(.abnormal)], askedOf: nil, reading: 0, at: Moment(wall: UnixTime(-1e9)), requestID: nil)
        #expect(account.rows[0].since == nil)
        #expect(Self.history("1", account)?.points == [])
        account.take([Self.listener(.abnormal)], reading: 1, at: 100)
        account.take([Self.listener(.abnormal)], reading: 2, at: 130)
        #expect(account.rows[0].since == Since(time: Moment(100), isAtLeast: true, source: .seen))
        #expect(account.rows[0].changedAt == nil)
        #expect(Self.history("1", account)?.downSince?.time == Moment(100))
    }

    @Test func `A change of the wall clock between two reads changes no duration`() {
        for jump in [-3_600.0, 3_600] {
            var account = Account([Self.listener(.normal)])
            account.longestGap = 60
            for (number, seconds) in [30.0, 60, 90].enumerated() {
                _ = account.merge(
                    [Self.listener(.abnormal)], askedOf: nil, reading: 2 + number,
                    at: Moment(wall: UnixTime(seconds + jump), uptime: .seconds(seconds)), requestID: nil)
            }
            let now = Moment(wall: UnixTime(100 + jump), uptime: .seconds(100))
            let row = account.rows[0]
            #expect(row.since?.lasting(now: now, readAt: row.readAt, freshFor: 60) == "1m")
            #expect(Self.history("1", account)?.strip(cells: 3, span: 90) == [.up, .down, .down])
        }
    }

    @Test func `A new origin, or a new port of an origin, starts its own since time`() {
        func listener(_ id: String, port: Int) -> TCPListener {
            var server = Self.origin(id, .abnormal)
            server.realServerPort = port
            return .sample(origins: [server])
        }
        for next in [listener("2", port: 80), listener("1", port: 81)] {
            var account = Account([listener("1", port: 80)])
            account.take([listener("1", port: 80)], reading: 2, at: 30)
            account.note(Self.down(since: -600, readAt: 45), of: Self.key("1"))
            account.take([next], reading: 3, at: 60)
            let row = account.rows[0]
            let seen = account.downSince(0, in: row)
            #expect(seen?.time == Moment(60) && seen?.isAtLeast == true)
            // The listener itself has been down the whole time.
            #expect(row.since == Since(time: Moment(0), isAtLeast: true, source: .seen))
        }
    }

    @Test func `The history of the service takes precedence over the less exact time of a read`() {
        var account = Account([Self.listener(.normal)])
        account.take([Self.listener(.abnormal)], reading: 2, at: 600)
        #expect(account.rows[0].since == Since(time: Moment(600), isAtLeast: false, source: .seen))
        account.note(Self.down(since: 120, readAt: 610), of: Self.key("1"))
        #expect(account.rows[0].since == Since(time: Moment(120), isAtLeast: false, source: .history))
        #expect(account.downSince(0, in: account.rows[0])?.time == Moment(120))
    }

    @Test func `A history from before a gap does not apply after the gap`() {
        var account = Account([Self.listener(.abnormal)])
        account.longestGap = 60
        account.note(Self.down(since: -300, readAt: 10), of: Self.key("1"))
        #expect(account.rows[0].since?.time == Moment(-300))
        account.take([Self.listener(.abnormal)], reading: 2, at: 900)
        account.take([Self.listener(.abnormal)], reading: 3, at: 930)
        #expect(account.rows[0].since == Since(time: Moment(900), isAtLeast: true, source: .seen))
    }

    @Test func `A history that was received shortly before the first read of this run applies`() {
        var account = Account()
        account.longestGap = 60
        _ = account.merge(
            [Self.listener(.abnormal)], askedOf: nil, reading: 0, at: Moment(wall: UnixTime(-1e9)), requestID: nil)
        account.note(Self.down(since: -300, readAt: 99), of: Self.key("1"))
        account.take([Self.listener(.abnormal)], reading: 1, at: 100)
        #expect(account.rows[0].since == Since(time: Moment(-300), isAtLeast: false, source: .history))
        #expect(account.downSince(0, in: account.rows[0])?.time == Moment(-300))
        // The listener was up in between.
        account.take([Self.listener(.normal)], reading: 2, at: 110)
        account.take([Self.listener(.abnormal)], reading: 3, at: 120)
        #expect(account.rows[0].since == Since(time: Moment(120), isAtLeast: false, source: .seen))
    }

    @Test
    func `An origin on two ports uses the history of its port`() {
        var servers = [Self.origin("1", .abnormal), Self.origin("1", .normal)]
        (servers[0].realServerPort, servers[1].realServerPort) = (80, 81)
        var account = Account([.sample(origins: servers)])
        let up = OriginHistory(
            points: [.init(at: Moment(0), health: .up)], source: .service(granularity: 60), readAt: Moment(10))
        let down = Self.down(since: -300, readAt: 10)
        account.note(
            OriginHistory(points: down.points, source: down.source, readAt: down.readAt, ports: [80: down, 81: up]),
            of: Self.key("1"))
        #expect(account.originHistory(of: servers[0], in: account.rows[0]) == down)
        #expect(account.originHistory(of: servers[1], in: account.rows[0]) == up)
        #expect(account.downSince(0, in: account.rows[0])?.time == Moment(-300))
    }

    @Test func `An origin on two ports has no history from a source that does not distinguish the ports`() {
        var servers = [Self.origin("1", .abnormal), Self.origin("1", .abnormal)]
        (servers[0].realServerPort, servers[1].realServerPort) = (80, 81)
        var account = Account([.sample(origins: servers)])
        account.note(Self.down(since: -300, readAt: 10), of: Self.key("1"))
        #expect(account.originHistory(of: servers[0], in: account.rows[0])?.source == .seen)
        #expect(account.rows[0].since == nil)
    }

    @Test func `If the last read is stale, a duration ends at the time of the last read`() {
        let since = Since(time: Moment(0), isAtLeast: false, source: .seen)
        #expect(since.lasting(now: Moment(780), readAt: Moment(750), freshFor: 60) == "13m")
        #expect(since.lasting(now: Moment(7_800), readAt: Moment(750), freshFor: 60) == ">=12m")
        let atLeast = Since(time: Moment(0), isAtLeast: true, source: .history)
        #expect(atLeast.lasting(now: Moment(780), readAt: Moment(750), freshFor: 60) == ">=13m")
    }
}
