// Measurements of the service over time. They encode the health of an origin in the opposite way to RealServerStatus:
// here 1 is normal.

/// One value of a series.
package struct StatisticsPoint: Codable, Sendable, Equatable {
    /// The start of the interval of the value, in seconds since 1970.
    package var time: Int?
    /// The value. nil if the service has no valid value.
    package var data: Double?

    package init(time: Int? = nil, data: Double? = nil) {
        self.time = time
        self.data = data
    }

    enum CodingKeys: String, CodingKey {
        case time = "Time"
        case data = "Data"
    }

    package init(from decoder: any Decoder) throws {
        var fields = try LenientFields(decoder, keyedBy: CodingKeys.self)
        time = fields.read(.time)
        data = fields.read(.data)
    }
}

/// The values of one metric.
package struct MetricStatistics: Codable, Sendable, Equatable {
    package var metricName: MetricName?
    /// The values. The service does not guarantee their order.
    package var metricData: [StatisticsPoint]?

    package init(metricName: MetricName? = nil, metricData: [StatisticsPoint]? = nil) {
        self.metricName = metricName
        self.metricData = metricData
    }

    enum CodingKeys: String, CodingKey {
        case metricName = "MetricName"
        case metricData = "MetricData"
    }

    package init(from decoder: any Decoder) throws {
        var fields = try LenientFields(decoder, keyedBy: CodingKeys.self)
        metricName = fields.read(.metricName)
        metricData = fields.readObjects(.metricData)
    }
}
