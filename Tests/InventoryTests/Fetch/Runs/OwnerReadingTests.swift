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
}
