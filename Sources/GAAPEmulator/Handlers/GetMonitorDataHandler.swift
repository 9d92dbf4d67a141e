// GetMonitorData of Cloud Monitor, for one metric of GAAP: the health of origins. It returns the same values as
// DescribeRealServerStatistics. If Cloud Monitor has no values, the series is empty, as in its documentation. The same
// applies to an origin that the listener does not have. Cloud Monitor does not distinguish ports. Two details are the
// emulator's own choice: for an origin with several ports the worst value is used, and a group's listener is available
// under each member of the group.

import Essentials
import GAAP
import TencentCloud

enum GetMonitorDataHandler: ActionHandler {
    static let action: any GAAPAction.Type = GetMonitorData.self
    static let parameters: [Parameter] = [
        .required("Namespace", .string), .required("MetricName", .string),
        .required(
            "Instances",
            .list(
                .object([
                    .required(
                        "Dimensions", .list(.object([.required("Name", .string), .required("Value", .string)])))
                ]))),
        .optional("Period", .unsigned), .optional("StartTime", .string), .optional("EndTime", .string),
        .optional("SpecifyStatistics", .integer),
    ]

    private static let dimensions = ["channelId", "listenerId", "originServerInfo"]

    static func answer(_ values: ParameterValues, from view: FleetView) throws(RefusalError) -> [JSONValue.Member] {
        guard values.string("Namespace") == MonitorService.namespace else {
            throw .value("Namespace must be \(MonitorService.namespace).", "Namespace 只能取 \(MonitorService.namespace)。")
        }
        let metric = MetricName.originHealth.raw
        guard values.string("MetricName") == metric else {
            throw .value("MetricName must be \(metric).", "MetricName 只能取 \(metric)。")
        }
        let period = try values.oneOf(GetMonitorData.periods, "Period") ?? 300
        let origins = try origins(values)
        let (start, end) = try range(values, now: view.now)
        let first = start.wholeSeconds / period * period
        let last = end.wholeSeconds / period * period
        let points = Double((last - first) / period + 1) * Double(origins.count)
        try RefusalError.check(ParameterRules.dataPoints(points, upTo: GetMonitorData.maximumPoints))
        let times = stride(from: first, through: last, by: period)
        return [
            JSONValue.Member(name: "StartTime", value: .string(ServiceTime.zonedText(UnixTime(Double(first))))),
            JSONValue.Member(name: "EndTime", value: .string(ServiceTime.zonedText(UnixTime(Double(last))))),
            JSONValue.Member(name: "Period", value: .integer(period)),
            JSONValue.Member(name: "MetricName", value: .string(metric)),
            JSONValue.Member(
                name: "DataPoints", value: .array(origins.map { row(of: $0, at: times, every: period, in: view) })),
            JSONValue.Member(name: "Msg", value: ""),
        ]
    }

    private static func origins(_ values: ParameterValues) throws(RefusalError) -> [MonitoredOrigin] {
        let instances = values.objects("Instances") ?? []
        try RefusalError.check(ParameterRules.instances(instances.count, upTo: GetMonitorData.maximumOrigins))
        var origins: [MonitoredOrigin] = []
        for instance in instances {
            let pairs = instance.objects("Dimensions") ?? []
            let values = dimensions.map { name in pairs.first { $0.string("Name") == name }?.string("Value") }
            guard pairs.count == dimensions.count, let channel = values[0], let listener = values[1],
                let origin = values[2]
            else {
                let names = dimensions.joined(separator: ", ")
                throw .value("Dimensions must be \(names).", "Dimensions 必须为 \(names)。")
            }
            origins.append(MonitoredOrigin(channelID: channel, listenerID: listener, origin: origin))
        }
        return origins
    }

    /// Returns the range from StartTime, by default the start of the day, to EndTime, by default now.
    private static func range(_ values: ParameterValues, now: UnixTime) throws(RefusalError) -> (UnixTime, UnixTime) {
        func time(_ name: String) throws(RefusalError) -> UnixTime? {
            guard let text = values.string(name) else { return nil }
            guard let time = ServiceTime.parseZoned(text) ?? ServiceTime.parse(text) else {
                throw RefusalError(.zonedForm(name))
            }
            return time
        }
        let midnight = ServiceTime.parse(ServiceTime.text(now).prefix(10) + " 00:00:00")
        let (start, end) = (try time("StartTime") ?? midnight ?? now, try time("EndTime") ?? now)
        try RefusalError.check(ParameterRules.zonedSpan(from: start, to: end))
        return (start, end)
    }

    private static func row(
        of origin: MonitoredOrigin, at times: StrideThrough<Int>, every period: Int, in view: FleetView
    ) -> JSONValue {
        let series = view.fleet.series(of: origin, in: view)
        let points = times.compactMap { time -> (time: Int, number: Double)? in
            series.compactMap { $0.number(at: time, lasting: period) }.min().map { (time, $0) }
        }
        return [
            "Dimensions": .array(
                zip(dimensions, [origin.channelID, origin.listenerID, origin.origin]).map {
                    ["Name": .string($0), "Value": .string($1)]
                }),
            "Timestamps": .array(points.map { .integer($0.time) }),
            "Values": .array(points.map { .number($0.number) }),
        ]
    }
}

extension Fleet {
    /// Returns the health of each port of an origin in a listener. Empty if the listener does not belong to the channel
    /// or the origin does not belong to the listener.
    fileprivate func series(of origin: MonitoredOrigin, in view: FleetView) -> [HealthSeries] {
        guard let (listener, owner) = listener(origin.listenerID) else { return [] }
        let channels: [String] =
            switch owner {
            case .proxy(let id): [id]
            case .group(let id): proxies.filter { $0.groupID == id }.map(\.id)
            }
        guard channels.contains(origin.channelID) else { return [] }
        return listener.bindings.filter { origins[$0.origin].address == origin.origin }
            .map { HealthSeries(of: $0, in: listener, view: view) }
    }
}
