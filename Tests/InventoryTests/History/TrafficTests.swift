import GAAP
import Inventory
import Essentials
import TestSupport
import Testing

@Suite struct TrafficTests {
    @Test func `A negative or infinite number is nil, because the plot divides by the largest number`() {
        let numbers: [Double?] = [1.5, -1, 1e303, 1e302, .infinity, .nan, nil, 0]
        let points = numbers.enumerated().map { StatisticsPoint(time: $0.offset, data: $0.element) }
        let answer = DescribeListenerStatistics.Answer(
            statisticsData: [MetricStatistics(metricName: .inBandwidth, metricData: points)])
        let traffic = Traffic(answer, readAt: Moment(100))
        #expect(traffic.points.map(\.incoming) == [1_500_000, nil, nil, 1e302 * 1_000_000, nil, nil, nil, 0])
        #expect(traffic.points.allSatisfy { $0.outgoing == nil })
    }
}
