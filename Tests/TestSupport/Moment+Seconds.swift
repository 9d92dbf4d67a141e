import Essentials

extension Moment {
    /// Creates a moment at which the wall clock and the uptime have the same value.
    package init(_ seconds: Double) {
        self.init(wall: UnixTime(seconds), uptime: seconds.isFinite && abs(seconds) < 1e15 ? .seconds(seconds) : nil)
    }
}
