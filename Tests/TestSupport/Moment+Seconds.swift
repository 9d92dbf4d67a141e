import Essentials

extension Moment {
    /// A moment at which both clocks show the same.
    package init(_ seconds: Double) {
        self.init(wall: UnixTime(seconds), uptime: seconds.isFinite && abs(seconds) < 1e15 ? .seconds(seconds) : nil)
    }
}
