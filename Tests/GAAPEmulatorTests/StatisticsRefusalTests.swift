// Errors of the requests about a single object: the detail of a proxy, the history of an origin, the traffic of a
// listener.

import TencentCloud
import Testing

@testable import GAAPEmulator

@Suite struct StatisticsRefusalTests {
    private let fixture = EmulatorFixture()

    private static let day = #""StartTime":"2025-11-20 00:00:00","EndTime":"2025-11-20 06:00:00""#

    @Test(arguments: [
        ("DescribeProxyDetail", "{}", "MissingParameter"),
        ("DescribeProxyDetail", #"{"ProxyId":""}"#, "MissingParameter"),
        ("DescribeProxyDetail", #"{"ProxyId":"link-unheard1"}"#, "ResourceNotFound"),
        ("DescribeProxyDetail", #"{"ProxyId":["LINK"]}"#, "InvalidParameter"),
        ("DescribeProxyDetail", #"{"ProxyId":"LINK","Colour":1}"#, "UnknownParameter"),
        ("DescribeRealServerStatistics", #"{"ListenerId":"LISTENER","WithinTime":1}"#, "MissingParameter"),
        ("DescribeRealServerStatistics", #"{"RealServerId":"ORIGIN","WithinTime":1}"#, "MissingParameter"),
        ("DescribeRealServerStatistics", #"{"RealServerId":"ORIGIN","ListenerId":"LISTENER"}"#, "MissingParameter"),
        (
            "DescribeRealServerStatistics", #"{"RealServerId":"ORIGIN","ListenerId":"LISTENER","WithinTime":2}"#,
            "InvalidParameterValue"
        ),
        (
            "DescribeRealServerStatistics", #"{"RealServerId":"ORIGIN","ListenerId":"LISTENER","WithinTime":"1"}"#,
            "InvalidParameter"
        ),
        (
            "DescribeRealServerStatistics",
            #"{"RealServerId":"ORIGIN","ListenerId":"LISTENER","WithinTime":1,"Granularity":3600}"#,
            "InvalidParameterValue"
        ),
        (
            "DescribeRealServerStatistics",
            #"{"RealServerId":"ORIGIN","ListenerId":"LISTENER","WithinTime":1,\#(day)}"#, "InvalidParameter"
        ),
        (
            "DescribeRealServerStatistics",
            #"{"RealServerId":"ORIGIN","ListenerId":"LISTENER","StartTime":"2025-11-20 00:00:00"}"#,
            "MissingParameter"
        ),
        (
            "DescribeRealServerStatistics",
            #"{"RealServerId":"ORIGIN","ListenerId":"LISTENER","StartTime":"a","EndTime":"b"}"#,
            "InvalidParameterValue"
        ),
        (
            "DescribeRealServerStatistics",
            #"{"RealServerId":"rs-unheard1","ListenerId":"LISTENER","WithinTime":1}"#, "ResourceNotFound"
        ),
        (
            "DescribeRealServerStatistics", #"{"RealServerId":"ORIGIN","RuleId":"rule-unheard","WithinTime":1}"#,
            "ResourceNotFound"
        ),
        (
            "DescribeListenerStatistics",
            #"{"ListenerId":"LISTENER","MetricNames":["InBandwidth"],"Granularity":300}"#, "MissingParameter"
        ),
        (
            "DescribeListenerStatistics", #"{"ListenerId":"LISTENER",\#(day),"MetricNames":[],"Granularity":300}"#,
            "InvalidParameterValue"
        ),
        (
            "DescribeListenerStatistics",
            #"{"ListenerId":"LISTENER",\#(day),"MetricNames":["Latency"],"Granularity":300}"#,
            "InvalidParameterValue"
        ),
        (
            "DescribeListenerStatistics",
            #"{"ListenerId":"LISTENER",\#(day),"MetricNames":["InBandwidth"],"Granularity":60}"#,
            "InvalidParameterValue"
        ),
        (
            "DescribeListenerStatistics",
            #"{"ListenerId":"LISTENER","StartTime":"2025-11-20 00:00:00","EndTime":"2025-11-21 00:00:01","#
                + #""MetricNames":["InBandwidth"],"Granularity":300}"#, "InvalidParameterValue"
        ),
        (
            "DescribeListenerStatistics",
            #"{"ListenerId":"LISTENER","StartTime":"2025-11-21 00:00:00","EndTime":"2025-11-20 00:00:00","#
                + #""MetricNames":["InBandwidth"],"Granularity":300}"#, "InvalidParameterValue"
        ),
        (
            "DescribeListenerStatistics",
            #"{"ListenerId":"LISTENER","StartTime":"1970-01-01 00:00:00","EndTime":"9999-12-31 00:00:00","#
                + #""MetricNames":["InBandwidth"],"Granularity":86400}"#, "InvalidParameterValue"
        ),
    ])
    func `An invalid request is refused with the code of the service, in both languages`(
        action: String, body: String, code: String
    ) async throws {
        let listener = try #require(
            fixture.emulator.fleet.listeners.values.flatMap(\.self).first { !$0.bindings.isEmpty })
        let origin = fixture.emulator.fleet.origins[listener.bindings[0].origin]
        var body = body
        for (word, id) in [
            ("LISTENER", listener.id), ("ORIGIN", origin.id), ("LINK", fixture.emulator.fleet.proxies[0].id),
        ] {
            body = body.split(separator: word, omittingEmptySubsequences: false).joined(separator: id)
        }
        let english = await fixture.call(action, body)
        let chinese = await fixture.call(action, body, language: "zh-CN")
        #expect(english.code == code)
        #expect(chinese.code == code)
        #expect(english.message != chinese.message)
    }

    @Test(arguments: [
        (
            "DescribeRealServerStatistics",
            #"{"RealServerId":"rs-1","ListenerId":"listener-unheard","WithinTime":1}"#
        ),
        (
            "DescribeListenerStatistics",
            #"{"ListenerId":"listener-unheard",\#(day),"MetricNames":["InBandwidth"],"Granularity":300}"#
        ),
    ])
    func `A request for the history or traffic of an unknown listener is refused`(action: String, body: String) async {
        let answer = await fixture.call(action, body)
        #expect(answer.message == "ListenerId(listener-unheard) Not Exist.")
    }
}
