// Converts the service's numbers to histories and traffic. The health numbers of statistics are the reverse of
// RealServerStatus: 1 is normal. If there are several origins, or several addresses of one origin, at the same time,
// the worst counts, as it does for the listener.

package import GAAP
package import Essentials

extension OriginHistory {
    /// Creates a history from DescribeRealServerStatistics. Series that are named after a port are stored by port.
    /// - Parameter granularity: seconds between two numbers, as requested.
    package init(_ answer: DescribeRealServerStatistics.Answer, granularity: Int, readAt: Moment) {
        let series = answer.rsStatisticsData ?? []
        var numbers = answer.statisticsData ?? []
        if numbers.isEmpty { numbers = series.flatMap { $0.metricData ?? [] } }
        var byPort: [Int: [StatisticsPoint]] = [:]
        for metric in series {
            guard let port = metric.metricName.flatMap({ Int($0.raw) }), (1...65_535).contains(port) else { continue }
            byPort[port, default: []] += metric.metricData ?? []
        }
        self.init(
            numbers, granularity: granularity, readAt: readAt,
            ports: byPort.mapValues { OriginHistory($0, granularity: granularity, readAt: readAt) })
    }

    /// Creates a history from Cloud Monitor, which does not distinguish ports.
    /// - Parameters:
    ///   - origins: the requested origins.
    ///   - granularity: seconds between two numbers, as requested.
    package init(_ answer: GetMonitorData.Answer, of origins: [MonitoredOrigin], granularity: Int, readAt: Moment) {
        let series = (answer.dataPoints ?? []).filter { $0.origin.map(origins.contains) ?? false }
        self.init(series.flatMap(\.points), granularity: granularity, readAt: readAt)
    }

    private init(
        _ numbers: [StatisticsPoint], granularity: Int, readAt: Moment, ports: [Int: OriginHistory] = [:]
    ) {
        var byTime: [Int: Health] = [:]
        for number in numbers {
            guard let time = number.time else { continue }
            let health = Health(statistics: number.data)
            byTime[time] = byTime[time].map { $0.worse(health) } ?? health
        }
        self.init(
            points: byTime.map { Point(at: readAt.placing(UnixTime(Double($0.key))), health: $0.value) },
            source: .service(granularity: granularity), readAt: readAt, ports: ports)
    }
}

extension OriginHistory.Health {
    /// 1 is normal. A number from 0 up to 1 means abnormal for at least part of the time. Other numbers have no
    /// meaning.
    fileprivate init(statistics number: Double?) {
        switch number {
        case 1?: self = .up
        case let number? where (0..<1).contains(number): self = .down
        default: self = .unknown
        }
    }

    fileprivate func worse(_ other: Self) -> Self {
        if self == .down || other == .down { return .down }
        return self == .up || other == .up ? .up : .unknown
    }
}

extension Traffic {
    /// The service's unit in bit/s. The documentation of this action does not name a unit; that of the same metrics in
    /// Cloud Monitor says Mbps.
    private static let unit = 1_000_000.0

    /// Creates the traffic from DescribeListenerStatistics. Negative and infinite numbers are ignored.
    package init(_ answer: DescribeListenerStatistics.Answer, readAt: Moment) {
        var numbers: [Int: (incoming: Double?, outgoing: Double?)] = [:]
        for metric in answer.statisticsData ?? [] {
            for number in metric.metricData ?? [] {
                guard let time = number.time else { continue }
                let value = number.data.map { $0 * Self.unit }.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
                switch metric.metricName {
                case .inBandwidth?: numbers[time, default: (nil, nil)].incoming = value
                case .outBandwidth?: numbers[time, default: (nil, nil)].outgoing = value
                default: continue
                }
            }
        }
        self.init(
            points: numbers.map {
                Point(
                    at: readAt.placing(UnixTime(Double($0.key))), incoming: $0.value.incoming,
                    outgoing: $0.value.outgoing)
            }, readAt: readAt)
    }
}
