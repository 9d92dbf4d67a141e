// Histories and traffic, which are requested independently of the listeners.

import Essentials
import GAAP
import GAAPEmulator
import Inventory
import TencentCloud
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(3))) struct HistoriesTests {
    private let now = Moment(1_763_856_000)

    /// Returns the checked listener with the largest number of origins.
    private func widest(_ fixture: FetchFixture) async throws -> TCPListener {
        let listeners = await fixture.run(Question(.all)).listeners.filter { $0.healthCheck == .on }
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
    func `Every origin of a listener is requested and reported once, and its last value equals the state in the row`()
        async throws
    {
        let fixture = FetchFixture()
        let listener = try await widest(fixture)
        let keys = keys(listener)
        #expect(keys.count > 1)
        await fixture.service.loadHistory(of: queries(listener), at: now)
        await fixture.service.loadHistory(of: queries(listener), at: now)
        await until { fixture.log.histories.count >= keys.count }
        await fixture.service.close()
        #expect(Set(fixture.log.histories.map(\.key)) == Set(keys))
        #expect(fixture.log.histories.count == keys.count)
        #expect(fixture.journal.count(of: "DescribeRealServerStatistics") == keys.count)
        var account = Account()
        let rows = account.merge([listener], askedOf: nil, reading: 1, at: now, requestID: nil)
        for (key, result) in fixture.log.histories {
            let history = try result.get()
            #expect(history.source == .service(granularity: 60))
            #expect(history.points.count >= 1_439)
            let state = account.rows[rows[0]].origins.first { $0.server.realServerID == key.realServerID }?.state
            #expect(history.points.last?.health == state.map(OriginHistory.Health.init))
        }
    }

    @Test
    func `A history can be requested again after it was reported`() async throws {
        let fixture = FetchFixture()
        let key = try #require(keys(try await widest(fixture)).first)
        for round in 1...3 {
            await fixture.service.loadHistory(of: [HistoryQuery(key: key)], at: now)
            await until { fixture.log.histories.count >= round }
        }
        await fixture.service.close()
        #expect(fixture.journal.count(of: "DescribeRealServerStatistics") == 3)
    }

    @Test
    func `A refused history is reported with its error and time, and the other histories are reported, too`()
        async throws
    {
        let fixture = FetchFixture()
        let keys = keys(try await widest(fixture))
        let unheard = OriginKey(realServerID: "rs-unheard1", listenerID: keys[0].listenerID)
        await fixture.service.loadHistory(of: ([unheard] + keys).map { HistoryQuery(key: $0) }, at: now)
        await until { fixture.log.histories.count > keys.count }
        await fixture.service.close()
        for (key, result) in fixture.log.histories {
            switch result {
            case .success: #expect(key != unheard)
            case .failure(.service(let fault)): #expect(key == unheard && fault.code == "ResourceNotFound")
            case .failure(let error): Issue.record("\(error)")
            }
        }
        #expect(fixture.log.times.contains(now))
    }

    @Test
    func `The number of concurrent requests is limited, and a cancelled history is neither sent nor reported`()
        async throws
    {
        var limits = FetchService.Limits()
        limits.sideRequests = 2
        let fixture = FetchFixture(limits: limits, holds: { $0.action == "DescribeRealServerStatistics" })
        let listener = try #require(await fixture.run(Question(.all)).listeners.first)
        let id = try #require(listener.listenerID)
        let keys = (1...10).map { OriginKey(realServerID: "rs-\($0)", listenerID: id) }
        await fixture.service.loadHistory(of: keys.map { HistoryQuery(key: $0) }, at: now)
        await until { fixture.gate.heldCount == 2 }
        await fixture.service.cancelHistory(of: keys)
        await fixture.service.loadTraffic(of: id, at: now)
        await until { fixture.log.traffic.count == 1 }
        await fixture.service.close()
        #expect(fixture.gate.heldCount <= 2)
        #expect(fixture.log.histories.isEmpty)
        #expect(fixture.journal.count(of: "DescribeRealServerStatistics") == 0)
    }

    @Test
    func `Traffic covers the last day in both directions, and concurrent requests for it are sent once`() async throws {
        let fixture = FetchFixture(holds: { $0.action == "DescribeListenerStatistics" })
        let id = try #require(try await widest(fixture).listenerID)
        for _ in 0..<3 { await fixture.service.loadTraffic(of: id, at: fixture.time.source.moment) }
        await until { fixture.gate.heldCount == 1 }
        fixture.gate.open()
        await until { fixture.log.traffic.count == 1 }
        await fixture.service.close()
        #expect(fixture.journal.count(of: "DescribeListenerStatistics") == 1)
        let traffic = try #require(try fixture.log.traffic.first?.result.get())
        #expect((286...288).contains(traffic.points.count))
        #expect(traffic.points.allSatisfy { $0.incoming != nil && $0.outgoing ?? 0 >= 10_000 })
    }

    @Test
    func `Without a connection each history is reported with the error, and after the end no request is made`() async {
        let fixture = FetchFixture(
            connecting: { () throws(CloudError) in throw .credentials(CredentialError(tried: [])) })
        let keys = (1...3).map { OriginKey(realServerID: "rs-\($0)", listenerID: "listener-1") }
        await fixture.service.loadHistory(of: keys.map { HistoryQuery(key: $0) }, at: now)
        await until { fixture.log.histories.count == 3 }
        await fixture.service.close()
        await fixture.service.loadHistory(of: keys.map { HistoryQuery(key: $0) }, at: now)
        await fixture.service.loadTraffic(of: "listener-1", at: now)
        #expect(fixture.log.histories.count == 3)
        #expect(fixture.log.traffic.isEmpty)
    }
}
