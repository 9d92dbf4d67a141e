// How owners are read: a sweep reads all owners and the members of groups; otherwise one owner is read together with
// its listeners.

import GAAP
import GAAPEmulator
import TencentCloud
import TestSupport
import Testing

@testable import Inventory

@Suite(.timeLimit(.minutes(3))) struct OwnerReadingTests {
    private static func owners(in events: [FetchEvent]) -> [Owner] {
        events.flatMap { event -> [Owner] in if case .owners(_, let owners) = event { owners } else { [] } }
    }

    @Test func `A sweep lists proxies inside groups only as members`() async {
        let fixture = FetchFixture(FleetOptions(proxies: 12, groups: 3, listeners: 60))
        let events = await fixture.run(Question(.all))
        let groups = Self.owners(in: events).filter(\.id.isGroup)
        #expect(Set(groups.map(\.id)).count == 3)
        let members = groups.flatMap { $0.members ?? [] }
        #expect(!members.isEmpty && members.allSatisfy { $0.isRead && $0.accessRegion != nil })
        #expect(Set(events.swept).isDisjoint(with: members.map(\.id)))
        #expect(Set(events.swept) == fixture.owners)
    }

    @Test func `Reading the owner of a scope needs one additional call`() async {
        let fixture = FetchFixture()
        let owner = fixture.owners.filter { !$0.isGroup }.sorted()[0]
        let events = await fixture.run(Question(Scope(owner)), readsOwner: true)
        #expect(fixture.journal.count(of: DescribeProxies.name) == 1)
        #expect(fixture.journal.count() == fixture.journal.count(of: DescribeTCPListeners.name) + 1)
        #expect(Self.owners(in: events).map(\.id) == [owner])
        #expect(Self.owners(in: events)[0].isRead)
        #expect(events.outcomes.map(\.outcome) == [.complete])
    }

    @Test func `A group is read with its members`() async throws {
        let fixture = FetchFixture(FleetOptions(proxies: 12, groups: 3, listeners: 60))
        let owner = try #require(fixture.owners.filter(\.isGroup).sorted().first)
        let events = await fixture.run(Question(Scope(owner)), readsOwner: true)
        let read = Self.owners(in: events)
        #expect(read.map(\.id) == [owner] && read[0].members?.isEmpty == false)
        let all = await fixture.run(Question(.all), id: LoadID(2))
        #expect(
            Self.owners(in: all).first { $0.id == owner }?.members?.map(\.id).sorted()
                == read[0].members?.map(\.id).sorted())
    }

    @Test func `The owner of one listener is read after the response names it`() async throws {
        let fixture = FetchFixture()
        let id = try #require(fixture.listenerIDs.first)
        let events = await fixture.run(Question(.listener(id)), readsOwner: true)
        let owner = try #require(events.listeners.first.flatMap { OwnerID(of: $0) })
        #expect(Self.owners(in: events).map(\.id) == [owner])
        #expect(events.order.hasPrefix("p") && events.order.hasSuffix("f"))
    }

    @Test func `A sweep makes one call for each list of owners and one for each owner`() async {
        let fixture = FetchFixture(FleetOptions(proxies: 12, groups: 3, listeners: 60))
        let events = await fixture.run(Question(.all))
        let first = fixture.gate.requests.filter(\.isFirstPage)
        #expect(first.count { $0.action == DescribeProxies.name } == 1)
        #expect(first.count { $0.action == DescribeProxyGroupList.name } == 1)
        #expect(first.count(where: \.isAboutListeners) == events.swept.count)
        #expect(first.count == events.swept.count + 2)
        #expect(fixture.gate.requests.allSatisfy { !$0.body.contains("Independent") })
        // Behind a page that may have been cut one more is asked for, once for each list at most.
        #expect(fixture.journal.count() <= 2 * first.count)
    }

    @Test func `A group costs two more calls, one for its status and one for its members`() async throws {
        let fixture = FetchFixture(FleetOptions(proxies: 12, groups: 3, listeners: 60))
        let group = try #require(fixture.owners.filter(\.isGroup).min())
        _ = await fixture.run(Question(Scope(group)), readsOwner: true)
        #expect(fixture.journal.count(of: DescribeProxies.name) == 1)
        #expect(fixture.journal.count(of: DescribeProxyGroupList.name) == 1)
        #expect(fixture.journal.count() == fixture.journal.count(of: DescribeTCPListeners.name) + 2)
    }

    @Test func `A listener also costs the calls of its owner`() async throws {
        let fixture = FetchFixture(FleetOptions(proxies: 12, groups: 3, listeners: 60))
        for (isGroup, extra) in [(false, 1), (true, 2)] {
            let listeners = fixture.emulator.fleet.listeners.first {
                OwnerID($0.key).isGroup == isGroup && !$0.value.isEmpty
            }
            let id = try #require(listeners?.value.first?.id)
            let before = fixture.journal.count()
            _ = await fixture.run(Question(.listener(id)), id: LoadID(isGroup ? 2 : 1), readsOwner: true)
            #expect(fixture.journal.count() - before == 1 + extra)
        }
    }

    @Test(arguments: [DescribeProxies.name, DescribeProxyGroupList.name])
    func `The listeners of an owner do not wait for its status`(action: String) async throws {
        let fixture = FetchFixture(FleetOptions(proxies: 12, groups: 3, listeners: 60), holds: { $0.action == action })
        let group = try #require(
            fixture.emulator.fleet.listeners.filter { !$0.value.isEmpty }.map { OwnerID($0.key) }.filter(\.isGroup)
                .min())
        await fixture.service.load(Question(Scope(group)), id: LoadID(1), priority: .foreground)
        await until { !fixture.log.events(of: LoadID(1)).outcomes.isEmpty && fixture.gate.heldCount == 1 }
        #expect(!fixture.log.events(of: LoadID(1)).listeners.isEmpty)
        #expect(Self.owners(in: fixture.log.events(of: LoadID(1))).isEmpty)
        fixture.gate.open()
        await until { fixture.log.isFinished(LoadID(1)) }
        #expect(Self.owners(in: fixture.log.events(of: LoadID(1))).map(\.id) == [group])
    }
}
