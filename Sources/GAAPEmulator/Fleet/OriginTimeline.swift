// An origin's health at any time, including times before the emulator's start. It is a pure function of the seed and
// the time. Lists use the same function for the current time, so the end of a history agrees with the list.
//
//   ---up----|down|---------up---------|==== down ====|== changes, churn ==>
//         an earlier failure       troubledFor      start               now

import Essentials

/// The health of one origin over time.
struct OriginTimeline {
    /// The range of earlier failures in seconds before the start.
    private static let reach = 86_400.0

    private let origin: FleetOrigin
    private let churn: Churn?
    private let start: UnixTime
    /// The health at the start, and how long before the start it began. The duration is unlimited if the origin was up.
    private let first: FleetOrigin.Health
    private let firstFor: Double
    /// Earlier failures, in seconds before the start.
    private let failures: [ClosedRange<Double>]

    init(_ origin: FleetOrigin, seed: UInt64, churn: Churn?, start: UnixTime) {
        self.origin = origin
        self.churn = churn
        self.start = start
        first = origin.changes.first?.before ?? origin.health
        var chance = SplitMix64(seed: SplitMix64.hash(origin.id, seed: seed))
        // Without a configured age, a problem is minutes to hours old.
        let age = origin.troubledFor.map(Double.init) ?? 300 + Double(chance.below(6 * 3_600))
        firstFor = first == .up ? 0 : age
        // An origin with a problem has failed before. One in six of the other origins has failed before.
        let count = first != .up ? 1 + chance.below(3) : chance.chance(percent: 17) ? 1 + chance.below(2) : 0
        // A failure lasts up to ten minutes. Between the last failure and the current problem or the start, the origin
        // was up for at least an hour.
        let (nearest, farthest) = (firstFor + 3_600 + 600, Self.reach)
        failures = (0..<count).map { _ in
            let began = nearest + SplitMix64.fraction(chance.next()) * max(0, farthest - nearest)
            return began - 60 - Double(chance.below(540))...began
        }
    }

    func health(at time: UnixTime) -> FleetOrigin.Health {
        let elapsed = time - start
        if elapsed < 0 {
            if -elapsed <= firstFor { return first }
            return failures.contains { $0.contains(-elapsed) } ? .down : .up
        }
        var then = origin
        if let next = origin.changes.first(where: { elapsed < $0.elapsed }) { then.health = next.before }
        return churn?.health(of: then, at: elapsed) ?? then.health
    }
}

extension FleetOrigin.Health {
    /// Whether a health check of the origin passes. For a domain, one healthy address is sufficient.
    var isServing: Bool { self == .up || self == .partly }
}
