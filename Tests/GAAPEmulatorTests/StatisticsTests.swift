// Histories and traffic are consistent with the lists and with the changes over time.

import Essentials
import GAAP
import TencentCloud
import TestSupport
import Testing

@testable import GAAPEmulator

@Suite struct StatisticsTests {
    private let fixture = EmulatorFixture(EmulatorFixture.demo)

    /// Returns a listener of a scene by its name and its first origin, because another listener may have the same name.
    private func listener(named name: String) throws -> FleetListener {
        let origins = [
            "login-gw-hk": "10.3.1.7", "支付网关-华南": "203.0.113.7", "api-eu": "api-eu.origin.example.net",
            "login-gw-legacy": "10.3.1.7", "bastion": "10.3.2.5",
        ]
        let fleet = fixture.emulator.fleet
        return try #require(
            fleet.listeners.values.flatMap { $0 }.first { listener in
                listener.name == name
                    && listener.bindings.first.map { fleet.origins[$0.origin].address } == origins[name]
            })
    }

    /// Returns the history of an origin of a listener, oldest first.
    private func history(
        of listener: FleetListener, origin: Int = 0, on fixture: EmulatorFixture, hours: Int = 24, granularity: Int = 60
    ) async -> [(time: Int, data: Double?)] {
        let id = fixture.emulator.fleet.origins[listener.bindings[origin].origin].id
        let answer = await fixture.call(
            "DescribeRealServerStatistics",
            #"{"RealServerId":"\#(id)","ListenerId":"\#(listener.id)","WithinTime":\#(hours),"Granularity":\#(granularity)}"#
        )
        return numbers(answer.inside["StatisticsData"])
    }

    private func numbers(_ points: JSONValue) -> [(time: Int, data: Double?)] {
        points.items.compactMap { point in
            let data: Double? = if case .number(let number) = point["Data"] { number } else { nil }
            return point["Time"].number.map { ($0, data) }
        }
    }

    @Test(arguments: [("login-gw-hk", 12), ("支付网关-华南", 47), ("api-eu", 3)])
    func `The history of a scene contains the start of its outage and an hour without an outage before it`(
        name: String, minutes: Int
    ) async throws {
        let points = await history(of: try listener(named: name), on: fixture)
        #expect(points.count == 1_440)
        let down = points.reversed().prefix { $0.data == 0 }
        let began = try #require(down.last?.time)
        #expect((0...60).contains(Int(fixture.time.now) - minutes * 60 - began))
        #expect(points.reversed().dropFirst(down.count).prefix(60).allSatisfy { $0.data == 1 })
        #expect(points.dropLast(down.count).contains { $0.data == 0 }, "an earlier outage")
    }

    @Test(arguments: [false, true])
    func `The last value in the history of every origin equals its status in the list, with and without churn`(
        churn: Bool
    )
        async throws
    {
        var options = EmulatorFixture.demo
        options.fleet.listeners = 300
        options.churn = churn
        let fixture = EmulatorFixture(options)
        fixture.time.advance(by: .seconds(1_234))
        var checked = 0
        for (_, row) in await fixture.allListeners().prefix(120) where row["HealthCheck"].number == 1 {
            for origin in row["RealServerSet"].items {
                let answer = await fixture.call(
                    "DescribeRealServerStatistics",
                    #"{"RealServerId":"\#(origin["RealServerId"].text ?? "")","#
                        + #""ListenerId":"\#(row["ListenerId"].text ?? "")","WithinTime":1}"#)
                let named = answer.inside["RsStatisticsData"].items.first {
                    $0["MetricName"].text == origin["RealServerPort"].number.map(String.init)
                }
                let points = named?["MetricData"] ?? answer.inside["StatisticsData"]
                let last = try #require(numbers(points).last)
                #expect(last.data == (origin["RealServerStatus"].number == 0 ? 1 : 0))
                checked += 1
            }
        }
        #expect(checked > 100)
    }

    @Test
    func `A change by churn is in the history at its time, and stays there`() async throws {
        var options = EmulatorFixture.demo
        options.churn = true
        let fixture = EmulatorFixture(options)
        let began = Int(fixture.time.now)
        let churn = Churn(seed: 1, fleet: fixture.emulator.fleet)
        let listeners = fixture.emulator.fleet.listeners.values.flatMap { $0 }.filter { $0.checksHealth }
        // Find an origin that goes down within the first ten minutes.
        var fall: (FleetListener, Int, Int)?
        search: for second in stride(from: 0, to: 600, by: 10) {
            for listener in listeners {
                for (index, binding) in listener.bindings.enumerated() {
                    let origin = fixture.emulator.fleet.origins[binding.origin]
                    if origin.health == .up, !churn.health(of: origin, at: Double(second)).isServing {
                        fall = (listener, index, second)
                        break search
                    }
                }
            }
        }
        let (listener, index, second) = try #require(fall)
        for wait in [900, 3_600] {
            fixture.time.advance(by: .seconds(wait))
            let points = await history(of: listener, origin: index, on: fixture)
            let minute = (began + second) / 60 * 60
            #expect(points.first { $0.time == minute }?.data == 0)
        }
    }

    @Test
    func `Health that a test sets is in the history from that moment on, not before`() async throws {
        let listener = try #require(
            fixture.emulator.fleet.listeners.values.flatMap { $0 }.first {
                $0.checksHealth && $0.name != "x" && $0.bindings.count == 1
                    && fixture.emulator.fleet.origins[$0.bindings[0].origin].health == .up
            })
        let address = fixture.emulator.fleet.origins[listener.bindings[0].origin].address
        fixture.time.advance(by: .seconds(600))
        fixture.emulator.update { $0.setHealth(.down, ofAddress: address) }
        let moment = Int(fixture.time.now)
        fixture.time.advance(by: .seconds(300))
        fixture.emulator.update { $0.setHealth(.up, ofAddress: address) }
        fixture.time.advance(by: .seconds(300))
        let points = await history(of: listener, on: fixture, hours: 1)
        for (time, data) in points {
            // The first and the last minute contain both states.
            if time <= moment - 60 || time >= moment + 300 { #expect(data == 1) }
            if time >= moment, time < moment + 240 { #expect(data == 0) }
        }
    }

    @Test
    func `An unchecked listener has a history without values, and both granularities give the same history`()
        async throws
    {
        let points = await history(of: try listener(named: "login-gw-legacy"), on: fixture, hours: 1)
        #expect(points.count == 60)
        #expect(points.allSatisfy { $0.data == nil })
        let listener = try listener(named: "login-gw-hk")
        let fine = await history(of: listener, on: fixture)
        for (time, data) in await history(of: listener, on: fixture, granularity: 300).dropLast() {
            #expect(data == fine.filter { $0.time >= time && $0.time < time + 300 }.compactMap(\.data).min())
        }
    }

    @Test
    func `Two emulators with the same seed give the same history and traffic`() async throws {
        let listener = try listener(named: "login-gw-hk")
        let other = EmulatorFixture(EmulatorFixture.demo)
        #expect(await history(of: listener, on: fixture).map(\.data) == history(of: listener, on: other).map(\.data))
        #expect(await traffic(of: listener, on: fixture).map(\.data) == traffic(of: listener, on: other).map(\.data))
        let one = try self.listener(named: "api-eu")
        #expect(await traffic(of: listener, on: fixture).map(\.data) != traffic(of: one, on: fixture).map(\.data))
    }

    // MARK: Traffic

    private func traffic(
        of listener: FleetListener, on fixture: EmulatorFixture, from start: Double = -86_400, to end: Double = 0,
        _ metric: MetricName = .outBandwidth, every granularity: Int = 300
    ) async -> [(time: Int, data: Double?)] {
        let (start, end) = (UnixTime(fixture.time.now + start), UnixTime(fixture.time.now + end))
        let answer = await fixture.call(
            "DescribeListenerStatistics",
            #"{"ListenerId":"\#(listener.id)","StartTime":"\#(ServiceTime.text(start))","#
                + #""EndTime":"\#(ServiceTime.text(end))","MetricNames":["\#(metric.raw)"],"Granularity":\#(granularity)}"#
        )
        #expect(
            answer.inside["StatisticsData"].items.map { $0["MetricName"].text } == [metric.raw],
            "\(answer.message ?? "")")
        return numbers(answer.inside["StatisticsData"].items.first?["MetricData"] ?? .null)
    }

    @Test
    func `Traffic has a daily peak and low, and is very small while all origins are down`() async throws {
        let healthy = try #require(
            fixture.emulator.fleet.listeners.values.flatMap { $0 }.first {
                !$0.bindings.isEmpty
                    && $0.bindings.allSatisfy { fixture.emulator.fleet.origins[$0.origin].health == .up }
            })
        let day = await traffic(of: healthy, on: fixture).compactMap(\.data)
        #expect(day.count == 288)
        #expect(day.max() ?? 0 > 2.5 * (day.min() ?? 0))
        let down = await traffic(of: try listener(named: "支付网关-华南"), on: fixture).suffix(20).compactMap(\.data)
        #expect(down.suffix(8).max() ?? 1 < 0.1 * (down.prefix(8).min() ?? 0))
    }

    @Test(arguments: [MetricName.inBandwidth, .outBandwidth, .concurrent, .inPackets, .outPackets])
    func `Future times have no values`(metric: MetricName) async throws {
        let listener = try listener(named: "bastion")
        let points = await traffic(of: listener, on: fixture, from: -3_600, to: 3_600, metric)
        #expect(points.count == 24)
        for (time, data) in points { #expect((data != nil) == (Double(time) <= fixture.time.now)) }
        #expect(points.allSatisfy { $0.data ?? 0 >= 0 })
    }

    @Test
    func `Longer ranges have a coarser granularity, and times before the creation of the listener have no values`()
        async throws
    {
        let listener = try listener(named: "bastion")
        #expect(await traffic(of: listener, on: fixture, from: -7 * 86_400, every: 3_600).count == 168)
        let year = await traffic(of: listener, on: fixture, from: -365 * 86_400, every: 86_400)
        #expect(year.count == 365)
        for (time, data) in year { #expect((data == nil) == (time < listener.createTime)) }
    }
}
