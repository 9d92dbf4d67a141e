import GAAP
import GAAPEmulator
import TencentCloud
import TestSupport
import Testing

@testable import Inventory

@Suite(.timeLimit(.minutes(3))) struct QuestionLoadTests {
    @Test func `Reading one owner calls only DescribeTCPListeners`() async {
        let fixture = FetchFixture()
        let (owner, count) = fixture.largest
        let events = await fixture.run(Question(Scope(owner)))
        // The page, and a request that checks that no row follows.
        #expect(events.order == "ppef")
        #expect(events.listeners.count == count)
        #expect(events.outcomes.map(\.outcome) == [.complete])
        #expect(events.outcomes.map(\.owner) == [owner])
        #expect(fixture.journal.count() == 2)
        #expect(fixture.journal.count(of: DescribeTCPListeners.name) == 2)
        #expect(fixture.log.calls().map(\.subject) == [owner.text, owner.text])
    }

    @Test func `One listener is read by its ID`() async throws {
        let fixture = FetchFixture()
        let id = try #require(fixture.listenerIDs.first)
        let events = await fixture.run(Question(.listener(id)))
        #expect(events.order == "pef")
        #expect(events.listeners.map(\.listenerID) == [id])
        #expect(events.outcomes.map(\.owner) == [nil])
        #expect(fixture.log.calls().map(\.subject) == [id])
    }

    @Test func `A sweep reads every owner once and every listener once`() async {
        let fixture = FetchFixture(FleetOptions(proxies: 30, groups: 4, listeners: 400), pageSize: 10)
        let events = await fixture.run(Question(.all), priority: .background)
        #expect(events.listeners.compactMap(\.listenerID).sorted() == fixture.listenerIDs)
        #expect(Set(events.swept) == fixture.owners)
        #expect(events.swept.count == fixture.owners.count)
        #expect(events.outcomes.compactMap(\.owner).sorted() == fixture.owners.sorted())
        #expect(events.outcomes.allSatisfy { $0.outcome == .complete })
        let firstPages = fixture.gate.requests.filter { $0.isAboutListeners && $0.isFirstPage }.map(\.owner)
        #expect(firstPages.sorted() == fixture.owners.map(\.text).sorted())
        #expect(Set(events.outcomes.map(\.reading)).count == fixture.owners.count)
    }

    @Test func `Filters reach the service`() async throws {
        let fixture = FetchFixture()
        let owner = fixture.largest.owner
        let all = await fixture.run(Question(Scope(owner)))
        let port = try #require(all.listeners.first?.port)
        let some = await fixture.run(Question(Scope(owner), port: port), id: LoadID(2))
        #expect(some.listeners.map(\.port) == [port])
    }

    @Test func `The lists of owners can be read alone`() async {
        let fixture = FetchFixture()
        await fixture.service.loadOwners(id: LoadID(1))
        await until { fixture.log.isFinished(LoadID(1)) }
        // Each list has one page, and a request checks that no row follows. Groups are reported once, when their
        // members are known.
        let order = fixture.log.events(of: LoadID(1)).order
        #expect(String(order.sorted()) == "fllooo")
        #expect(order.hasSuffix("of"))
        #expect(fixture.journal.count(of: DescribeTCPListeners.name) == 0)
        #expect(Set(fixture.gate.requests.map(\.action)) == [DescribeProxies.name, DescribeProxyGroupList.name])
    }

    @Test func `A question that violates a rule is reported and not sent`() async {
        let fixture = FetchFixture()
        let events = await fixture.run(Question(.proxy("")))
        #expect(events.order == "ef")
        guard case .failed(.invalidRequest) = events.outcomes.first?.outcome else {
            Issue.record("an empty ID was not rejected")
            return
        }
        #expect(fixture.journal.count() == 0)
    }
}
