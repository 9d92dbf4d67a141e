// The two services that record the health of origins over time. DescribeRealServerStatistics is free and is being
// withdrawn. Cloud Monitor needs a separate permission, and its calls are charged beyond a million a month.

import Essentials
import GAAP
import TencentCloud

/// A source of the history of an origin.
protocol HistorySource: Sendable {
    /// Returns the history of an origin over the last day.
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
    /// The maximum number of points in one response, according to every version of the documentation: one day in steps
    /// of one minute, or five origins in steps of five minutes.
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
            // Both ends are included in the range.
            startTime: ServiceTime.zonedText(now.wall + -(Self.span - Double(period))),
            endTime: ServiceTime.zonedText(now.wall))
        let reply = try await client.call(request, about: query.key.listenerID, priority: priority)
        return OriginHistory(reply.value, of: origins, granularity: period, readAt: reply.receivedAt)
    }

    private static let unnamed = RequestError(
        code: "MissingParameter",
        message: Wording(
            "Cloud Monitor needs the proxy id and the origin address, and one of them is unknown.",
            zh: "查询云监控需要通道 ID 和源站地址，但其中之一未知。"))
}

/// Selects the source of histories: the statistics until they are withdrawn.
struct HistorySources {
    let choice: HistoryChoice
    /// Whether the service has answered that the action no longer exists.
    private(set) var areStatisticsGone = false

    init(_ choice: HistoryChoice) { self.choice = choice }

    /// The source to query first.
    var first: any HistorySource {
        choice == .monitor || areStatisticsGone ? MonitorSource() : StatisticsSource()
    }

    /// The source to query after an error of the first; nil if that error is final.
    mutating func second(after error: CloudError, of query: HistoryQuery) -> (any HistorySource)? {
        guard first is StatisticsSource, case .service(let fault) = error else { return nil }
        if fault.hasLostAction {
            areStatisticsGone = true
            return MonitorSource()
        }
        // Cloud Monitor may know an origin that the statistics do not.
        return fault.matches("ResourceNotFound") && !query.monitored.isEmpty ? MonitorSource() : nil
    }
}

extension ServiceError {
    /// Whether the service does not have the action, or no longer has it.
    package var hasLostAction: Bool { matches("InvalidAction") || matches("ActionOffline") }
}
