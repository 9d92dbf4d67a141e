// Health and owners that change while one watches: a pure function of the seed and the time, so that no timer runs, and
// two questions at one moment get one answer. It works per origin, so an origin fails everywhere at once, as a real one
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
    /// Over the whole fleet, seconds between two origins' failing, between two listeners' being changed, and between
    /// two proxies' being closed or banned.
    private static let betweenFailures = 20.0
    private static let betweenChanges = 15.0
    private static let betweenStops = 240.0
    /// Seconds that a proxy takes to be closed and to be opened again.
    private static let transition = 5.0

    private let seed: UInt64
    private let origins: Int
    private let listeners: Int
    /// Seconds from the start in which nothing begins.
    private let calm: Double
    /// Proxies that may be stopped: those with the fewest listeners, so that what happens beside an incident does not
    /// hide it.
    private let stoppable: Set<String>

    package init(seed: UInt64, fleet: Fleet, calm: Double = 0) {
        self.seed = seed
        self.calm = calm
        origins = fleet.origins.count
        listeners = fleet.listenerCount
        let proxies = fleet.proxies.filter { $0.groupID == nil && $0.isServing }
            .map { (fleet.listeners[.proxy($0.id)]?.count ?? 0, $0.id) }.sorted(by: <)
        stoppable = Set(proxies.prefix((proxies.count + 3) / 4).map(\.1))
    }

    /// An origin's health at a moment. One that is in trouble anyway stays so.
    /// - Parameter elapsed: seconds since the start.
    func health(of origin: FleetOrigin, at elapsed: Double) -> FleetOrigin.Health {
        guard origin.health == .up,
            let trouble = trouble(
                of: origin.id, every: Self.betweenFailures, among: origins, lasting: 20...90, at: elapsed)
        else { return origin.health }
        guard origin.isDomain else { return .down }
        return [.down, .unresolved, .partly][Int(trouble.dice % 3)]
    }

    /// A listener's status at a moment: now and then its origins are adjusted or its configuration is changed.
    func status(of listener: FleetListener, at elapsed: Double) -> Int {
        guard listener.status == 0,
            let trouble = trouble(
                of: listener.id, every: Self.betweenChanges, among: listeners, lasting: 4...15, at: elapsed)
        else { return listener.status }
        return 3 + Int(trouble.dice % 2)
    }

    /// Status and BanStatus of a proxy at a moment: now and then somebody closes it, or it is banned, and after a while
    /// it serves again.
    func status(of proxy: FleetProxy, at elapsed: Double) -> (status: String, ban: String) {
        guard proxy.isServing, stoppable.contains(proxy.id),
            let trouble = trouble(
                of: proxy.id, every: Self.betweenStops, among: stoppable.count, lasting: 40...180, at: elapsed)
        else { return (proxy.status, proxy.banStatus) }
        let isBan = trouble.dice % 3 == 0
        if trouble.since < Self.transition { return isBan ? ("RUNNING", "BANNING") : ("CLOSING", "RECOVER") }
        if trouble.left < Self.transition { return isBan ? ("RUNNING", "RECOVERING") : ("OPENING", "RECOVER") }
        return isBan ? ("RUNNING", "BANNED") : ("CLOSED", "RECOVER")
    }

    /// What goes wrong at a moment.
    private struct Trouble {
        /// A random number that stays the same while it lasts.
        let dice: UInt64
        /// Seconds since it began, and until it ends.
        let since: Double
        let left: Double
    }

    /// nil when all is well.
    private func trouble(
        of id: String, every gap: Double, among count: Int, lasting range: ClosedRange<Double>, at elapsed: Double
    ) -> Trouble? {
        guard elapsed.isFinite, elapsed >= 0, elapsed < 1e12, count > 0 else { return nil }
        let subject = SplitMix64.hash(id, seed: seed)
        let shifted = elapsed - SplitMix64.fraction(subject) * Self.period
        guard shifted >= 0 else { return nil }
        let cycle = (shifted / Self.period).rounded(.down)
        let dice = SplitMix64.mix(subject &+ UInt64(cycle) &* 0x9E37_79B9_7F4A_7C15)
        guard SplitMix64.fraction(dice) < Self.period / (gap * Double(count)) else { return nil }
        let choice = SplitMix64.mix(dice &+ 1)
        let length = range.lowerBound + SplitMix64.fraction(choice) * (range.upperBound - range.lowerBound)
        let since = shifted - cycle * Self.period
        guard elapsed - since >= calm else { return nil }
        return since < length ? Trouble(dice: choice, since: since, left: length - since) : nil
    }
}
