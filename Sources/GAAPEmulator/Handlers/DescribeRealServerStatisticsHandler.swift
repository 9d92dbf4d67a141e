// DescribeRealServerStatistics: the health of one origin of a listener. The values of an origin that is bound with one
// port are in StatisticsData. An origin that is bound with several ports has one series per port in RsStatisticsData,
// whose name is the port. According to the documentation nearly all parameters are optional, and it does not specify
// their defaults. The emulator's defaults and its maximum time range are its own choice.

import GAAP
import Essentials

enum DescribeRealServerStatisticsHandler: ActionHandler {
    static let action: any GAAPAction.Type = DescribeRealServerStatistics.self
    static let parameters: [Parameter] = [
        .required("RealServerId", .string), .optional("ListenerId", .string), .optional("RuleId", .string),
        .optional("WithinTime", .unsigned), .optional("StartTime", .string), .optional("EndTime", .string),
        .optional("Granularity", .unsigned),
    ]

    static func answer(_ values: ParameterValues, from view: FleetView) throws(RefusalError) -> [JSONValue.Member] {
        guard let originID = values.string("RealServerId") else { throw .missing("RealServerId") }
        let granularity =
            try values.oneOf(DescribeRealServerStatistics.granularities, "Granularity")
            ?? DescribeRealServerStatistics.granularities[0]
        let (start, end) = try span(values, now: view.now)
        let (listener, bindings) = try subject(values, originID, in: view.fleet)

        let series = bindings.map { binding -> JSONValue in
            let health = HealthSeries(of: binding, in: listener, view: view)
            return .array(
                Series.times(from: start, to: end, every: granularity).map {
                    Series.point($0, health.number(at: $0, lasting: granularity))
                })
        }
        let named = zip(bindings, series).map { binding, points -> JSONValue in
            ["MetricName": .string(String(binding.port)), "MetricData": points]
        }
        return [
            JSONValue.Member(name: "StatisticsData", value: series.count == 1 ? series[0] : []),
            JSONValue.Member(name: "RsStatisticsData", value: series.count == 1 ? [] : .array(named)),
        ]
    }

    private static func span(_ values: ParameterValues, now: UnixTime) throws(RefusalError) -> (UnixTime, UnixTime) {
        let hours = try values.oneOf(DescribeRealServerStatistics.hours, "WithinTime")
        if let span = try values.span(maximum: 86_400) {
            try RefusalError.check(ParameterRules.hours(hours, withSpan: true))
            return span
        }
        guard let hours else { throw .missing("WithinTime") }
        return (now + -Double(hours * 3_600), now)
    }

    private static func subject(
        _ values: ParameterValues, _ originID: String, in fleet: Fleet
    ) throws(RefusalError) -> (FleetListener, [FleetListener.Binding]) {
        // The emulator has no layer-7 listeners, so it has no rules.
        if let rule = values.string("RuleId") { throw .notFound(rule) }
        guard let id = values.string("ListenerId") else { throw .missing("ListenerId") }
        guard let listener = fleet.listener(id)?.listener else { throw .noListener(id) }
        let bindings = listener.bindings.filter { fleet.origins[$0.origin].id == originID }
        guard !bindings.isEmpty else { throw .notFound(originID) }
        return (listener, bindings)
    }
}
