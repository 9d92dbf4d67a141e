// DescribeListenerStatistics: the traffic of a listener, as the maximum within each interval. The value is null in the
// future and before the creation of the listener. The limit of one year for a request is the emulator's own.

import GAAP
import Essentials

enum DescribeListenerStatisticsHandler: ActionHandler {
    static let action: any GAAPAction.Type = DescribeListenerStatistics.self
    static let parameters: [Parameter] = [
        .required("ListenerId", .string), .required("StartTime", .string), .required("EndTime", .string),
        .required("MetricNames", .list(.string)), .required("Granularity", .unsigned),
    ]

    private static let maximumRange = 366 * 86_400.0
    /// The maximum number of samples per interval.
    private static let samples = 12

    static func answer(_ values: ParameterValues, from view: FleetView) throws(RefusalError) -> [JSONValue.Member] {
        let metrics = try metrics(values)
        let rules = DescribeListenerStatistics.granularities
        guard let granularity = try values.oneOf(rules.map(\.seconds), "Granularity") else {
            throw .missing("Granularity")
        }
        let bound = rules.first { $0.seconds == granularity }?.maximumRange ?? maximumRange
        guard let span = try values.span(maximum: min(maximumRange, bound)) else { throw .missing("StartTime") }
        guard let id = values.string("ListenerId") else { throw .missing("ListenerId") }
        guard let listener = view.fleet.listener(id)?.listener else { throw .noListener(id) }

        let traffic = ListenerTraffic(listener, in: view)
        let times = Series.times(from: span.start, to: span.end, every: granularity)
        let series = metrics.map { metric -> JSONValue in
            let points = times.map { time in
                Series.point(
                    time,
                    time < listener.createTime
                        ? nil : maximum(of: metric, traffic, from: time, lasting: granularity, now: view.now))
            }
            return ["MetricName": .string(metric.raw), "MetricData": .array(points)]
        }
        return [JSONValue.Member(name: "StatisticsData", value: .array(series))]
    }

    private static func metrics(_ values: ParameterValues) throws(RefusalError) -> [MetricName] {
        let metrics = (values.strings("MetricNames") ?? []).map { MetricName($0) }
        try RefusalError.check(ParameterRules.metrics(metrics))
        return metrics.enumerated().filter { !metrics.prefix($0.offset).contains($0.element) }.map(\.element)
    }

    /// Returns the maximum within an interval, or nil if the interval has not started.
    private static func maximum(
        of metric: MetricName, _ traffic: ListenerTraffic, from time: Int, lasting: Int, now: UnixTime
    ) -> Double? {
        guard Double(time) <= now.seconds else { return nil }
        let step = max(300, lasting / samples)
        return stride(from: time, to: time + lasting, by: step).map { UnixTime(Double($0)) }
            .filter { $0 <= now }.map { traffic.value(metric, at: $0) }.max()
    }
}
