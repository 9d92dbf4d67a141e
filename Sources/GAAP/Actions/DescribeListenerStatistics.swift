import Essentials
package import TencentCloud

/// What one listener has carried over time.
package struct DescribeListenerStatistics: GAAPAction, Equatable {
    package static let name = "DescribeListenerStatistics"

    /// Seconds between two numbers, and the longest stretch, in seconds, that may be asked for with it; the last has no
    /// bound.
    package static let granularities: [(seconds: Int, longest: Double)] = [
        (300, 86_400), (3_600, 7 * 86_400), (86_400, .infinity),
    ]

    package struct Answer: Codable, Sendable, Equatable {
        /// One series for each metric asked for.
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
    /// `YYYY-MM-DD HH:MM:SS`, see `ServiceTime`.
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
        try validateNotEmpty(["ListenerId": listenerID])
        guard !metricNames.isEmpty else {
            throw RequestError(
                code: "InvalidParameterValue",
                message: Wording("MetricNames must not be empty.", zh: "MetricNames 不能为空。"))
        }
        if let unknown = metricNames.first(where: { !$0.isKnown }) {
            throw RequestError(
                code: "InvalidParameterValue",
                message: Wording("The metric name `\(unknown.raw)` is not supported.", zh: "不支持指标 `\(unknown.raw)`。"))
        }
        try validateOneOf(granularity, Self.granularities.map(\.seconds), named: "Granularity")
        let span = try validateSpan(from: startTime, to: endTime)
        if let row = Self.granularities.first(where: { $0.seconds == granularity }), span > row.longest {
            throw RequestError(
                code: "InvalidParameterValue",
                message: Wording(
                    "A Granularity of \(granularity) allows a time range of at most \(Int(row.longest)) seconds.",
                    zh: "Granularity 为 \(granularity) 时，时间范围不超过 \(Int(row.longest)) 秒。"))
        }
    }
}
