import GAAP
import TencentCloud
import Testing

@testable import Inventory

@Suite struct OriginHistoryTests {
    /// A point a minute from 0 on, as letters: u up, d down, a blank none, ? unknown; read a minute after the last.
    private static func minutes(_ text: String, _ source: OriginHistory.Source = .service(granularity: 60))
        -> OriginHistory
    {
        let points = text.enumerated().compactMap { minute, letter -> OriginHistory.Point? in
            guard letter != " " else { return nil }
            return .init(
                at: UnixTime(Double(minute * 60)), health: letter == "u" ? .up : letter == "d" ? .down : .unknown)
        }
        return OriginHistory(points: points, source: source, readAt: UnixTime(Double(text.count * 60)))
    }

    private static func letters(_ strip: [OriginHistory.Health]) -> String {
        String(strip.map { $0 == .up ? "." : $0 == .down ? "#" : "?" })
    }

    @Test(
        arguments: [
            ("uuuuuuddd", 9, 9, "......###"), ("uuuuuuuud", 3, 9, "..#"), ("duuuuuuuu", 3, 9, "#.."),
            ("uu dd u", 7, 7, "..?##?."), ("uu??ddu", 7, 7, "..??##."), ("ud", 4, 4, "??.#"), ("", 3, 3, "???"),
            ("uuuuuuuuud", 5, 5, "....#"), ("u", 1, 1, "."), ("ud", 4, 2, "..##"),
        ] as [(String, Int, Int, String)])
    func `A strip shows the worst of each cell, and what is not known as such`(
        points: String, cells: Int, minutes: Int, strip: String
    ) {
        let history = Self.minutes(points)
        #expect(Self.letters(history.strip(cells: cells, span: Double(minutes * 60))) == strip)
    }

    @Test func `What was seen holds until the next change, and is not known before the first`() {
        let seen = OriginHistory(
            points: [.init(at: UnixTime(600), health: .up), .init(at: UnixTime(1_200), health: .down)], source: .seen,
            readAt: UnixTime(1_800))
        #expect(Self.letters(seen.strip(cells: 6, span: 1_800)) == "??..##")
        #expect(seen.downSince == .init(time: UnixTime(1_200), isAtLeast: false))
    }

    @Test(
        arguments: [
            ("uuudd", 180, false), ("ddd", 0, true), ("ddu", nil, false), ("uudud", 240, false), ("", nil, false),
            ("u dd  d?", 120, false), ("??d", 120, true), ("uu??", nil, false), ("dudd??", 120, false),
        ] as [(String, Double?, Bool)])
    func `It is down since the last time that it was up`(points: String, since: Double?, isAtLeast: Bool) {
        let expected = since.map { OriginHistory.Since(time: UnixTime($0), isAtLeast: isAtLeast) }
        #expect(Self.minutes(points).downSince == expected)
    }

    @Test(arguments: [("uuu", 0), ("ddd", 0), ("udud", 2), ("u?d u d", 2), ("duu", 0)])
    func `Falls are counted from up to down`(points: String, falls: Int) {
        #expect(Self.minutes(points).falls == falls)
    }

    @Test func `Points in any order, twice, of the future and of no time are taken in without harm`() {
        let times: [Double] = [300, 60, 60, 900, .nan, .infinity, -1e300, 0]
        let history = OriginHistory(
            points: times.enumerated().map { .init(at: UnixTime($1), health: $0 == 1 ? .up : .down) },
            source: .service(granularity: 0), readAt: UnixTime(600))
        #expect(history.points.map(\.at.seconds) == [-1e300, 0, 60, 300])
        #expect(history.points[2].health == .down)
        #expect(history.strip(cells: 5, span: 600).count == 5)
        #expect(history.strip(cells: 0, span: 600) == [])
        #expect(history.strip(cells: 3, span: 0) == [])
        let seen = OriginHistory(points: history.points, source: .seen, readAt: UnixTime(600))
        #expect(Self.letters(seen.strip(cells: 3, span: 600)) == "###")
    }

