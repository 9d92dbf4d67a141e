// Histories and traffic: they agree with what the lists show, and with what happened in between.

import Essentials
import GAAP
import TencentCloud
import TestSupport
import Testing

@testable import GAAPEmulator

@Suite struct StatisticsTests {
    private let stand = Stand(Stand.demo)

    /// A listener of a scene, by its first origin as well: one of the many others may have its name and port.
    private func listener(named name: String) throws -> FleetListener {
        let origins = [
            "login-gw-hk": "10.3.1.7", "支付网关-华南": "203.0.113.7", "api-eu": "api-eu.origin.example.net",
            "login-gw-legacy": "10.3.1.7", "bastion": "10.3.2.5",
        ]
        let fleet = stand.emulator.fleet
        return try #require(
            fleet.listeners.values.flatMap { $0 }.first { listener in
                listener.name == name
                    && listener.bindings.first.map { fleet.origins[$0.origin].address } == origins[name]
            })
    }

    /// The numbers of an origin of a listener, oldest first.
    private func history(
        of listener: FleetListener, origin: Int = 0, on stand: Stand, hours: Int = 24, granularity: Int = 60
    ) async -> [(time: Int, data: Double?)] {
        let id = stand.emulator.fleet.origins[listener.bindings[origin].origin].id
        let answer = await stand.ask(
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
    func `What a scene says of its age is in the history: since when it is down, and an hour of peace before`(
        name: String, minutes: Int
    ) async throws {
        let points = await history(of: try listener(named: name), on: stand)
        #expect(points.count == 1_440)
        let down = points.reversed().prefix { $0.data == 0 }
        let began = try #require(down.last?.time)
        #expect((0...60).contains(Int(stand.time.now) - minutes * 60 - began))
        #expect(points.reversed().dropFirst(down.count).prefix(60).allSatisfy { $0.data == 1 })
        #expect(points.dropLast(down.count).contains { $0.data == 0 }, "an earlier fall")
    }

    @Test(arguments: [false, true])
    func `The last number of every origin's history is its status in the list, with churn and without`(churn: Bool)
        async throws
    {
        var options = Stand.demo
        options.fleet.listeners = 300
        options.churn = churn
        let stand = Stand(options)
        stand.time.advance(by: .seconds(1_234))
        var looked = 0
        for (_, row) in await stand.allListeners().prefix(120) where row["HealthCheck"].number == 1 {
            for origin in row["RealServerSet"].items {
                let answer = await stand.ask(
                    "DescribeRealServerStatistics",
                    #"{"RealServerId":"\#(origin["RealServerId"].text ?? "")","#
                        + #""ListenerId":"\#(row["ListenerId"].text ?? "")","WithinTime":1}"#)
                let named = answer.inside["RsStatisticsData"].items.first {
                    $0["MetricName"].text == origin["RealServerPort"].number.map(String.init)
                }
                let points = named?["MetricData"] ?? answer.inside["StatisticsData"]
                let last = try #require(numbers(points).last)
                #expect(last.data == (origin["RealServerStatus"].number == 0 ? 1 : 0))
                looked += 1
            }
        }
        #expect(looked > 100)
    }

    @Test
    func `What churn did is in the history at its moment, and stays there`() async throws {
        var options = Stand.demo
        options.churn = true
        let stand = Stand(options)
        let began = Int(stand.time.now)
        let churn = Churn(seed: 1, fleet: stand.emulator.fleet)
        let listeners = stand.emulator.fleet.listeners.values.flatMap { $0 }.filter { $0.checksHealth }
        // Somebody falls for at least twenty seconds within the first ten minutes.
        var fall: (FleetListener, Int, Int)?
        search: for second in stride(from: 0, to: 600, by: 10) {
            for listener in listeners {
                for (place, binding) in listener.bindings.enumerated() {
                    let origin = stand.emulator.fleet.origins[binding.origin]
                    if origin.health == .up, !churn.health(of: origin, at: Double(second)).isServing {
                        fall = (listener, place, second)
                        break search
                    }
                }
            }
        }
        let (listener, place, second) = try #require(fall)
        for wait in [900, 3_600] {
            stand.time.advance(by: .seconds(wait))
            let points = await history(of: listener, origin: place, on: stand)
            let minute = (began + second) / 60 * 60
            #expect(points.first { $0.time == minute }?.data == 0)
        }
    }

    @Test
    func `A health that a test sets is history from that moment on, not before`() async throws {
        let listener = try #require(
            stand.emulator.fleet.listeners.values.flatMap { $0 }.first {
                $0.checksHealth && $0.name != "x" && $0.bindings.count == 1
                    && stand.emulator.fleet.origins[$0.bindings[0].origin].health == .up
            })
        let address = stand.emulator.fleet.origins[listener.bindings[0].origin].address
        stand.time.advance(by: .seconds(600))
        stand.emulator.update { $0.setHealth(.down, ofAddress: address) }
        let moment = Int(stand.time.now)
        stand.time.advance(by: .seconds(300))
        stand.emulator.update { $0.setHealth(.up, ofAddress: address) }
        stand.time.advance(by: .seconds(300))
        let points = await history(of: listener, on: stand, hours: 1)
        for (time, data) in points {
            // The minutes at both ends hold both.
            if time <= moment - 60 || time >= moment + 300 { #expect(data == 1) }
            if time >= moment, time < moment + 240 { #expect(data == 0) }
        }
    }

    @Test
    func `Where nothing is checked nothing is known, and the two granularities tell the same story`() async throws {
        let points = await history(of: try listener(named: "login-gw-legacy"), on: stand, hours: 1)
        #expect(points.count == 60)
        #expect(points.allSatisfy { $0.data == nil })
        let listener = try listener(named: "login-gw-hk")
        let fine = await history(of: listener, on: stand)
        for (time, data) in await history(of: listener, on: stand, granularity: 300).dropLast() {
            #expect(data == fine.filter { $0.time >= time && $0.time < time + 300 }.compactMap(\.data).min())
        }
    }

    @Test
    func `Two emulators with one seed tell one story, with another seed another`() async throws {
        let listener = try listener(named: "login-gw-hk")
        let other = Stand(Stand.demo)
        #expect(await history(of: listener, on: stand).map(\.data) == history(of: listener, on: other).map(\.data))
        #expect(await traffic(of: listener, on: stand).map(\.data) == traffic(of: listener, on: other).map(\.data))
        let one = try self.listener(named: "api-eu")
        #expect(await traffic(of: listener, on: stand).map(\.data) != traffic(of: one, on: stand).map(\.data))
    }

    // MARK: Traffic

    private func traffic(
        of listener: FleetListener, on stand: Stand, from start: Double = -86_400, to end: Double = 0,
        _ metric: MetricName = .outBandwidth, every granularity: Int = 300
    ) async -> [(time: Int, data: Double?)] {
        let (start, end) = (UnixTime(stand.time.now + start), UnixTime(stand.time.now + end))
        let answer = await stand.ask(
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
    func `Traffic has a day with a peak and a dawn, and is a trickle while all origins are down`() async throws {
        let healthy = try #require(
            stand.emulator.fleet.listeners.values.flatMap { $0 }.first {
                !$0.bindings.isEmpty
                    && $0.bindings.allSatisfy { stand.emulator.fleet.origins[$0.origin].health == .up }
            })
        let day = await traffic(of: healthy, on: stand).compactMap(\.data)
        #expect(day.count == 288)
        #expect(day.max() ?? 0 > 2.5 * (day.min() ?? 0))
        let down = await traffic(of: try listener(named: "支付网关-华南"), on: stand).suffix(20).compactMap(\.data)
        #expect(down.suffix(8).max() ?? 1 < 0.1 * (down.prefix(8).min() ?? 0))
    }

    @Test(arguments: [MetricName.inBandwidth, .outBandwidth, .concurrent, .inPackets, .outPackets])
    func `The future has no numbers`(metric: MetricName) async throws {
        let listener = try listener(named: "bastion")
        let points = await traffic(of: listener, on: stand, from: -3_600, to: 3_600, metric)
        #expect(points.count == 24)
        for (time, data) in points { #expect((data != nil) == (Double(time) <= stand.time.now)) }
        #expect(points.allSatisfy { $0.data ?? 0 >= 0 })
    }

    @Test
    func `Longer stretches come with coarser numbers, and before a listener was there, with none`() async throws {
        let listener = try listener(named: "bastion")
        #expect(await traffic(of: listener, on: stand, from: -7 * 86_400, every: 3_600).count == 168)
        let year = await traffic(of: listener, on: stand, from: -365 * 86_400, every: 86_400)
        #expect(year.count == 365)
        for (time, data) in year { #expect((data == nil) == (time < listener.createTime)) }
    }
}
