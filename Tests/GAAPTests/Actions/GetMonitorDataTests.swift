import TencentCloud
import Testing

@testable import GAAP

@Suite struct GetMonitorDataTests {
    private static let origin = MonitoredOrigin(channelID: "link-1", listenerID: "listener-1", origin: "10.0.0.1")
    private static let (early, late) = ("2026-11-20T00:00:00+08:00", "2026-11-20T23:59:00+08:00")

    private static func request(
        _ origins: [MonitoredOrigin] = [origin], period: Int = 60, from start: String = early, to end: String = late
    ) -> GetMonitorData {
        GetMonitorData(origins: origins, period: period, startTime: start, endTime: end)
    }

    @Test(arguments: [
        request(), request(period: 300), request(from: early, to: early),
        request(Array(repeating: origin, count: 5)), request(Array(repeating: origin, count: 25), period: 300),
        request(from: "2026-11-19T16:00:00Z"),
    ])
    func `A valid request passes validation`(request: GetMonitorData) throws { try request.validate() }

    @Test(arguments: [
        request([]), request(Array(repeating: origin, count: 51), period: 300), request(period: 10),
        request([MonitoredOrigin(channelID: "", listenerID: "l", origin: "o")]),
        request([MonitoredOrigin(channelID: "c", listenerID: "", origin: "o")]),
        request([MonitoredOrigin(channelID: "c", listenerID: "l", origin: "")]),
        request(from: "2026-11-20 00:00:00"), request(to: "tomorrow"), request(from: late, to: early),
        request(Array(repeating: origin, count: 6)), request(from: "2026-11-01T00:00:00+08:00"),
    ])
    func `A request that violates a rule is rejected`(request: GetMonitorData) {
        let error = #expect(throws: RequestError.self) { try request.validate() }
        #expect(error?.code == "InvalidParameterValue" && error?.isInBothLanguages == true)
    }

    @Test func `The body uses the names of the API, and the request has its region`() throws {
        #expect(
            try json(Self.request(from: "s", to: "e"))
                == #"{"EndTime":"e","Instances":[{"Dimensions":[{"Name":"channelId","Value":"link-1"},"#
                + #"{"Name":"listenerId","Value":"listener-1"},{"Name":"originServerInfo","Value":"10.0.0.1"}]}],"#
                + #""MetricName":"ListenerRsStatus","Namespace":"QCE/QAAP","Period":60,"StartTime":"s"}"#)
        #expect(Self.request().region == "ap-guangzhou")
    }

    @Test func `A series is assigned to its origin whatever the order of the dimensions, with its times and values`()
        throws
    {
        let answer = try decode(
            GetMonitorData.Answer.self,
            #"{"StartTime":"","Msg":"","DataPoints":[{"Dimensions":[{"Name":"originServerInfo","Value":"10.0.0.1"},"#
                + #"{"Name":"channelId","Value":"link-1"},{"Name":"listenerId","Value":"listener-1"}],"#
                + #""Timestamps":[1557304800,1557304860.0,1557304920],"Values":[0,1.0,null]}]}"#)
        let series = try #require(answer.dataPoints?.first)
        #expect(series.origin == Self.origin)
        #expect(
            series.points == [
                .init(time: 1_557_304_800, data: 0), .init(time: 1_557_304_860, data: 1), .init(time: 1_557_304_920),
            ])
    }

    @Test(arguments: [
        #"{"Dimensions":null,"Timestamps":null,"Values":null}"#, "{}", #"{"Timestamps":[60],"Values":[]}"#,
        #"{"Timestamps":"x","Values":7}"#, #"{"Dimensions":[{"Name":"channelId"},7,null],"Timestamps":[],"Values":[]}"#,
    ])
    func `A series that cannot be decoded has no origin and no points`(text: String) throws {
        let answer = try decode(GetMonitorData.Answer.self, #"{"DataPoints":[\#(text),null]}"#)
        #expect(answer.dataPoints == [MonitoredSeries(origin: nil, points: [])])
    }

    @Test(arguments: ["1e300", "-1e300", "9223372036854775808"])
    func `A time out of the range of an integer is nil`(time: String) throws {
        let answer = try decode(
            GetMonitorData.Answer.self, #"{"DataPoints":[{"Timestamps":[\#(time)],"Values":[1]}]}"#)
        #expect(answer.dataPoints?.first?.points == [StatisticsPoint(time: nil, data: 1)])
    }

    @Test func `A response without the list has no list, and a list of another type is rejected`() throws {
        #expect(try decode(GetMonitorData.Answer.self, "{}").dataPoints == nil)
        #expect(throws: DecodingError.self) { try decode(GetMonitorData.Answer.self, #"{"DataPoints":{}}"#) }
    }
}
