// The health of an origin over time as numbers: 1 if the origin was normal, 0 if it was not, as in
// DescribeRealServerStatistics and Cloud Monitor. There is no value before the creation of the listener, in the future,
// or if the health check is off. An interval counts as abnormal if the origin was abnormal at any time in it. The value
// of the current interval is the current health, so that it agrees with DescribeTCPListeners.

import Essentials

/// The health of one binding of a listener.
struct HealthSeries {
    /// The seconds between two samples of a past interval.
    private static let step = 10

    private let listener: FleetListener
    private let timeline: OriginTimeline
    private let now: UnixTime

    init(of binding: FleetListener.Binding, in listener: FleetListener, view: FleetView) {
        self.listener = listener
        timeline = view.timeline(of: binding)
        now = view.now
    }

    /// Returns the value of the interval that starts at a time.
    /// - Parameter lasting: the length of the interval in seconds.
    func number(at time: Int, lasting: Int) -> Double? {
        guard listener.checksHealth, time >= listener.createTime, Double(time) <= now.seconds else { return nil }
        guard Double(time + lasting) <= now.seconds else { return timeline.health(at: now).isServing ? 1 : 0 }
        let samples = stride(from: time, to: time + lasting, by: Self.step)
        return samples.allSatisfy { timeline.health(at: UnixTime(Double($0))).isServing } ? 1 : 0
    }
}
