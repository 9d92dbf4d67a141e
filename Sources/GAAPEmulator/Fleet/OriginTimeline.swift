// An origin's health at any moment, before the emulator's start too: a pure function of the seed and the time, and the
// one that lists are answered from at the present. So what a history ends with is what the list shows.
//
//   ---up----|down|---------up---------|==== down ====|== changes, churn ==>
//          an earlier fall         troubledFor      start               now

import Essentials

/// The health of one origin over time.
struct OriginTimeline {
    /// How far falls reach back, seconds before the start.
    private static let reach = 86_400.0

    private let origin: FleetOrigin
    private let churn: Churn?
    private let start: UnixTime
    /// The health that it had at the start, and since when before it; infinitely long when it was up.
    private let first: FleetOrigin.Health
    private let firstFor: Double
    /// Earlier falls, in seconds before the start.
    private let falls: [ClosedRange<Double>]

    init(_ origin: FleetOrigin, seed: UInt64, churn: Churn?, start: UnixTime) {
        self.origin = origin
        self.churn = churn
        self.start = start
        first = origin.changes.first?.before ?? origin.health
        var chance = SplitMix64(seed: SplitMix64.hash(origin.id, seed: seed))
        // Where nothing else is said, a trouble is minutes to hours old.
        let age = origin.troubledFor.map(Double.init) ?? 300 + Double(chance.below(6 * 3_600))
        firstFor = first == .up ? 0 : age
        // What is in trouble has been so before; of the others one in six has.
        let count = first != .up ? 1 + chance.below(3) : chance.chance(percent: 17) ? 1 + chance.below(2) : 0
        // Falls last up to ten minutes; an hour of peace lies between the last one and the trouble, or the start.
        let (nearest, farthest) = (firstFor + 3_600 + 600, Self.reach)
        falls = (0..<count).map { _ in
            let began = nearest + SplitMix64.fraction(chance.next()) * max(0, farthest - nearest)
            return began - 60 - Double(chance.below(540))...began
        }
    }

    func health(at time: UnixTime) -> FleetOrigin.Health {
        let elapsed = time - start
        if elapsed < 0 {
            if -elapsed <= firstFor { return first }
            return falls.contains { $0.contains(-elapsed) } ? .down : .up
        }
        var then = origin
        if let next = origin.changes.first(where: { elapsed < $0.elapsed }) { then.health = next.before }
        return churn?.health(of: then, at: elapsed) ?? then.health
    }
}

extension FleetOrigin.Health {
    /// Whether a health check of it passes: some address of a domain is enough.
    var isServing: Bool { self == .up || self == .partly }
}
