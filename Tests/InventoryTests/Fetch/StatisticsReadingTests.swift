import Essentials
import GAAP
import GAAPEmulator
import Inventory
import TencentCloud
import TestSupport
import Testing

@Suite struct StatisticsReadingTests {
    private let now = Moment(1_000)

    @Test
    func `1 means up, less than 1 means down, and any other value is unknown`() {
        let answer = DescribeRealServerStatistics.Answer(
            statisticsData: [
                .init(time: 60, data: 1), .init(time: 120, data: 0), .init(time: 180, data: 0.4), .init(time: 240),
                .init(time: 300, data: 2), .init(time: 360, data: -1), .init(data: 1), .init(time: 420, data: .nan),
                .init(time: 2_000, data: 1), .init(time: .max, data: 1), .init(time: .min, data: 1),
            ], rsStatisticsData: nil)
        let history = OriginHistory(answer, granularity: 60, readAt: now)
        #expect(
            history.points.dropFirst().map(\.health) == [.up, .down, .down, .unknown, .unknown, .unknown, .unknown])
    }

    @Test
    func `If there are only series of several origins, the worst value is used`() {
        func series(_ numbers: Double?...) -> MetricStatistics {
            MetricStatistics(
                metricName: MetricName("x"),
                metricData: numbers.enumerated().map { .init(time: ($0.offset + 1) * 60, data: $0.element) })
        }
        let answer = DescribeRealServerStatistics.Answer(
            statisticsData: [], rsStatisticsData: [series(1, 1, nil, nil), series(1, 0, 1, nil), .init()])
        let history = OriginHistory(answer, granularity: 60, readAt: now)
        #expect(history.points.map(\.health) == [.up, .down, .up, .unknown])
    }

    @Test
    func `A series named by a port is the history of that port`() throws {
        func series(_ name: String, _ numbers: Double...) -> MetricStatistics {
            MetricStatistics(
                metricName: MetricName(name),
                metricData: numbers.enumerated().map { .init(time: ($0.offset + 1) * 60, data: $0.element) })
        }
        let all = [series("80", 1, 1), series("8080", 1, 0), series("0", 0, 0), series("10.0.0.1", 1, 1)]
        let history = OriginHistory(
            DescribeRealServerStatistics.Answer(statisticsData: nil, rsStatisticsData: all), granularity: 60,
            readAt: now)
        #expect(history.points.map(\.health) == [.down, .down])
        #expect(history.ports.mapValues { $0.points.map(\.health) } == [80: [.up, .up], 8_080: [.up, .down]])
    }

    @Test
    func `A series of Cloud Monitor applies to the origin it names, and of several proxies the worst value is used`() {
        let mine = ["link-1", "link-2"].map { MonitoredOrigin(channelID: $0, listenerID: "l", origin: "10.0.0.1") }
        func series(_ origin: MonitoredOrigin?, _ numbers: Double?...) -> MonitoredSeries {
            MonitoredSeries(
                origin: origin,
                points: numbers.enumerated().map { .init(time: ($0.offset + 1) * 60, data: $0.element) })
        }
        let other = MonitoredOrigin(channelID: "link-1", listenerID: "l", origin: "10.0.0.2")
        let answer = GetMonitorData.Answer(dataPoints: [
            series(mine[0], 1, 1, nil), series(mine[1], 1, 0, nil), series(other, 0, 0, 0), series(nil, 0, 0, 0),
        ])
        let history = OriginHistory(answer, of: mine, granularity: 60, readAt: now)
        #expect(history.points.map(\.health) == [.up, .down, .unknown])
        #expect(OriginHistory(.init(dataPoints: nil), of: mine, granularity: 60, readAt: now).points.isEmpty)
    }

    @Test
    func `Traffic is combined by time in bit/s, and a negative number is nil`() {
        let answer = DescribeListenerStatistics.Answer(statisticsData: [
            MetricStatistics(
                metricName: .outBandwidth, metricData: [.init(time: 300, data: 2), .init(time: 0, data: -1)]),
            MetricStatistics(metricName: .inBandwidth, metricData: [.init(time: 300, data: 0.5), .init(data: 7)]),
            MetricStatistics(metricName: .concurrent, metricData: [.init(time: 600, data: 9)]),
            MetricStatistics(metricName: nil, metricData: nil),
        ])
        #expect(
            Traffic(answer, readAt: now).points == [
                .init(at: Moment(0), incoming: nil, outgoing: nil),
                .init(at: Moment(300), incoming: 500_000, outgoing: 2_000_000),
            ])
        #expect(Traffic(.init(statisticsData: nil), readAt: now).points.isEmpty)
    }
}
