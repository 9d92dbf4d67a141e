import Essentials
import GAAP
import GAAPEmulator
import Inventory
import TencentCloud
import TestSupport
import Testing

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
