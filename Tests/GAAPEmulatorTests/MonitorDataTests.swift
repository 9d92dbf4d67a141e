// GetMonitorData: the same health as in the statistics, and its own errors.

import Essentials
import GAAP
import TencentCloud
import TestSupport
import Testing

@testable import GAAPEmulator

@Suite struct MonitorDataTests {
    private let fixture = EmulatorFixture(EmulatorFixture.demo)

    private func call(_ body: String) async -> Answer {
        var draft = fixture.draft(body)
        draft.setAction("GetMonitorData")
        draft.host = "monitor.tencentcloudapi.com"
        return await fixture.send(draft)
    }

    private func body(
        _ origin: MonitoredOrigin, minutes: Int = 60
    ) -> String {
        let end = UnixTime(fixture.time.now)
        return #"""
            {"Namespace":"QCE/QAAP","MetricName":"ListenerRsStatus","Period":60,
            "StartTime":"\#(ServiceTime.zonedText(end + -Double(minutes * 60)))","EndTime":"\#(ServiceTime.zonedText(end))",
            "Instances":[{"Dimensions":[{"Name":"originServerInfo","Value":"\#(origin.origin)"},
            {"Name":"channelId","Value":"\#(origin.channelID)"},{"Name":"listenerId","Value":"\#(origin.listenerID)"}]}]}
            """#
    }

    private func monitored(_ listener: FleetListener, _ owner: FleetOwner, binding: Int = 0) -> MonitoredOrigin {
        let fleet = fixture.emulator.fleet
        let member = fleet.proxies.first { $0.groupID == owner.id }?.id
        return MonitoredOrigin(
            channelID: member ?? owner.id, listenerID: listener.id,
            origin: fleet.origins[listener.bindings[binding].origin].address)
    }

    private var checked: [(FleetListener, FleetOwner)] {
        fixture.emulator.fleet.listeners.sorted { $0.key.id < $1.key.id }
            .flatMap { owner, listeners in listeners.map { ($0, owner) } }
            .filter { $0.0.checksHealth && $0.0.bindings.count == 1 }
    }

    @Test func `A series has the values of the statistics, without the times that have no value`() async throws {
        for (listener, owner) in checked.prefix(10) + checked.filter({ $0.0.name == "api-eu" }) {
            let origin = fixture.emulator.fleet.origins[listener.bindings[0].origin]
            let answer = await call(body(monitored(listener, owner)))
            let row = try #require(answer.inside["DataPoints"].items.first)
            let statistics = await fixture.call(
                "DescribeRealServerStatistics",
                #"{"RealServerId":"\#(origin.id)","ListenerId":"\#(listener.id)","WithinTime":1,"Granularity":60}"#)
            var expected: [Int: JSONValue] = [:]
            for point in statistics.inside["StatisticsData"].items where !point["Data"].isNull {
                expected[point["Time"].number ?? 0] = point["Data"]
            }
            let times = row["Timestamps"].items.compactMap(\.number)
            #expect(times.count >= 60 && times == times.sorted())
            for (time, value) in zip(times, row["Values"].items) where expected[time] != nil {
                #expect(value == expected[time])
            }
            #expect(Set(expected.keys).isSubset(of: Set(times)))
            #expect(answer.inside["Period"].number == 60)
            #expect(answer.inside["Msg"].text == "")
        }
    }

    @Test func `The listener of a group is found under each member, and not under the group`() async throws {
        let (listener, owner) = try #require(checked.first { if case .group = $0.1 { true } else { false } })
        var origin = monitored(listener, owner)
        for member in fixture.emulator.fleet.proxies where member.groupID == owner.id {
            origin.channelID = member.id
            #expect(await !call(body(origin)).inside["DataPoints"].items[0]["Values"].items.isEmpty)
        }
        origin.channelID = owner.id
        #expect(await call(body(origin)).inside["DataPoints"].items[0]["Values"].items.isEmpty)
    }

    @Test func `An unchecked listener or an inconsistent combination of dimensions gives a series without values`()
        async throws
    {
        let all = fixture.emulator.fleet.listeners.flatMap { owner, listeners in listeners.map { ($0, owner) } }
        let unchecked = try #require(all.first { !$0.0.checksHealth && !$0.0.bindings.isEmpty })
        var origins = [monitored(unchecked.0, unchecked.1)]
        let (listener, owner) = checked[0]
        for change in [\MonitoredOrigin.channelID, \.listenerID, \.origin] {
            var origin = monitored(listener, owner)
            origin[keyPath: change] = "elsewhere"
            origins.append(origin)
        }
        for origin in origins {
            let row = await call(body(origin)).inside["DataPoints"].items.first
            #expect(row?["Timestamps"].items.isEmpty == true)
            #expect(row?["Dimensions"].items.map { $0["Value"].text ?? "" }.contains(origin.listenerID) == true)
        }
    }

    @Test(arguments: [
        (#""Namespace":"QCE/QAAP""#, #""Namespace":"QCE/CVM""#, "InvalidParameterValue"),
        (#""MetricName":"ListenerRsStatus""#, #""MetricName":"x""#, "InvalidParameterValue"),
        (#""MetricName":"ListenerRsStatus","#, "", "MissingParameter"),
        (#""Period":60"#, #""Period":7"#, "InvalidParameterValue"),
        (#""Period":60"#, #""Period":-1"#, "InvalidParameter"), (#""Period":60"#, #""Periods":60"#, "UnknownParameter"),
        (#""channelId""#, #""proxyId""#, "InvalidParameterValue"),
        (#""StartTime":"2"#, #""StartTime":"3"#, "InvalidParameterValue"),
        (#"{"Dimensions""#, #"{"Dimension""#, "UnknownParameter"),
    ])
    func `A request that violates a rule is refused`(part: String, change: String, code: String) async {
        let text = body(monitored(checked[0].0, checked[0].1))
        #expect(text.contains(part))
        #expect(await call(text.replacing(part, with: change)).code == code)
    }

    @Test func `A request for more points than a response may contain is refused`() async {
        let origin = monitored(checked[0].0, checked[0].1)
        #expect(await call(body(origin, minutes: 7_199)).code == nil)
        #expect(await call(body(origin, minutes: 7_201)).code == "InvalidParameterValue")
    }

    @Test func `Each service has its own actions, version and signature`() async {
        let text = body(monitored(checked[0].0, checked[0].1))
        var draft = fixture.draft(text)
        draft.action = "GetMonitorData"
        let refused = await fixture.send(draft)
        #expect(refused.code == "InvalidAction")
        #expect(refused.message?.contains("service=`gaap`") == true)
        draft.version = MonitorService.version
        #expect(await fixture.send(draft).code == "AuthFailure.InvalidAuthorization")
        draft.service = MonitorService.name
        #expect(await fixture.send(draft).code == nil)
        draft.action = "DescribeProxies"
        let other = await fixture.send(draft)
        #expect(other.code == "InvalidAction")
        #expect(other.message?.contains("service=`monitor` and version=`2018-07-24`") == true)
    }

    @Test func `The client of this project reads a series`() async throws {
        let (listener, owner) = checked[0]
        let origin = monitored(listener, owner)
        let end = UnixTime(fixture.time.now)
        let request = GetMonitorData(
            origins: [origin], period: 60, startTime: ServiceTime.zonedText(end + -86_340),
            endTime: ServiceTime.zonedText(end))
        let answer = try await fixture.client().call(request).value
        #expect(answer.dataPoints?.map(\.origin) == [origin])
        #expect(answer.dataPoints?.first?.points.count == 1_440)
    }
}
