// The history of an origin's health. According to the documentation all parameters except RealServerId are optional,
// but the documentation also says that the listener or the rule must be specified. The site for China has declared the
// action obsolete (September 2025). The service may refuse it, so nothing may depend on it.

import Essentials
package import TencentCloud

/// The results of the health checks of one origin of a listener or rule over time.
package struct DescribeRealServerStatistics: GAAPAction, Equatable {
    package static let name = "DescribeRealServerStatistics"

    /// The values of `withinTime`, in hours.
    package static let hours = [1, 3, 6, 12, 24]
    /// The supported intervals between two values in seconds.
    package static let granularities = [60, 300]

    /// The value is 1 if the origin was normal, 0 if it was not, and null if the status is unknown.
    package struct Answer: Codable, Sendable, Equatable {
        /// The series of the origin of the requested listener.
        package var statisticsData: [StatisticsPoint]?
        /// The series of an origin that is bound with several ports: one metric for each port, whose name is the port.
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
            // This list contains the series of several ports or origins. It is only used if the first list is empty.
            rsStatisticsData = fields.readObjects(.rsStatisticsData)
            // In the oldest format, the first list contains the series of several ports or origins.
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
    /// The rule of a layer-7 listener.
    package var ruleID: String?
    /// The time range as a number of hours before now. See `hours`.
    package var withinTime: Int?
    /// The start in the format `YYYY-MM-DD HH:MM:SS`, see `ServiceTime`. Start and end must be set together.
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
