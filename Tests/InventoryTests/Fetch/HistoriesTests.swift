// Histories and traffic, asked for beside the listeners.

import Essentials
import GAAP
import GAAPEmulator
import Inventory
import TencentCloud
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(3))) struct HistoriesTests {
    private let now = Moment(1_763_856_000)

    /// The listener with the most origins among those that are checked.
    private func widest(_ bench: FetchBench) async throws -> TCPListener {
        let listeners = await bench.run(Question(.all)).listeners.filter { $0.healthCheck == .on }
        return try #require(listeners.max { ($0.realServerSet?.count ?? 0) < ($1.realServerSet?.count ?? 0) })
    }

    private func keys(_ listener: TCPListener) -> [OriginKey] {
        (listener.realServerSet ?? []).compactMap { OriginKey($0, of: listener) }
    }

    private func queries(_ listener: TCPListener) -> [HistoryQuery] {
        (listener.realServerSet ?? []).compactMap {
            HistoryQuery($0, of: listener, channels: [listener.proxyID].compactMap(\.self))
        }
    }

    @Test
    func `Every origin of a listener is asked for once, and told of once, with what its row shows at the end`()
        async throws
    {
        let bench = FetchBench()
        let listener = try await widest(bench)
        let keys = keys(listener)
        #expect(keys.count > 1)
        await bench.service.loadHistory(of: queries(listener), at: now)
        await bench.service.loadHistory(of: queries(listener), at: now)
        await until { bench.log.histories.count >= keys.count }
        await bench.service.close()
        #expect(Set(bench.log.histories.map(\.key)) == Set(keys))
        #expect(bench.log.histories.count == keys.count)
        #expect(bench.journal.count(of: "DescribeRealServerStatistics") == keys.count)
        var account = Account()
        let rows = account.merge([listener], askedOf: nil, reading: 1, at: now, requestID: nil)
        for (key, result) in bench.log.histories {
            let history = try result.get()
            #expect(history.source == .service(granularity: 60))
            #expect(history.points.count >= 1_439)
            let state = account.rows[rows[0]].origins.first { $0.server.realServerID == key.realServerID }?.state
            #expect(history.points.last?.health == state.map(OriginHistory.Health.init))
        }
    }

    @Test
    func `What was told may be asked for again`() async throws {
        let bench = FetchBench()
        let key = try #require(keys(try await widest(bench)).first)
        for round in 1...3 {
            await bench.service.loadHistory(of: [HistoryQuery(key: key)], at: now)
            await until { bench.log.histories.count >= round }
        }
        await bench.service.close()
        #expect(bench.journal.count(of: "DescribeRealServerStatistics") == 3)
    }

    @Test
    func `A history that is refused is told with its error and time, and the others come`() async throws {
        let bench = FetchBench()
        let keys = keys(try await widest(bench))
        let unheard = OriginKey(realServerID: "rs-unheard1", listenerID: keys[0].listenerID)
        await bench.service.loadHistory(of: ([unheard] + keys).map { HistoryQuery(key: $0) }, at: now)
        await until { bench.log.histories.count > keys.count }
        await bench.service.close()
        for (key, result) in bench.log.histories {
            switch result {
            case .success: #expect(key != unheard)
            case .failure(.service(let fault)): #expect(key == unheard && fault.code == "ResourceNotFound")
            case .failure(let error): Issue.record("\(error)")
            }
        }
        #expect(bench.log.times.contains(now))
    }

    @Test
    func `No more than so many are under way, and what is cancelled is neither sent nor told`() async throws {
        var limits = FetchService.Limits()
        limits.asides = 2
        let bench = FetchBench(limits: limits, holds: { $0.action == "DescribeRealServerStatistics" })
        let listener = try #require(await bench.run(Question(.all)).listeners.first)
        let id = try #require(listener.listenerID)
        let keys = (1...10).map { OriginKey(realServerID: "rs-\($0)", listenerID: id) }
        await bench.service.loadHistory(of: keys.map { HistoryQuery(key: $0) }, at: now)
        await until { bench.gate.heldCount == 2 }
        await bench.service.cancelHistory(of: keys)
        await bench.service.loadTraffic(of: id, at: now)
        await until { bench.log.traffic.count == 1 }
        await bench.service.close()
        #expect(bench.gate.heldCount <= 2)
        #expect(bench.log.histories.isEmpty)
        #expect(bench.journal.count(of: "DescribeRealServerStatistics") == 0)
    }

    @Test
    func `Traffic is a day up to now, both ways, once however often it is wanted`() async throws {
        let bench = FetchBench(holds: { $0.action == "DescribeListenerStatistics" })
        let id = try #require(try await widest(bench).listenerID)
        for _ in 0..<3 { await bench.service.loadTraffic(of: id, at: bench.time.source.moment) }
        await until { bench.gate.heldCount == 1 }
        bench.gate.open()
        await until { bench.log.traffic.count == 1 }
        await bench.service.close()
        #expect(bench.journal.count(of: "DescribeListenerStatistics") == 1)
        let traffic = try #require(try bench.log.traffic.first?.result.get())
        #expect((286...288).contains(traffic.points.count))
        #expect(traffic.points.allSatisfy { $0.incoming != nil && $0.outgoing ?? 0 >= 10_000 })
    }

    @Test
    func `Without a connection each is told of with the error; after the end nothing is asked`() async {
        let bench = FetchBench(connecting: { () throws(CloudError) in throw .credentials(CredentialError(tried: [])) }
        )
        let keys = (1...3).map { OriginKey(realServerID: "rs-\($0)", listenerID: "listener-1") }
        await bench.service.loadHistory(of: keys.map { HistoryQuery(key: $0) }, at: now)
        await until { bench.log.histories.count == 3 }
        await bench.service.close()
        await bench.service.loadHistory(of: keys.map { HistoryQuery(key: $0) }, at: now)
        await bench.service.loadTraffic(of: "listener-1", at: now)
        #expect(bench.log.histories.count == 3)
        #expect(bench.log.traffic.isEmpty)
    }
}

