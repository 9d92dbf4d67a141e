// The health of an origin over time as numbers: 1 where it was normal, 0 where it was not, as both statistics and Cloud
// Monitor number it; nothing before the listener was there, in the future, and always where nothing is checked. A
// stretch counts as abnormal when any moment of it was; the one that is not over yet says the present, so that it
// agrees with DescribeTCPListeners.

import Essentials

/// The health of one binding of a listener.
struct HealthSeries {
    /// Seconds between two looks at a stretch that is over.
    private static let step = 10

    private let listener: FleetListener
    private let timeline: OriginTimeline
    private let now: UnixTime

    init(of binding: FleetListener.Binding, in listener: FleetListener, view: FleetView) {
        self.listener = listener
        timeline = view.timeline(of: binding)
        now = view.now
    }

    /// The number of the stretch that begins at a time.
    /// - Parameter lasting: seconds.
    func number(at time: Int, lasting: Int) -> Double? {
        guard listener.checksHealth, time >= listener.createTime, Double(time) <= now.seconds else { return nil }
        guard Double(time + lasting) <= now.seconds else { return timeline.health(at: now).isServing ? 1 : 0 }
        let looks = stride(from: time, to: time + lasting, by: Self.step)
        return looks.allSatisfy { timeline.health(at: UnixTime(Double($0))).isServing } ? 1 : 0
    }
}
