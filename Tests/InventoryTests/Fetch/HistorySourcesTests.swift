// If the statistics are not available or not selected, Cloud Monitor provides the same histories.

import Essentials
import GAAP
import GAAPEmulator
import Inventory
import TencentCloud
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(3))) struct HistorySourcesTests {
    private let now = Moment(1_763_856_000)

    /// Returns the history query of a checked listener that has one origin and belongs to a proxy.
    private func subject(_ fixture: FetchFixture) throws -> HistoryQuery {
        let fleet = fixture.emulator.fleet
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

    /// Sends a query and returns the history or the error.
    private func ask(_ fixture: FetchFixture, _ query: HistoryQuery) async throws -> Result<OriginHistory, CloudError> {
        let count = fixture.log.histories.count
        await fixture.service.loadHistory(of: [query], at: fixture.time.source.moment)
        await until { fixture.log.histories.count > count }
        return try #require(fixture.log.histories.last?.result)
    }

    private func calls(_ fixture: FetchFixture) -> [Int] {
        ["DescribeRealServerStatistics", "GetMonitorData"].map(fixture.journal.count)
    }

    @Test func `Cloud Monitor returns the same history as the statistics`() async throws {
        let fixture = FetchFixture()
        let query = try subject(fixture)
        let statistics = try await ask(fixture, query).get()
        let monitor = FetchFixture(history: .monitor)
        let history = try await ask(monitor, query).get()
        await fixture.service.close()
        await monitor.service.close()
        #expect(calls(fixture) == [1, 0])
        #expect(calls(monitor) == [0, 1])
        #expect(history.source == .service(granularity: 60))
        #expect(history.points.count == 1_440)
        let known = Dictionary(statistics.points.map { ($0.at.wall, $0.health) }, uniquingKeysWith: { $1 })
        #expect(history.points.allSatisfy { known[$0.at.wall] == nil || known[$0.at.wall] == $0.health })
    }

    @Test func `After the service has removed the statistics, only Cloud Monitor is queried`() async throws {
        let fixture = FetchFixture()
        let query = try subject(fixture)
        let rule = try FaultKind.rule(parsing: "gone=DescribeRealServerStatistics")
        fixture.emulator.updateFaults { $0.rules = [rule] }
        for _ in 0..<3 { #expect(try await !ask(fixture, query).get().points.isEmpty) }
        #expect(calls(fixture) == [1, 3])
        // A query without monitored origins cannot be sent to Cloud Monitor, and does not affect other queries.
        let error = await #expect(throws: CloudError.self) {
            try await ask(fixture, HistoryQuery(key: query.key)).get()
        }
        guard case .invalidRequest? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try await !ask(fixture, query).get().points.isEmpty)
        await fixture.service.close()
        #expect(calls(fixture) == [1, 4])
    }

    @Test func `Only an origin that the statistics do not contain is queried in Cloud Monitor`()
        async throws
    {
        let fixture = FetchFixture()
        let query = try subject(fixture)
        let unknown = HistoryQuery(
            key: OriginKey(realServerID: "rs-unheard1", listenerID: query.key.listenerID), monitored: query.monitored)
        #expect(try await !ask(fixture, unknown).get().points.isEmpty)
        #expect(calls(fixture) == [1, 1])
        #expect(try await !ask(fixture, query).get().points.isEmpty)
        #expect(calls(fixture) == [2, 1])
        await fixture.service.close()
    }

    @Test(arguments: [
        (["gone=DescribeRealServerStatistics", "deny=GetMonitorData"], "AuthFailure.UnauthorizedOperation"),
        (["error=ResourceNotFound@1", "deny=GetMonitorData"], "ResourceNotFound"),
        (["deny=DescribeRealServerStatistics"], "AuthFailure.UnauthorizedOperation"),
    ])
    func `If neither source has the history, the more helpful error is reported`(faults: [String], code: String)
        async throws
    {
        let fixture = FetchFixture()
        let query = try subject(fixture)
        let rules = try faults.map { try FaultKind.rule(parsing: $0) }
        fixture.emulator.updateFaults { $0.rules = rules }
        let error = await #expect(throws: CloudError.self) { try await ask(fixture, query).get() }
        await fixture.service.close()
        guard case .service(let fault)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(fault.code == code)
        if faults.count == 1 {
            #expect(calls(fixture)[1] == 0, "a missing permission is reported and not worked around")
        }
    }

    @Test func `Several proxies of one listener are queried in one request with a granularity of five minutes`()
        async throws
    {
        let fixture = FetchFixture(history: .monitor)
        let query = try subject(fixture)
        let others = (1...7).map {
            MonitoredOrigin(channelID: "link-\($0)", listenerID: query.key.listenerID, origin: "10.0.0.1")
        }
        let history = try await ask(fixture, HistoryQuery(key: query.key, monitored: query.monitored + others)).get()
        await fixture.service.close()
        #expect(history.source == .service(granularity: 300))
        #expect(history.points.count == 288)
        #expect(calls(fixture) == [0, 1])
    }
}
