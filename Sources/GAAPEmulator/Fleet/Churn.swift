// Changes the health of origins, listeners and owners over time. Churn is a pure function of the seed and the time, so
// no timer runs, and two requests at the same time get the same response. Health is computed per origin, so an origin
// fails for all its listeners at the same time, as a real one does.
//
// Time is divided into cycles, shifted by a phase that depends on the subject. At the start of a cycle a disturbance
// starts, or does not:
//
//        phase      period     period
//   |------|==-------|---------|===-----|      = disturbance, shorter than the period
//   0
//
// Its probability is chosen so that, over the whole fleet, a disturbance starts at a fixed average interval, regardless
// of the size of the fleet.

/// Temporary disturbances that start by themselves.
package struct Churn: Sendable, Equatable {
    /// The length of a cycle in seconds.
    private static let period = 600.0
    /// The average number of seconds over the whole fleet between two failures of origins, two changes of listeners,
    /// and two proxies being closed or banned.
    private static let betweenFailures = 20.0
    private static let betweenChanges = 15.0
    private static let betweenStops = 240.0
    /// The seconds that a proxy takes to close and to open again.
    private static let transition = 5.0

    private let seed: UInt64
    private let origins: Int
    private let listeners: Int
    /// The seconds after the start in which no disturbance starts.
    private let calm: Double
    /// The proxies that may be stopped: those with the fewest listeners, so that these events do not hide an incident.
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

    /// Returns an origin's health at a time. An origin that already has a problem keeps it.
    /// - Parameter elapsed: the seconds since the start.
    func health(of origin: FleetOrigin, at elapsed: Double) -> FleetOrigin.Health {
        guard origin.health == .up,
            let disturbance = disturbance(
                of: origin.id, every: Self.betweenFailures, among: origins, lasting: 20...90, at: elapsed)
        else { return origin.health }
        guard origin.isDomain else { return .down }
        return [.down, .unresolved, .partly][Int(disturbance.dice % 3)]
    }

    /// Returns a listener's status at a time: sometimes its origins are adjusted or its configuration is changed.
    func status(of listener: FleetListener, at elapsed: Double) -> Int {
        guard listener.status == 0,
            let disturbance = disturbance(
                of: listener.id, every: Self.betweenChanges, among: listeners, lasting: 4...15, at: elapsed)
        else { return listener.status }
        return 3 + Int(disturbance.dice % 2)
    }

    /// Returns Status and BanStatus of a proxy at a time: sometimes the proxy is closed or banned, and serves again
    /// after a while.
    func status(of proxy: FleetProxy, at elapsed: Double) -> (status: String, ban: String) {
        guard proxy.isServing, stoppable.contains(proxy.id),
            let disturbance = disturbance(
                of: proxy.id, every: Self.betweenStops, among: stoppable.count, lasting: 40...180, at: elapsed)
        else { return (proxy.status, proxy.banStatus) }
        let isBan = disturbance.dice % 3 == 0
        if disturbance.since < Self.transition { return isBan ? ("RUNNING", "BANNING") : ("CLOSING", "RECOVER") }
        if disturbance.left < Self.transition { return isBan ? ("RUNNING", "RECOVERING") : ("OPENING", "RECOVER") }
        return isBan ? ("RUNNING", "BANNED") : ("CLOSED", "RECOVER")
    }

    /// A disturbance at a time.
    private struct Disturbance {
        /// A random number that does not change during the disturbance.
        let dice: UInt64
        /// The seconds since its start, and until its end.
        let since: Double
        let left: Double
    }

    /// Returns the disturbance at a time, or nil between two disturbances.
    private func disturbance(
        of id: String, every gap: Double, among count: Int, lasting range: ClosedRange<Double>, at elapsed: Double
    ) -> Disturbance? {
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
        return since < length ? Disturbance(dice: choice, since: since, left: length - since) : nil
    }
}
