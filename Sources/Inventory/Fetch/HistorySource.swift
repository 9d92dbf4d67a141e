// The two places that keep the health of origins over time. DescribeRealServerStatistics costs nothing and is being
// withdrawn; Cloud Monitor needs a permission of its own, and its calls cost money beyond a million a month.

import Essentials
import GAAP
import TencentCloud

/// Something that tells how an origin has been over time.
protocol HistorySource: Sendable {
    /// The last day of an origin.
    /// - Parameter now: the end of that day.
    func history(
        of query: HistoryQuery, until now: Moment, by client: Client, _ priority: Priority
    ) async throws(CloudError) -> OriginHistory
}

/// DescribeRealServerStatistics of GAAP.
struct StatisticsSource: HistorySource {
    private static let hours = 24
    /// Seconds between two points.
    private static let granularity = 60

    func history(
        of query: HistoryQuery, until now: Moment, by client: Client, _ priority: Priority
    ) async throws(CloudError) -> OriginHistory {
        let request = DescribeRealServerStatistics(
            realServerID: query.key.realServerID, listenerID: query.key.listenerID, withinTime: Self.hours,
            granularity: Self.granularity)
        let reply = try await client.call(request, about: query.key.listenerID, priority: priority)
        return OriginHistory(reply.value, granularity: Self.granularity, readAt: reply.receivedAt)
    }
}

/// GetMonitorData of Cloud Monitor.
struct MonitorSource: HistorySource {
    private static let span = 86_400.0
    /// Numbers of one request that every version of its documents allows: a day by the minute, or five by five minutes.
    private static let maximumPoints = 1_440

    func history(
        of query: HistoryQuery, until now: Moment, by client: Client, _ priority: Priority
    ) async throws(CloudError) -> OriginHistory {
        guard !query.monitored.isEmpty else { throw .invalidRequest(Self.unnamed) }
        let period = query.monitored.count == 1 ? GetMonitorData.periods[0] : GetMonitorData.periods[1]
        let pointsOfOne = Int(Self.span) / period
        let origins = Array(query.monitored.prefix(Self.maximumPoints / pointsOfOne))
        let request = GetMonitorData(
            origins: origins, period: period,
            // Both ends belong to the range.
            startTime: ServiceTime.zonedText(now.wall + -(Self.span - Double(period))),
            endTime: ServiceTime.zonedText(now.wall))
        let reply = try await client.call(request, about: query.key.listenerID, priority: priority)
        return OriginHistory(reply.value, of: origins, granularity: period, readAt: reply.receivedAt)
    }

    private static let unnamed = RequestError(
        code: "MissingParameter",
        message: Wording(
            "Cloud Monitor is asked by proxy and address, and one of the two is not known.",
            zh: "云监控按通道与源站地址查询，而其中之一未知。"))
}

/// Which source is asked: the statistics until they are gone.
struct HistorySources {
    let choice: HistoryChoice
    /// The service has said that it no longer has the action.
    private(set) var areStatisticsGone = false

    init(_ choice: HistoryChoice) { self.choice = choice }

    /// What to ask first.
    var first: any HistorySource {
        choice == .monitor || areStatisticsGone ? MonitorSource() : StatisticsSource()
    }

    /// What to ask after an error of the first; nil where that error is final.
    mutating func second(after error: CloudError, of query: HistoryQuery) -> (any HistorySource)? {
        guard first is StatisticsSource, case .service(let fault) = error else { return nil }
        if fault.hasLostAction {
            areStatisticsGone = true
            return MonitorSource()
        }
        // The origin may be one that only Cloud Monitor still knows.
        return fault.matches("ResourceNotFound") && !query.monitored.isEmpty ? MonitorSource() : nil
    }
}

extension ServiceError {
    /// Whether the service does not have the action, or has it no longer.
    package var hasLostAction: Bool { matches("InvalidAction") || matches("ActionOffline") }
}
