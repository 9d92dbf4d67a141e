// What a listener has carried: the numbers behind the plot of the full detail.

package import TencentCloud

/// The bandwidth of one listener over time, as DescribeListenerStatistics tells it.
package struct Traffic: Equatable, Sendable {
    /// One moment; nil where the service has no number.
    package struct Point: Equatable, Sendable {
        package let at: UnixTime
        /// Bit/s from clients.
        package let incoming: Double?
        /// Bit/s to clients.
        package let outgoing: Double?

        package init(at: UnixTime, incoming: Double?, outgoing: Double?) {
            self.at = at
            self.incoming = incoming
            self.outgoing = outgoing
        }
    }

    /// By time.
    package let points: [Point]
    package let readAt: UnixTime

    package init(points: [Point], readAt: UnixTime) {
        self.points = points.filter { $0.at.seconds.isFinite }.sorted { $0.at < $1.at }
        self.readAt = readAt
    }
}
