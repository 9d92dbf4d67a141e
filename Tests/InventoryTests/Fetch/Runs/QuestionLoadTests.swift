import GAAP
import GAAPEmulator
import TencentCloud
import TestSupport
import Testing

@testable import Inventory

@Suite(.timeLimit(.minutes(3))) struct AskedQuestionTests {
    @Test func `One owner is read with nothing but DescribeTCPListeners`() async {
        let bench = FetchBench()
        let (owner, count) = bench.largest
        let events = await bench.run(Question(Scope(owner)))
        // The page, and a look behind it.
        #expect(events.order == "ppef")
        #expect(events.listeners.count == count)
        #expect(events.outcomes.map(\.outcome) == [.complete])
        #expect(events.outcomes.map(\.owner) == [owner])
        #expect(bench.journal.count() == 2)
        #expect(bench.journal.count(of: DescribeTCPListeners.name) == 2)
        #expect(bench.log.calls().map(\.subject) == [owner.text, owner.text])
    }

    @Test func `One listener is read by its id`() async throws {
        let bench = FetchBench()
        let id = try #require(bench.listenerIDs.first)
        let events = await bench.run(Question(.listener(id)))
        #expect(events.order == "pef")
        #expect(events.listeners.map(\.listenerID) == [id])
        #expect(events.outcomes.map(\.owner) == [nil])
        #expect(bench.log.calls().map(\.subject) == [id])
    }

    @Test func `A sweep reads every owner once and every listener once`() async {
        let bench = FetchBench(FleetOptions(proxies: 30, groups: 4, listeners: 400), pageSize: 10)
        let events = await bench.run(Question(.all), priority: .background)
        #expect(events.listeners.compactMap(\.listenerID).sorted() == bench.listenerIDs)
        #expect(Set(events.swept) == bench.owners)
        #expect(events.swept.count == bench.owners.count)
        #expect(events.outcomes.compactMap(\.owner).sorted() == bench.owners.sorted())
        #expect(events.outcomes.allSatisfy { $0.outcome == .complete })
        let firstPages = bench.gate.asked.filter { $0.isAboutListeners && $0.isFirstPage }.map(\.owner)
        #expect(firstPages.sorted() == bench.owners.map(\.text).sorted())
        #expect(Set(events.outcomes.map(\.reading)).count == bench.owners.count)
    }

    @Test func `Filters reach the service`() async throws {
        let bench = FetchBench()
        let owner = bench.largest.owner
        let all = await bench.run(Question(Scope(owner)))
        let port = try #require(all.listeners.first?.port)
        let some = await bench.run(Question(Scope(owner), port: port), id: LoadID(2))
        #expect(some.listeners.map(\.port) == [port])
    }

    @Test func `The lists of owners can be read alone`() async {
        let bench = FetchBench()
        await bench.service.loadOwners(id: LoadID(1))
        await until { bench.log.isFinished(LoadID(1)) }
        // Each list in one page, with a look behind it. Groups are told once, when their members are known.
        let order = bench.log.events(of: LoadID(1)).order
        #expect(String(order.sorted()) == "fllooo")
        #expect(order.hasSuffix("of"))
        #expect(bench.journal.count(of: DescribeTCPListeners.name) == 0)
        #expect(Set(bench.gate.asked.map(\.action)) == [DescribeProxies.name, DescribeProxyGroupList.name])
    }

    @Test func `A question that breaks a rule is told and not sent`() async {
        let bench = FetchBench()
        let events = await bench.run(Question(.proxy("")))
        #expect(events.order == "ef")
        guard case .failed(.invalidRequest) = events.outcomes.first?.outcome else {
            Issue.record("an empty id was not refused")
            return
        }
        #expect(bench.journal.count() == 0)
    }
}
