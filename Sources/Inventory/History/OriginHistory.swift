// How an origin has been over time: what the service has recorded, or, where it may not be asked, what was seen while this program ran.
//
//   points     up          down    down        ?: nothing is known
//   time    ---|===========|=======|=======|???????|  readAt
//              ^ a point holds until the next one, but no longer than `hold`
//
// Invariants: points ascend by time, one a time; none is later than `readAt`.

package import TencentCloud

/// The health of one origin over time.
package struct OriginHistory: Equatable, Sendable {
    /// What is known of a moment.
    package enum Health: Equatable, Sendable {
        case up, down, unknown

        /// An origin's state as history counts it: one of which some address answers is up.
        package init(_ state: State) {
            switch state {
            case .ok, .part: self = .up
            case .down, .dns: self = .down
            case .busy, .none, .unknown, .off: self = .unknown
            }
        }
    }

    /// The health from a moment on.
    package struct Point: Equatable, Sendable {
        package let at: UnixTime
        package let health: Health

        package init(at: UnixTime, health: Health) {
            self.at = at
            self.health = health
        }
    }

    /// Where the points come from.
    package enum Source: Equatable, Sendable {
        /// DescribeRealServerStatistics, with so many seconds between two points.
        case service(granularity: Int)
        /// Changes between two readings of this run.
        case seen
    }

    /// When an origin went down.
    package struct Since: Equatable, Sendable {
        package let time: UnixTime
        /// It was down at the first point already: it went down then or before.
        package let isAtLeast: Bool
    }

    package let source: Source
    package let points: [Point]
    /// When it was read: nothing is known of later.
    package let readAt: UnixTime

    /// Points kept, the newest ones: a day by the minute is 1,440.
    private static let pointsKept = 10_000

    /// - Parameter points: in any order; of two at one time the later in the list counts; those after `readAt` are left out.
    package init(points: [Point], source: Source, readAt: UnixTime) {
        self.source = source
        self.readAt = readAt
        var byTime: [UnixTime: Health] = [:]
        for point in points where point.at.seconds.isFinite && point.at <= readAt { byTime[point.at] = point.health }
        let sorted = byTime.map { Point(at: $0.key, health: $0.value) }.sorted { $0.at < $1.at }
        self.points = Array(sorted.suffix(Self.pointsKept))
    }

    /// The health of each of so many cells of equal length that end at `readAt`: down wins over up, up over unknown.
    /// - Parameter span: seconds, all cells together.
    package func strip(cells: Int, span: Double) -> [Health] {
        guard cells > 0, span > 0 else { return [] }
        var strip = Array(repeating: Health.unknown, count: cells)
        let start = readAt.seconds - span
        for (point, end) in stretches where end >= start && point.health != .unknown {
            func cell(_ time: Double) -> Double { (time - start) / span * Double(cells) }
            let first = Int(min(max(0, cell(point.at.seconds)), Double(cells - 1)))
            // An end on a border belongs to the cell before.
            let last = Int(min(max(0, cell(end).rounded(.up) - 1), Double(cells - 1)))
            for place in first...max(first, last) where strip[place] != .down { strip[place] = point.health }
        }
        return strip
    }

    /// When it went down, if it is down as far as is known. A gap between two points that are down counts as down.
    package var downSince: Since? {
        let known = points.filter { $0.health != .unknown }
        guard known.last?.health == .down else { return nil }
        guard let up = known.lastIndex(where: { $0.health == .up }) else {
            return known.first.map { Since(time: $0.at, isAtLeast: true) }
        }
        return Since(time: known[up + 1].at, isAtLeast: false)
    }

    /// How often it went from up to down.
    package var falls: Int {
        let known = points.filter { $0.health != .unknown }
        return zip(known, known.dropFirst()).count { $0.health == .up && $1.health == .down }
    }

    /// Seconds that the points reach back.
    package var reach: Double { points.first.map { readAt - $0.at } ?? 0 }

    /// Every point with the time up to which it holds.
    private var stretches: [(Point, Double)] {
        let hold: Double =
            switch source {
            case .service(let granularity): Double(max(1, granularity))
            case .seen: .infinity
            }
        return points.indices.map { index in
            let next = index + 1 < points.count ? points[index + 1].at : readAt
            return (points[index], min(next.seconds, points[index].at.seconds + hold))
        }
    }
}
