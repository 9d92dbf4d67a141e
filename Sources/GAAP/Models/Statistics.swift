// What the service has measured over time. It numbers origin health the other way round than RealServerStatus: 1 is
// normal here.

/// One number of a series.
package struct StatisticsPoint: Codable, Sendable, Equatable {
    /// The beginning of the stretch it stands for, seconds since 1970.
    package var time: Int?
    /// nil where the service has no valid number.
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

/// The numbers of one metric.
package struct MetricStatistics: Codable, Sendable, Equatable {
    package var metricName: MetricName?
    /// In no order that is promised.
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
