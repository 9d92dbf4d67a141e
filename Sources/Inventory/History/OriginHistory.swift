// How an origin has been over time: what the service has recorded, or, where it may not be asked, what was seen while
// this program ran.
//
//   points     up          down    down        ?: nothing is known
//   time    ---|===========|=======|=======|???????|  readAt
//              ^ a point holds until the next one, but no longer than `hold`
//
// Invariants: points ascend by time, one a time; none is later than `readAt`.

package import Essentials

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

    /// Where the points come from.
    package enum Source: Equatable, Sendable {
        /// The service's own record, with so many seconds between two points.
        case service(granularity: Int)
        /// Changes between two readings of this run.
        case seen
    }

    package let source: Source
    package let points: [Point]
    /// The same for each port that the origin is bound on, where the source tells them apart; then `points` are the
    /// worst of them.
    package let ports: [Int: OriginHistory]
    /// When it was read: nothing is known of later.
    package let readAt: Moment

    /// Seconds that the service's numbers may be behind: those of the last minutes come late.
    private static let lag = 600.0
    /// Points kept, the newest ones: a day by the minute is 1,440.
    private static let pointsKept = 10_000

    /// - Parameters:
    ///   - points: in any order; of two at one time the later in the list counts; those after `readAt` are left
    ///   out.
    ///   - ports: of each port, where the source tells them apart.
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

    /// The health of each cell of a strip, all of equal length: down wins over up, up over unknown. After `readAt`
    /// nothing is known.
    /// - Parameters:
    ///   - span: seconds, all cells together.
    ///   - end: where the last cell ends.
    package func strip(cells: Int, span: Double, upTo end: Moment? = nil) -> [Health] {
        guard cells > 0, span > 0 else { return [] }
        var strip = Array(repeating: Health.unknown, count: cells)
        // Seconds before the end of the reading at which the first cell begins.
        let start = span - max(0, (end ?? readAt).age(of: readAt) ?? span)
        for (point, (from, to)) in zip(points, stretches) where to <= start && point.health != .unknown {
            func cell(_ ago: Double) -> Double { (start - ago) / span * Double(cells) }
            let first = Int(min(max(0, cell(from)), Double(cells - 1)))
            // An end on a border belongs to the cell before.
            let last = Int(min(max(0, cell(to).rounded(.up) - 1), Double(cells - 1)))
            for place in first...max(first, last) where strip[place] != .down { strip[place] = point.health }
        }
        return strip
    }

    /// When it went down, if it is down as far as is known. A gap before means that it may have been down for longer.
    package var downSince: Since? {
        guard let last = points.lastIndex(where: { $0.health != .unknown }), points[last].health == .down,
            readAt.isWithin(Self.lag, of: points[last].at) || source == .seen
        else { return nil }
        var first = last
        while first > 0, points[first - 1].health == .down, areAdjacent(first - 1, first) { first -= 1 }
        let fell = first > 0 && points[first - 1].health == .up && areAdjacent(first - 1, first)
        return Since(time: points[first].at, isAtLeast: !fell, source: source == .seen ? .seen : .history)
    }

    /// Whether nothing lies between two points that follow each other.
    private func areAdjacent(_ left: Int, _ right: Int) -> Bool {
        guard case .service(let granularity) = source else { return true }
        return points[right].at.isWithin(1.5 * Double(max(1, granularity)), of: points[left].at)
    }

    /// How often it went from up to down.
    package var falls: Int {
        let known = points.filter { $0.health != .unknown }
        return zip(known, known.dropFirst()).count { $0.health == .up && $1.health == .down }
    }

    /// Seconds that the points reach back.
    package var reach: Double { points.first.flatMap { readAt.age(of: $0.at) } ?? 0 }

    /// From when to when each point holds, in seconds before `readAt`.
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
