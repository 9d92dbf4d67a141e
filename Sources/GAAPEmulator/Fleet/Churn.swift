// Health that changes while one watches: a pure function of the seed and the time, so that no timer runs, and two
// questions at one moment get one answer. It works per origin, so an origin fails everywhere at once, as a real one
// does.
//
// Time is cut into cycles, shifted by a phase of each subject's own. At the start of a cycle a trouble begins, or does
// not:
//
//        phase      period     period
//   |------|==-------|---------|===-----|      = trouble, shorter than the period
//   0
//
// The chance of it is such that, over the whole fleet, a trouble begins every so many seconds, however large the fleet
// is.

/// What goes wrong by itself, and passes.
package struct Churn: Sendable, Equatable {
    /// Seconds of a cycle.
    private static let period = 600.0
    /// Over the whole fleet, seconds between two origins' failing and between two listeners' being changed.
    private static let betweenFailures = 20.0
    private static let betweenChanges = 15.0

    private let seed: UInt64
    private let origins: Int
    private let listeners: Int

    package init(seed: UInt64, fleet: Fleet) {
        self.seed = seed
        origins = fleet.origins.count
        listeners = fleet.listenerCount
    }

    /// An origin's health at a moment. One that is in trouble anyway stays so.
    /// - Parameter elapsed: seconds since the start.
    func health(of origin: FleetOrigin, at elapsed: Double) -> FleetOrigin.Health {
        guard origin.health == .up,
            let dice = trouble(
                of: origin.id, every: Self.betweenFailures, among: origins, lasting: 20...90, at: elapsed)
        else { return origin.health }
        guard origin.isDomain else { return .down }
        return [.down, .unresolved, .partly][Int(dice % 3)]
    }

    /// A listener's status at a moment: now and then its origins are adjusted or its configuration is changed.
    func status(of listener: FleetListener, at elapsed: Double) -> Int {
        guard listener.status == 0,
            let dice = trouble(
                of: listener.id, every: Self.betweenChanges, among: listeners, lasting: 4...15, at: elapsed)
        else { return listener.status }
        return 3 + Int(dice % 2)
    }

    /// nil when all is well, else a random number that stays the same during the trouble.
    private func trouble(
        of id: String, every gap: Double, among count: Int, lasting range: ClosedRange<Double>, at elapsed: Double
    ) -> UInt64? {
        guard elapsed.isFinite, elapsed >= 0, elapsed < 1e12, count > 0 else { return nil }
        let subject = SplitMix64.hash(id, seed: seed)
        let shifted = elapsed - SplitMix64.fraction(subject) * Self.period
        guard shifted >= 0 else { return nil }
        let cycle = (shifted / Self.period).rounded(.down)
        let dice = SplitMix64.mix(subject &+ UInt64(cycle) &* 0x9E37_79B9_7F4A_7C15)
        guard SplitMix64.fraction(dice) < Self.period / (gap * Double(count)) else { return nil }
        let choice = SplitMix64.mix(dice &+ 1)
        let length = range.lowerBound + SplitMix64.fraction(choice) * (range.upperBound - range.lowerBound)
        return shifted - cycle * Self.period < length ? choice : nil
    }
}
