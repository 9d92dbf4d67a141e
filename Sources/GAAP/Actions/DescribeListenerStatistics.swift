import Essentials
package import TencentCloud

/// The traffic of one listener over time.
package struct DescribeListenerStatistics: GAAPAction, Equatable {
    package static let name = "DescribeListenerStatistics"

    /// The supported intervals between two values, each with the longest time range that may be requested with it. Both
    /// are in seconds. The last interval has no limit.
    package static let granularities: [(seconds: Int, maximumRange: Double)] = [
        (300, 86_400), (3_600, 7 * 86_400), (86_400, .infinity),
    ]

    package struct Answer: Codable, Sendable, Equatable {
        /// One series for each requested metric.
        package var statisticsData: [MetricStatistics]?

        package init(statisticsData: [MetricStatistics]?) { self.statisticsData = statisticsData }

        enum CodingKeys: String, CodingKey {
            case statisticsData = "StatisticsData"
        }

        package init(from decoder: any Decoder) throws {
            let fields = try LenientFields(decoder, keyedBy: CodingKeys.self)
            let list: ObjectList<MetricStatistics>? = try fields.list(.statisticsData)
            statisticsData = list?.objects
        }
    }

    package var listenerID: String
    /// The start in the format `YYYY-MM-DD HH:MM:SS`, see `ServiceTime`.
    package var startTime: String
    package var endTime: String
    package var metricNames: [MetricName]
    package var granularity: Int

    package init(listenerID: String, startTime: String, endTime: String, metricNames: [MetricName], granularity: Int) {
        self.listenerID = listenerID
        self.startTime = startTime
        self.endTime = endTime
        self.metricNames = metricNames
        self.granularity = granularity
    }

    enum CodingKeys: String, CodingKey {
        case listenerID = "ListenerId"
        case startTime = "StartTime"
        case endTime = "EndTime"
        case metricNames = "MetricNames"
        case granularity = "Granularity"
    }

    package func validate() throws(RequestError) {
        try ParameterRules.check(
            ParameterRules.notEmpty(["ListenerId": listenerID]), ParameterRules.metrics(metricNames),
            ParameterRules.oneOf(Self.granularities.map(\.seconds), granularity, named: "Granularity"))
        let maximum = Self.granularities.first { $0.seconds == granularity }?.maximumRange ?? .infinity
        _ = try ParameterRules.span(from: startTime, to: endTime, maximum: maximum)
    }
}