// Where the statistics are gone, or not wanted, Cloud Monitor has the same histories.
@Suite(.timeLimit(.minutes(3))) struct HistorySourcesTests {
    private let now = Moment(1_763_856_000)

    /// A checked listener of a proxy with one origin, and the query about that.
    private func subject(_ bench: FetchBench) throws -> HistoryQuery {
        let fleet = bench.emulator.fleet
        for (owner, listeners) in fleet.listeners.sorted(by: { $0.key.id < $1.key.id }) {
            guard case .proxy(let id) = owner else { continue }
            for listener in listeners where listener.checksHealth && listener.bindings.count == 1 {
                let origin = fleet.origins[listener.bindings[0].origin]
                return HistoryQuery(
                    key: OriginKey(realServerID: origin.id, listenerID: listener.id),
                    monitored: [MonitoredOrigin(channelID: id, listenerID: listener.id, origin: origin.address)])
            }
        }
        throw NoSubject()
    }

    private struct NoSubject: Error {}

    /// The history, or the error, of a query.
    private func ask(_ bench: FetchBench, _ query: HistoryQuery) async throws -> Result<OriginHistory, CloudError> {
        let count = bench.log.histories.count
        await bench.service.loadHistory(of: [query], at: bench.time.source.moment)
        await until { bench.log.histories.count > count }
        return try #require(bench.log.histories.last?.result)
    }

    private func calls(_ bench: FetchBench) -> [Int] {
        ["DescribeRealServerStatistics", "GetMonitorData"].map(bench.journal.count)
    }

    @Test func `Cloud Monitor has the history that the statistics have`() async throws {
        let bench = FetchBench()
        let query = try subject(bench)
        let statistics = try await ask(bench, query).get()
        let monitor = FetchBench(history: .monitor)
        let history = try await ask(monitor, query).get()
        await bench.service.close()
        await monitor.service.close()
        #expect(calls(bench) == [1, 0])
        #expect(calls(monitor) == [0, 1])
        #expect(history.source == .service(granularity: 60))
        #expect(history.points.count == 1_440)
        let known = Dictionary(statistics.points.map { ($0.at.wall, $0.health) }, uniquingKeysWith: { $1 })
        #expect(history.points.allSatisfy { known[$0.at.wall] == nil || known[$0.at.wall] == $0.health })
    }

    @Test func `Once the service has lost the statistics, only Cloud Monitor is asked`() async throws {
        let bench = FetchBench()
        let query = try subject(bench)
        let rule = try FaultKind.rule(parsing: "gone=DescribeRealServerStatistics")
        bench.emulator.updateFaults { $0.rules = [rule] }
        for _ in 0..<3 { #expect(try await !ask(bench, query).get().points.isEmpty) }
        #expect(calls(bench) == [1, 3])
        // Without a name for Cloud Monitor there is nothing to ask, and no other query suffers from it.
        let error = await #expect(throws: CloudError.self) { try await ask(bench, HistoryQuery(key: query.key)).get() }
        guard case .invalidRequest? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try await !ask(bench, query).get().points.isEmpty)
        await bench.service.close()
        #expect(calls(bench) == [1, 4])
    }

    @Test func `An origin that the statistics do not have is looked for in Cloud Monitor, and only that one`()
        async throws
    {
        let bench = FetchBench()
        let query = try subject(bench)
        let unknown = HistoryQuery(
            key: OriginKey(realServerID: "rs-unheard1", listenerID: query.key.listenerID), monitored: query.monitored)
        #expect(try await !ask(bench, unknown).get().points.isEmpty)
        #expect(calls(bench) == [1, 1])
        #expect(try await !ask(bench, query).get().points.isEmpty)
        #expect(calls(bench) == [2, 1])
        await bench.service.close()
    }

    @Test(arguments: [
        (["gone=DescribeRealServerStatistics", "deny=GetMonitorData"], "AuthFailure.UnauthorizedOperation"),
        (["error=ResourceNotFound@1", "deny=GetMonitorData"], "ResourceNotFound"),
        (["deny=DescribeRealServerStatistics"], "AuthFailure.UnauthorizedOperation"),
    ])
    func `Where neither has it, the error is the one that says what to do`(faults: [String], code: String) async throws
    {
        let bench = FetchBench()
        let query = try subject(bench)
        let rules = try faults.map { try FaultKind.rule(parsing: $0) }
        bench.emulator.updateFaults { $0.rules = rules }
        let error = await #expect(throws: CloudError.self) { try await ask(bench, query).get() }
        await bench.service.close()
        guard case .service(let fault)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(fault.code == code)
        if faults.count == 1 {
            #expect(calls(bench)[1] == 0, "a permission that is missing is said, not worked around")
        }
    }

    @Test func `Several proxies of one listener are one request, by five minutes`() async throws {
        let bench = FetchBench(history: .monitor)
        let query = try subject(bench)
        let others = (1...7).map {
            MonitoredOrigin(channelID: "link-\($0)", listenerID: query.key.listenerID, origin: "10.0.0.1")
        }
        let history = try await ask(bench, HistoryQuery(key: query.key, monitored: query.monitored + others)).get()
        await bench.service.close()
        #expect(history.source == .service(granularity: 300))
        #expect(history.points.count == 288)
        #expect(calls(bench) == [0, 1])
    }
}

@Suite struct StatisticsReadingTests {
    private let now = Moment(1_000)

    @Test
    func `1 is up, less than 1 is down, and anything else is not known`() {
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
    func `Where only several origins are told, the worst of them counts`() {
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
    func `Series that are named by a port are the histories of that port`() throws {
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
    func `Cloud Monitor's series count for the origin they name, and the worst of several proxies counts`() {
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
    func `Traffic is put together by time, in bit/s, and a negative number is none`() {
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
