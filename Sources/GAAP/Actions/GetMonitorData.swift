// Cloud Monitor stores the health of origins that DescribeRealServerStatistics used to return. Cloud Monitor is another
// service, with its own host, version and permission. It encodes health like the statistics: 1 is normal. It does not
// distinguish the ports of an origin.
//
// The account must pay for calls beyond a million a month, so the program calls Cloud Monitor only if necessary.

import Essentials
package import TencentCloud

/// Cloud Monitor.
package enum MonitorService {
    package static let name = "monitor"
    package static let version = "2018-07-24"
    /// The metrics of GAAP.
    package static let namespace = "QCE/QAAP"
    /// The region of the metrics. GAAP is the same in every region, but its metrics are stored in this one.
    package static let region = "ap-guangzhou"
}

/// An origin of a listener in the terms of Cloud Monitor.
package struct MonitoredOrigin: Hashable, Sendable {
    /// The id of a proxy.
    package var channelID: String
    package var listenerID: String
    /// The address or the domain of the origin, without a port.
    package var origin: String

    package init(channelID: String, listenerID: String, origin: String) {
        self.channelID = channelID
        self.listenerID = listenerID
        self.origin = origin
    }
}

/// Returns the health of origins over time, one series for each origin.
package struct GetMonitorData: GAAPAction, Equatable {
    package static let name = "GetMonitorData"
    package static let service = MonitorService.name
    package static let version = MonitorService.version

    /// The supported intervals between two values in seconds.
    package static let periods = [60, 300]
    /// The maximum number of origins per request. An older document says 10.
    package static let maximumOrigins = 50
    /// The maximum number of values per response. An older document says 1,440.
    package static let maximumPoints = 7_200

    package struct Answer: Decodable, Sendable, Equatable {
        package var dataPoints: [MonitoredSeries]?

        package init(dataPoints: [MonitoredSeries]?) { self.dataPoints = dataPoints }

        enum CodingKeys: String, CodingKey {
            case dataPoints = "DataPoints"
        }

        package init(from decoder: any Decoder) throws {
            let fields = try LenientFields(decoder, keyedBy: CodingKeys.self)
            let list: ObjectList<MonitoredSeries>? = try fields.list(.dataPoints)
            dataPoints = list?.objects
        }
    }

    package var origins: [MonitoredOrigin]
    package var period: Int
    /// The start in the format `YYYY-MM-DDTHH:MM:SS+08:00`, see `ServiceTime`. The range includes both ends.
    package var startTime: String
    package var endTime: String

    package var region: String? { MonitorService.region }

    package init(origins: [MonitoredOrigin], period: Int, startTime: String, endTime: String) {
        self.origins = origins
        self.period = period
        self.startTime = startTime
        self.endTime = endTime
    }

    package static func endpoint(beside endpoint: Endpoint) -> Endpoint { endpoint.neighbour(service) }

    enum CodingKeys: String, CodingKey {
        case namespace = "Namespace"
        case metricName = "MetricName"
        case instances = "Instances"
        case period = "Period"
        case startTime = "StartTime"
        case endTime = "EndTime"
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(MonitorService.namespace, forKey: .namespace)
        try container.encode(MetricName.originHealth, forKey: .metricName)
        try container.encode(origins.map(\.dimensions), forKey: .instances)
        try container.encode(period, forKey: .period)
        try container.encode(startTime, forKey: .startTime)
        try container.encode(endTime, forKey: .endTime)
    }

    package func validate() throws(RequestError) {
        try ParameterRules.check(ParameterRules.instances(origins.count, upTo: Self.maximumOrigins))
        for origin in origins {
            try ParameterRules.check(
                ParameterRules.notEmpty([
                    "channelId": origin.channelID, "listenerId": origin.listenerID, "originServerInfo": origin.origin,
                ]))
        }
        try ParameterRules.check(ParameterRules.oneOf(Self.periods, period, named: "Period"))
        guard let start = ServiceTime.parseZoned(startTime) else { throw .zonedForm("StartTime") }
        guard let end = ServiceTime.parseZoned(endTime) else { throw .zonedForm("EndTime") }
        let points = ((end - start) / Double(period)).rounded(.down) + 1
        try ParameterRules.check(
            ParameterRules.zonedSpan(from: start, to: end),
            ParameterRules.dataPoints(points * Double(origins.count), upTo: Self.maximumPoints))
    }
}

/// The values of one origin. Times without a value are omitted.
package struct MonitoredSeries: Decodable, Sendable, Equatable {
    /// The origin of the values. nil if the response does not contain it.
    package var origin: MonitoredOrigin?
    package var points: [StatisticsPoint]

    package init(origin: MonitoredOrigin?, points: [StatisticsPoint]) {
        self.origin = origin
        self.points = points
    }

    enum CodingKeys: String, CodingKey {
        case dimensions = "Dimensions"
        case timestamps = "Timestamps"
        case values = "Values"
    }

    package init(from decoder: any Decoder) throws {
        var fields = try LenientFields(decoder, keyedBy: CodingKeys.self)
        origin = MonitoredOrigin(fields.readObjects(.dimensions) ?? [])
        let times: [Double] = fields.read(.timestamps) ?? []
        let values: [Double?] = fields.read(.values) ?? []
        // The elements of the two lists correspond by index. If the lists differ in length, the correspondence is
        // unknown, so the values are discarded.
        points =
            times.count == values.count
            ? zip(times, values).map { StatisticsPoint(time: Int(exactly: $0.rounded(.down)), data: $1) } : []
    }
}

/// A dimension: a name and a value that identify the resource.
struct MonitorDimension: Codable, Sendable, Equatable {
    var name: String?
    var value: String?

    enum CodingKeys: String, CodingKey {
        case name = "Name"
        case value = "Value"
    }

    init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    init(from decoder: any Decoder) throws {
        var fields = try LenientFields(decoder, keyedBy: CodingKeys.self)
        name = fields.readText(.name)
        value = fields.readText(.value)
    }
}

extension MonitoredOrigin {
    /// The JSON object `{"Dimensions": […]}`.
    struct Instance: Encodable {
        let dimensions: [MonitorDimension]

        enum CodingKeys: String, CodingKey {
            case dimensions = "Dimensions"
        }
    }

    fileprivate var dimensions: Instance {
        Instance(dimensions: [
            MonitorDimension("channelId", channelID), MonitorDimension("listenerId", listenerID),
            MonitorDimension("originServerInfo", origin),
        ])
    }

    /// Reads the origin from dimensions in any order. Returns nil if one is missing.
    fileprivate init?(_ dimensions: [MonitorDimension]) {
        func value(_ name: String) -> String? { dimensions.first { $0.name == name }?.value }
        guard let channel = value("channelId"), let listener = value("listenerId"),
            let origin = value("originServerInfo")
        else { return nil }
        self.init(channelID: channel, listenerID: listener, origin: origin)
    }
}
