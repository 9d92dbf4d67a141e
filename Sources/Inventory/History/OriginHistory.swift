// The health of an origin over time: as the service has recorded it, or, if the service was not queried, as this
// program has observed it while it ran.
//
//   points     up          down    down        ?: unknown
//   time    ---|===========|=======|=======|???????|  readAt
//              ^ a point applies until the next one, but not longer than `hold`
//
// Invariants: points ascend by time, with one point for each time; no point is later than `readAt`.

package import Essentials

/// The health of one origin over time.
package struct OriginHistory: Equatable, Sendable {
    /// What is known about the origin at one moment.
    package enum Health: Equatable, Sendable {
        case up, down, unknown

        /// The health of an origin in a state. An origin with at least one responding address is up.
        package init(_ state: State) {
            switch state {
            case .ok, .part: self = .up
            case .down, .dns: self = .down
            case .stop, .busy, .none, .unknown, .off: self = .unknown
            }
        }
    }

    /// The health from a moment on.
    package struct Point: Equatable, Sendable {
        package let at: Moment
        package let health: Health

        package init(at: Moment, health: Health) {
            self.at = at
            self.health = health
        }
    }

    /// The source of the points.
    package enum Source: Equatable, Sendable {
        /// The service's own records, with this number of seconds between two points.
        case service(granularity: Int)
        /// Changes between two readings of this run.
        case seen
    }

    package let source: Source
    package let points: [Point]
    /// The histories of the ports that the origin is bound with, if the source distinguishes them. In that case
    /// `points` has the worst of them.
    package let ports: [Int: OriginHistory]
    /// When the history was read. It does not extend beyond this time.
    package let readAt: Moment

    /// The maximum delay of the service's numbers in seconds: the numbers of the last minutes arrive late.
    private static let lag = 600.0
    /// The maximum number of points to keep; the newest are kept. One day in steps of one minute has 1,440 points.
    private static let pointsKept = 10_000

    /// Creates a history from points.
    /// - Parameters:
    ///   - points: in any order. If two have the same time, the later one in the list counts. Points after `readAt` are
    ///     left out.
    ///   - ports: the histories of the ports, if the source distinguishes them.
    package init(points: [Point], source: Source, readAt: Moment, ports: [Int: OriginHistory] = [:]) {
        self.ports = ports
        self.source = source
        self.readAt = readAt
        var byTime: [Moment: Health] = [:]
        for point in points where point.at.wall.seconds.isFinite && !readAt.isBefore(point.at) {
            byTime[point.at] = point.health
        }
        let sorted = byTime.map { Point(at: $0.key, health: $0.value) }.sorted { $0.at.isBefore($1.at) }
        self.points = Array(sorted.suffix(Self.pointsKept))
    }

    /// Returns the health for each cell of a strip of equal cells: down takes precedence over up, and up over unknown.
    /// After `readAt` the health is unknown.
    /// - Parameters:
    ///   - span: seconds covered by all cells together.
    ///   - end: the end of the last cell.
    package func strip(cells: Int, span: Double, upTo end: Moment? = nil) -> [Health] {
        guard cells > 0, span > 0 else { return [] }
        var strip = Array(repeating: Health.unknown, count: cells)
        // The start of the first cell, in seconds before `readAt`.
        let start = span - max(0, (end ?? readAt).age(of: readAt) ?? span)
        for (point, (from, to)) in zip(points, stretches) where to <= start && point.health != .unknown {
            func cell(_ ago: Double) -> Double { (start - ago) / span * Double(cells) }
            let first = Int(min(max(0, cell(from)), Double(cells - 1)))
            // An end on a cell border belongs to the cell before the border.
            let last = Int(min(max(0, cell(to).rounded(.up) - 1), Double(cells - 1)))
            for place in first...max(first, last) where strip[place] != .down { strip[place] = point.health }
        }
        return strip
    }

    /// When the origin went down, if it is down as far as is known. If a gap precedes that time, the origin may have
    /// been down for longer.
    package var downSince: Since? {
        guard let last = points.lastIndex(where: { $0.health != .unknown }), points[last].health == .down,
            readAt.isWithin(Self.lag, of: points[last].at) || source == .seen
        else { return nil }
        var first = last
        while first > 0, points[first - 1].health == .down, areAdjacent(first - 1, first) { first -= 1 }
        let fell = first > 0 && points[first - 1].health == .up && areAdjacent(first - 1, first)
        return Since(time: points[first].at, isAtLeast: !fell, source: source == .seen ? .seen : .history)
    }

    /// Whether two consecutive points have no gap between them.
    private func areAdjacent(_ left: Int, _ right: Int) -> Bool {
        guard case .service(let granularity) = source else { return true }
        return points[right].at.isWithin(1.5 * Double(max(1, granularity)), of: points[left].at)
    }

    /// How often the health changed from up to down.
    package var falls: Int {
        let known = points.filter { $0.health != .unknown }
        return zip(known, known.dropFirst()).count { $0.health == .up && $1.health == .down }
    }

    /// The number of seconds between the first point and `readAt`.
    package var reach: Double { points.first.flatMap { readAt.age(of: $0.at) } ?? 0 }

    /// The start and end of each point's validity, in seconds before `readAt`.
    private var stretches: [(from: Double, to: Double)] {
        let hold: Double =
            switch source {
            case .service(let granularity): Double(max(1, granularity))
            case .seen: .infinity
            }
        let ages = points.map { readAt.age(of: $0.at) ?? .infinity }
        return ages.indices.map { index in
            let next = index + 1 < ages.count ? ages[index + 1] : 0
            return (ages[index], max(next, ages[index] - hold))
        }
    }
}
