import TencentCloud
import Testing

@testable import GAAP

@Suite struct DescribeRealServerStatisticsTests {
    private static let (early, late) = ("2026-11-20 00:00:00", "2026-11-20 06:00:00")

    @Test(arguments: [
        DescribeRealServerStatistics(realServerID: "rs-1", listenerID: "listener-1", withinTime: 24, granularity: 60),
        DescribeRealServerStatistics(realServerID: "rs-1", ruleID: "rule-1", withinTime: 1, granularity: 300),
        DescribeRealServerStatistics(realServerID: "rs-1", listenerID: "listener-1", startTime: early, endTime: late),
    ])
    func `A valid request passes validation`(request: DescribeRealServerStatistics) throws { try request.validate() }

    @Test(arguments: [
        (DescribeRealServerStatistics(realServerID: "", listenerID: "l", withinTime: 1), "InvalidParameterValue"),
        (DescribeRealServerStatistics(realServerID: "rs-1", withinTime: 1), "MissingParameter"),
        (DescribeRealServerStatistics(realServerID: "rs-1", listenerID: ""), "InvalidParameterValue"),
        (DescribeRealServerStatistics(realServerID: "rs-1", listenerID: "l", withinTime: 2), "InvalidParameterValue"),
        (
            DescribeRealServerStatistics(realServerID: "rs-1", listenerID: "l", withinTime: 1, granularity: 3_600),
            "InvalidParameterValue"
        ),
        (DescribeRealServerStatistics(realServerID: "rs-1", listenerID: "l"), "MissingParameter"),
        (DescribeRealServerStatistics(realServerID: "rs-1", listenerID: "l", startTime: early), "MissingParameter"),
        (
            DescribeRealServerStatistics(realServerID: "rs-1", listenerID: "l", withinTime: 1, endTime: late),
            "InvalidParameter"
        ),
        (
            DescribeRealServerStatistics(realServerID: "rs-1", listenerID: "l", startTime: late, endTime: early),
            "InvalidParameterValue"
        ),
        (
            DescribeRealServerStatistics(realServerID: "rs-1", listenerID: "l", startTime: "yesterday", endTime: late),
            "InvalidParameterValue"
        ),
    ])
    func `A request that violates a rule is rejected`(request: DescribeRealServerStatistics, code: String) {
        let error = #expect(throws: RequestError.self) { try request.validate() }
        #expect(error?.code == code && error?.isInBothLanguages == true, "\(String(describing: error))")
    }

    @Test func `The body uses the names of the API`() throws {
        let request = DescribeRealServerStatistics(
            realServerID: "r", listenerID: "l", ruleID: "u", withinTime: 1, startTime: "s", endTime: "e",
            granularity: 60)
        #expect(
            try json(request)
                == #"{"EndTime":"e","Granularity":60,"ListenerId":"l","RealServerId":"r","RuleId":"u","#
                + #""StartTime":"s","WithinTime":1}"#)
    }

    @Test func `A response distinguishes numbers, null and missing values`() throws {
        let answer = try decode(
            DescribeRealServerStatistics.Answer.self,
            #"{"StatisticsData":[{"Time":60,"Data":1.0},{"Time":120,"Data":null},{"Data":0}],"#
                + #""RsStatisticsData":[{"MetricName":"10.0.0.1","MetricData":null}]}"#)
        #expect(answer.statisticsData == [.init(time: 60, data: 1), .init(time: 120), .init(data: 0)])
        #expect(answer.rsStatisticsData == [.init(metricName: MetricName("10.0.0.1"))])
        #expect(try decode(DescribeRealServerStatistics.Answer.self, "{}").statisticsData == nil)
    }
}

@Suite struct DescribeListenerStatisticsTests {
    private static func request(
        _ id: String = "listener-1", from start: String = "2026-11-20 00:00:00", to end: String,
        _ metrics: [MetricName] = [.inBandwidth], every granularity: Int
    ) -> DescribeListenerStatistics {
        DescribeListenerStatistics(
            listenerID: id, startTime: start, endTime: end, metricNames: metrics, granularity: granularity)
    }

    @Test(arguments: [
        request(to: "2026-11-21 00:00:00", every: 300), request(to: "2026-11-27 00:00:00", every: 3_600),
        request(to: "2027-11-20 00:00:00", every: 86_400), request(to: "2026-11-20 01:00:00", every: 86_400),
        request(
            to: "2026-11-20 01:00:00", [.inBandwidth, .outBandwidth, .concurrent, .inPackets, .outPackets], every: 300),
    ])
    func `A valid request passes validation`(request: DescribeListenerStatistics) throws { try request.validate() }

    @Test(arguments: [
        request("", to: "2026-11-20 01:00:00", every: 300), request(to: "2026-11-20 01:00:00", [], every: 300),
        request(to: "2026-11-20 01:00:00", [MetricName("Latency")], every: 300),
        request(to: "2026-11-20 01:00:00", every: 60), request(to: "2026-11-21 00:00:01", every: 300),
        request(to: "2026-11-27 00:00:01", every: 3_600), request(to: "2026-11-20 00:00:00", every: 300),
        request(to: "2026-11-19 00:00:00", every: 300), request(to: "2026-11-31 00:00:00", every: 86_400),
    ])
    func `A request that violates a rule is rejected`(request: DescribeListenerStatistics) {
        let error = #expect(throws: RequestError.self) { try request.validate() }
        #expect(error?.code == "InvalidParameterValue")
    }

    @Test func `The body uses the names of the API`() throws {
        #expect(
            try json(Self.request(to: "e", [.inBandwidth, .outBandwidth], every: 300))
                == #"{"EndTime":"e","Granularity":300,"ListenerId":"listener-1","#
                + #""MetricNames":["InBandwidth","OutBandwidth"],"StartTime":"2026-11-20 00:00:00"}"#)
    }
}

@Suite struct DescribeProxyDetailTests {
    @Test func `The request needs an ID, and the response contains the proxy with its fields`() throws {
        #expect(throws: RequestError.self) { try DescribeProxyDetail(proxyID: "").validate() }
        #expect(try json(DescribeProxyDetail(proxyID: "link-1")) == #"{"ProxyId":"link-1"}"#)
        let answer = try decode(
            DescribeProxyDetail.Answer.self, #"{"ProxyDetail":{"ProxyId":"link-1","Bandwidth":10}}"#)
        #expect(answer.proxyDetail?.bandwidth == 10)
        #expect(try decode(DescribeProxyDetail.Answer.self, "{}").proxyDetail == nil)
    }
}
