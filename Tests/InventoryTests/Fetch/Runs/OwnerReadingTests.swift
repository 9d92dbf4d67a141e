// What is read of owners: all of them and the members of groups in a sweep, one beside its listeners otherwise.

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

    @Test func `A sweep lists proxies inside groups as members, and as nothing else`() async {
        let bench = FetchBench(FleetOptions(proxies: 12, groups: 3, listeners: 60))
        let events = await bench.run(Question(.all))
        let groups = Self.owners(in: events).filter(\.id.isGroup)
        #expect(Set(groups.map(\.id)).count == 3)
        let members = groups.flatMap { $0.members ?? [] }
        #expect(!members.isEmpty && members.allSatisfy { $0.isRead && $0.accessRegion != nil })
        #expect(Set(events.swept).isDisjoint(with: members.map(\.id)))
        #expect(Set(events.swept) == bench.owners)
    }

    @Test func `One owner costs one call more, beside its listeners`() async {
        let bench = FetchBench()
        let owner = bench.owners.filter { !$0.isGroup }.sorted()[0]
        let events = await bench.run(Question(Scope(owner)), readsOwner: true)
        #expect(bench.journal.count(of: DescribeProxies.name) == 1)
        #expect(bench.journal.count() == bench.journal.count(of: DescribeTCPListeners.name) + 1)
        #expect(Self.owners(in: events).map(\.id) == [owner])
        #expect(Self.owners(in: events)[0].isRead)
        #expect(events.outcomes.map(\.outcome) == [.complete])
    }

    @Test func `A group is read with its members`() async throws {
        let bench = FetchBench(FleetOptions(proxies: 12, groups: 3, listeners: 60))
        let owner = try #require(bench.owners.filter(\.isGroup).sorted().first)
        let events = await bench.run(Question(Scope(owner)), readsOwner: true)
        let read = Self.owners(in: events)
        #expect(read.map(\.id) == [owner] && read[0].members?.isEmpty == false)
        let all = await bench.run(Question(.all), id: LoadID(2))
        #expect(
            Self.owners(in: all).first { $0.id == owner }?.members?.map(\.id).sorted()
                == read[0].members?.map(\.id).sorted())
    }

    @Test func `The owner of one listener is read when its answer names it`() async throws {
        let bench = FetchBench()
        let id = try #require(bench.listenerIDs.first)
        let events = await bench.run(Question(.listener(id)), readsOwner: true)
        let owner = try #require(events.listeners.first.flatMap { OwnerID(of: $0) })
        #expect(Self.owners(in: events).map(\.id) == [owner])
        #expect(events.order.hasPrefix("p") && events.order.hasSuffix("f"))
    }
}