    @Test(
        arguments: [
            (.ok, .up), (.part, .up), (.down, .down), (.dns, .down), (.off, .unknown), (.unknown, .unknown),
            (.busy, .unknown), (.none, .unknown),
        ] as [(State, OriginHistory.Health)])
    func `A state counts as up, down or neither`(state: State, health: OriginHistory.Health) {
        #expect(OriginHistory.Health(state) == health)
    }
}

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

    private static func down(since: Double, readAt: Double) -> OriginHistory {
        OriginHistory(
            points: [.init(at: UnixTime(0), health: .up), .init(at: UnixTime(since), health: .down)],
            source: .service(granularity: 60), readAt: UnixTime(readAt))
    }

    @Test func `Without the service's history the changes of this run are one`() {
        var account = Account([Self.listener(.normal, .normal)])
        #expect(account.history(of: Self.key("1"))?.points == [.init(at: UnixTime(0), health: .up)])
        account.take([Self.listener(.abnormal, .normal)], reading: 2, at: 60)
        account.take([Self.listener(.abnormal, .normal)], reading: 3, at: 90)
        let history = account.history(of: Self.key("1"))
        #expect(history?.source == .seen)
        #expect(history?.readAt == UnixTime(90))
        #expect(history?.downSince == .init(time: UnixTime(60), isAtLeast: false))
        #expect(account.history(of: Self.key("2"))?.downSince == nil)
        #expect(account.history(of: Self.key("3")) == nil)
    }

    @Test func `A listener is down since the last of its origins, and partly since the first`() {
        var account = Account([Self.listener(.abnormal, .abnormal)])
        account.note(Self.down(since: 100, readAt: 300), of: Self.key("1"))
        #expect(account.rows[0].since == nil)
        account.note(Self.down(since: 200, readAt: 300), of: Self.key("2"))
        #expect(account.rows[0].since == UnixTime(200))
        account = Account([Self.listener(.abnormal, .normal)])
        account.note(Self.down(since: 100, readAt: 300), of: Self.key("1"))
        #expect(account.rows[0].since == UnixTime(100))
    }

    @Test func `A change that was seen later counts more than an earlier history`() {
        var account = Account([Self.listener(.abnormal)])
        account.note(Self.down(since: 100, readAt: 300), of: Self.key("1"))
        account.take([Self.listener(.normal)], reading: 2, at: 400)
        #expect(account.rows[0].since == UnixTime(400))
        account.take([Self.listener(.abnormal)], reading: 3, at: 500)
        #expect(account.rows[0].since == UnixTime(500))
    }

    @Test func `A refusal is kept beside what is known, until there is an answer`() {
        var account = Account([Self.listener(.abnormal)])
        account.note(.cancelled, of: Self.key("1"), at: UnixTime(5))
        #expect(account.historyFaults[Self.key("1")]?.error == .cancelled)
        #expect(account.history(of: Self.key("1"))?.source == .seen)
        account.note(Self.down(since: 100, readAt: 300), of: Self.key("1"))
        #expect(account.historyFaults.isEmpty)
    }

    @Test func `Of many histories and traffics those read last are kept`() {
        var account = Account()
        for number in 0..<600 {
            let time = UnixTime(Double(number))
            account.note(OriginHistory(points: [], source: .seen, readAt: time), of: Self.key("\(number)"))
            account.note(Traffic(points: [], readAt: time), of: "listener-\(number)")
        }
        #expect(account.histories.count == 500)
        #expect(account.histories[Self.key("99")] == nil)
        #expect(account.histories[Self.key("100")] != nil)
        #expect(account.traffic.count == 200)
        #expect(account.traffic["listener-599"] != nil)
    }

    @Test func `An origin without an id has no history`() {
        #expect(OriginKey(.origin(), of: .sample()) == nil)
        #expect(OriginKey(Self.origin("1", .normal), of: .sample(nil)) == nil)
        #expect(OriginKey(Self.origin("1", .normal), of: .sample()) == Self.key("1"))
    }
}
