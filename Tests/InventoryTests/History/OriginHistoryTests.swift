import TencentCloud
import FoundationEssentials
import GAAP
import Essentials
import TestSupport
import Testing

@testable import Inventory

@Suite struct OriginHistoryTests {
    /// Returns a history with one point per minute from time 0. The letters mean: u up, d down, blank no point, ?
    /// unknown. The history was read a minute after its last point.
    private static func minutes(_ text: String, _ source: OriginHistory.Source = .service(granularity: 60))
        -> OriginHistory
    {
        let points = text.enumerated().compactMap { minute, letter -> OriginHistory.Point? in
            guard letter != " " else { return nil }
            return .init(
                at: Moment(Double(minute * 60)), health: letter == "u" ? .up : letter == "d" ? .down : .unknown)
        }
        return OriginHistory(points: points, source: source, readAt: Moment(Double(text.count * 60)))
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
    func `A strip shows the worst value of each cell, and unknown values as unknown`(
        points: String, cells: Int, minutes: Int, strip: String
    ) {
        let history = Self.minutes(points)
        #expect(Self.letters(history.strip(cells: cells, span: Double(minutes * 60))) == strip)
    }

    @Test func `An observed state applies until the next change, and is unknown before the first observation`() {
        let seen = OriginHistory(
            points: [.init(at: Moment(600), health: .up), .init(at: Moment(1_200), health: .down)], source: .seen,
            readAt: Moment(1_800))
        #expect(Self.letters(seen.strip(cells: 6, span: 1_800)) == "??..##")
        #expect(seen.downSince == Since(time: Moment(1_200), isAtLeast: false, source: .seen))
    }

    @Test(
        arguments: [
            ("uuudd", 180, false), ("ddd", 0, true), ("ddu", nil, false), ("uudud", 240, false), ("", nil, false),
            ("u dd  d?", 360, true), ("??d", 120, true), ("uu??", nil, false), ("dudd??", 120, false),
            ("uu dd", 180, true), ("uud?d", 240, true), ("d             ", nil, false),
        ] as [(String, Double?, Bool)])
    func `An origin is down since it was last up, and after a gap at least since the end of the gap`(
        points: String, since: Double?, isAtLeast: Bool
    ) {
        let expected = since.map { Since(time: Moment($0), isAtLeast: isAtLeast, source: .history) }
        #expect(Self.minutes(points).downSince == expected)
    }

    @Test(arguments: [("uuu", 0), ("ddd", 0), ("udud", 2), ("u?d u d", 2), ("duu", 0)])
    func `Changes from up to down are counted as falls`(points: String, falls: Int) {
        #expect(Self.minutes(points).falls == falls)
    }

    @Test func `Unsorted points, duplicates, future points and points without a valid time are handled`() {
        let times: [Double] = [300, 60, 60, 900, .nan, .infinity, -1e300, 0]
        let history = OriginHistory(
            points: times.enumerated().map { .init(at: Moment($1), health: $0 == 1 ? .up : .down) },
            source: .service(granularity: 0), readAt: Moment(600))
        #expect(history.points.map(\.at.wall.seconds) == [-1e300, 0, 60, 300])
        #expect(history.points[2].health == .down)
        #expect(history.strip(cells: 5, span: 600).count == 5)
        #expect(history.strip(cells: 0, span: 600) == [])
        #expect(history.strip(cells: 3, span: 0) == [])
        let seen = OriginHistory(points: history.points, source: .seen, readAt: Moment(600))
        #expect(Self.letters(seen.strip(cells: 3, span: 600)) == "###")
    }

    @Test(arguments: [Int.min, .min + 1, -1, 0, 1, .max - 1, .max], [0.0, 1, 1.8e9, 9e18, -9e18])
    func `Any time from the service is handled without a trap`(time: Int, readAt: Double) throws {
        let body = #"{"StatisticsData":[{"Time":\#(time),"Data":0},{"Time":0,"Data":1}]}"#
        let answer = try JSONDecoder().decode(DescribeRealServerStatistics.Answer.self, from: Data(body.utf8))
        let moment = Moment(wall: UnixTime(readAt), uptime: .seconds(5))
        let history = OriginHistory(answer, granularity: .max, readAt: moment)
        #expect(history.strip(cells: 60, span: 3_600, upTo: moment + 1e15).count == 60)
        #expect(history.strip(cells: 60, span: 3_600).count == 60)
        #expect(history.reach >= 0 && history.falls >= 0)
        if let since = history.downSince {
            #expect(since.lasting(now: moment + 1e15, readAt: moment, freshFor: 60) != nil)
            #expect(!LocalZone { _ in -18_000 }.text(since.time.wall, now: moment.wall).isEmpty)
        }
    }

    @Test(
        arguments: [
            (.ok, .up), (.part, .up), (.down, .down), (.dns, .down), (.off, .unknown), (.unknown, .unknown),
            (.busy, .unknown), (.none, .unknown),
        ] as [(State, OriginHistory.Health)])
    func `A state is mapped to up, down or unknown`(state: State, health: OriginHistory.Health) {
        #expect(OriginHistory.Health(state) == health)
    }
}
