// The traffic of a listener: the numbers for the plot in the full detail view.

package import Essentials

/// The bandwidth of one listener over time, from DescribeListenerStatistics.
package struct Traffic: Equatable, Sendable {
    /// One moment. A value is nil if the service sent no number.
    package struct Point: Equatable, Sendable {
        package let at: Moment
        /// Bit/s from clients.
        package let incoming: Double?
        /// Bit/s to clients.
        package let outgoing: Double?

        package init(at: Moment, incoming: Double?, outgoing: Double?) {
            self.at = at
            self.incoming = incoming
            self.outgoing = outgoing
        }
    }

    /// Sorted by time.
    package let points: [Point]
    package let readAt: Moment

    package init(points: [Point], readAt: Moment) {
        self.points = points.filter { $0.at.wall.seconds.isFinite }.sorted { $0.at.isBefore($1.at) }
        self.readAt = readAt
    }
}
