// The history of an origin's health. The documents make everything but RealServerId optional, and then say that the
// listener or the rule must be named. The site for China calls the action obsolete (September 2025): it may be refused,
// and nothing may depend on it.

import Essentials
package import TencentCloud

/// How the health checks of one origin, as one listener or rule makes them, went over time.
package struct DescribeRealServerStatistics: GAAPAction, Equatable {
    package static let name = "DescribeRealServerStatistics"

    /// The stretches that `withinTime` may name, hours.
    package static let hours = [1, 3, 6, 12, 24]
    /// Seconds between two numbers.
    package static let granularities = [60, 300]

    /// 1 where the origin was normal, 0 where it was not, null where nothing is known.
    package struct Answer: Codable, Sendable, Equatable {
        /// The origin of the listener asked for.
        package var statisticsData: [StatisticsPoint]?
        /// An origin that is bound on several ports: a metric for each, named by the port.
        package var rsStatisticsData: [MetricStatistics]?

        package init(statisticsData: [StatisticsPoint]?, rsStatisticsData: [MetricStatistics]?) {
            self.statisticsData = statisticsData
            self.rsStatisticsData = rsStatisticsData
        }

        enum CodingKeys: String, CodingKey {
            case statisticsData = "StatisticsData"
            case rsStatisticsData = "RsStatisticsData"
        }

        package init(from decoder: any Decoder) throws {
            var fields = try LenientFields(decoder, keyedBy: CodingKeys.self)
            let list: ObjectList<StatisticsPoint>? = try fields.list(.statisticsData)
            statisticsData = list?.objects
            // Several ports, or several origins; only read where the first has nothing.
            rsStatisticsData = fields.readObjects(.rsStatisticsData)
            // The oldest form has the series of several in the first list.
            if let first = list?.objects.first, first.time == nil,
                let series: ObjectList<MetricStatistics> = try fields.list(.statisticsData),
                series.objects.contains(where: { $0.metricData != nil })
            {
                statisticsData = nil
                rsStatisticsData = (rsStatisticsData ?? []) + series.objects
            }
        }
    }

    package var realServerID: String
    package var listenerID: String?
    /// A rule of a layer-7 listener.
    package var ruleID: String?
    /// The last so many hours; see `hours`.
    package var withinTime: Int?
    /// `YYYY-MM-DD HH:MM:SS`, see `ServiceTime`; both or neither.
    package var startTime: String?
    package var endTime: String?
    package var granularity: Int?

    package init(
        realServerID: String, listenerID: String? = nil, ruleID: String? = nil, withinTime: Int? = nil,
        startTime: String? = nil, endTime: String? = nil, granularity: Int? = nil
    ) {
        self.realServerID = realServerID
        self.listenerID = listenerID
        self.ruleID = ruleID
        self.withinTime = withinTime
        self.startTime = startTime
        self.endTime = endTime
        self.granularity = granularity
    }

    enum CodingKeys: String, CodingKey {
        case realServerID = "RealServerId"
        case listenerID = "ListenerId"
        case ruleID = "RuleId"
        case withinTime = "WithinTime"
        case startTime = "StartTime"
        case endTime = "EndTime"
        case granularity = "Granularity"
    }

    package func validate() throws(RequestError) {
        try ParameterRules.check(
            ParameterRules.notEmpty(["RealServerId": realServerID, "ListenerId": listenerID, "RuleId": ruleID]),
            listenerID == nil && ruleID == nil ? .missing("ListenerId", "RuleId") : nil,
            ParameterRules.oneOf(Self.granularities, granularity, named: "Granularity"),
            ParameterRules.oneOf(Self.hours, withinTime, named: "WithinTime"),
            ParameterRules.hours(withinTime, withSpan: startTime != nil || endTime != nil))
        let span = try ParameterRules.span(from: startTime, to: endTime)
        if withinTime == nil, span == nil { throw .missing("WithinTime") }
    }
}
