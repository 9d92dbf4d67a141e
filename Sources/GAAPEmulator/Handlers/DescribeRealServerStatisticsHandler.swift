// DescribeRealServerStatistics: 1 where an origin was normal, 0 where it was not, as the documents number it; null
// before the listener was there, in the future, and always where nothing is checked. A stretch counts as abnormal when
// any moment of it was; the one that is not over yet tells the present, so that it agrees with DescribeTCPListeners.
// The documents call nearly everything optional and leave open what holds without it; what the emulator then does, and
// its longest stretch, are its own choice.

import GAAP
import Essentials

enum DescribeRealServerStatisticsHandler: ActionHandler {
    static let action: any GAAPAction.Type = DescribeRealServerStatistics.self
    static let parameters: [Parameter] = [
        .required("RealServerId", .string), .optional("ListenerId", .string), .optional("RuleId", .string),
        .optional("WithinTime", .unsigned), .optional("StartTime", .string), .optional("EndTime", .string),
        .optional("Granularity", .unsigned),
    ]

    /// Seconds between two looks at a stretch that is over.
    private static let step = 10

    static func answer(_ values: ParameterValues, from view: FleetView) throws(RefusalError) -> [JSONValue.Member] {
        guard let originID = values.string("RealServerId") else { throw .missing("RealServerId") }
        let granularity =
            try values.oneOf(DescribeRealServerStatistics.granularities, "Granularity")
            ?? DescribeRealServerStatistics.granularities[0]
        let (start, end) = try span(values, now: view.now)
        let (listener, origin) = try subject(values, originID, in: view.fleet)

        let timeline = view.timeline(of: origin)
        let points = Series.times(from: start, to: end, every: granularity).map { time in
            Series.point(
                time,
                listener.isChecked(at: time, now: view.now)
                    ? health(of: timeline, from: time, lasting: granularity, now: view.now) : nil)
        }
        let names = origin.isDomain ? origin.resolved : [origin.address]
        return [
            JSONValue.Member(name: "StatisticsData", value: .array(points)),
            JSONValue.Member(
                name: "RsStatisticsData",
                value: .array(names.map { ["MetricName": .string($0), "MetricData": .array(points)] })),
        ]
    }

    private static func span(_ values: ParameterValues, now: UnixTime) throws(RefusalError) -> (UnixTime, UnixTime) {
        let hours = try values.oneOf(DescribeRealServerStatistics.hours, "WithinTime")
        if let span = try values.span(longest: 86_400) {
            guard hours == nil else {
                throw .conflict(
                    "WithinTime cannot be used with StartTime or EndTime.",
                    "WithinTime 不能与 StartTime 或 EndTime 同时使用。")
            }
            return span
        }
        guard let hours else { throw .missing("WithinTime") }
        return (now + -Double(hours * 3_600), now)
    }

    private static func subject(
        _ values: ParameterValues, _ originID: String, in fleet: Fleet
    ) throws(RefusalError) -> (FleetListener, FleetOrigin) {
        // There are no layer-7 listeners here, so there is no rule.
        if let rule = values.string("RuleId") { throw .notFound(rule) }
        guard let id = values.string("ListenerId") else { throw .missing("ListenerId") }
        guard let listener = fleet.listener(id)?.listener else { throw .noListener(id) }
        guard let binding = listener.bindings.first(where: { fleet.origins[$0.origin].id == originID }) else {
            throw .notFound(originID)
        }
        return (listener, fleet.origins[binding.origin])
    }

    private static func health(of origin: OriginTimeline, from time: Int, lasting: Int, now: UnixTime) -> Double {
        guard Double(time + lasting) <= now.seconds else { return origin.health(at: now).isServing ? 1 : 0 }
        let looks = stride(from: time, to: time + lasting, by: step)
        return looks.allSatisfy { origin.health(at: UnixTime(Double($0))).isServing } ? 1 : 0
    }
}

extension FleetListener {
    /// Whether a health check told anything.
    fileprivate func isChecked(at time: Int, now: UnixTime) -> Bool {
        checksHealth && time >= createTime && Double(time) <= now.seconds
    }
}
