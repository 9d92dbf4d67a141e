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
