import GAAP
import GAAPEmulator
import TencentCloud
import TestSupport
import Testing

@testable import Inventory

@Suite(.timeLimit(.minutes(3))) struct EventOrderTests {
    @Test func `The events of a run are emitted in order, and its end once`() async throws {
        let fixture = FetchFixture(FleetOptions(proxies: 12, groups: 3, listeners: 200), pageSize: 7)
        let events = await fixture.run(Question(.all))
        let order = events.order
        let sweeping = try #require(order.firstIndex(of: "s"))
        #expect(order[..<sweeping].allSatisfy { "ol".contains($0) })
        #expect(order[order.index(after: sweeping)...].dropLast().allSatisfy { "pe".contains($0) })
        #expect(order.filter { $0 == "f" }.count == 1 && order.last == "f")
        var ended: Set<OwnerID> = []
        for event in events {
            switch event {
            case .page(_, let page): #expect(page.pass.owner.map { !ended.contains($0) } ?? false)
            case .passEnded(_, let pass, _): #expect(pass.owner.map { ended.insert($0).inserted } ?? false)
            default: break
            }
        }
    }

    @Test func `A preferred owner is read next`() async throws {
        var limits = FetchService.Limits()
        limits.owners = 1
        let fixture = FetchFixture(limits: limits, holds: { $0.isAboutListeners })
        await fixture.service.load(Question(.all), id: LoadID(1), priority: .background)
        await until { fixture.gate.heldCount == 1 }
        let swept = fixture.log.events(of: LoadID(1)).swept
        let last = try #require(swept.last)
        await fixture.service.prefer(last, in: LoadID(1))
        await fixture.service.prefer(.proxy("link-unheard"), in: LoadID(1))
        await fixture.service.prefer(last, in: LoadID(9))
        fixture.gate.open()
        await until { fixture.log.isFinished(LoadID(1)) }
        let read = fixture.log.events(of: LoadID(1)).outcomes.compactMap(\.owner)
        #expect(read == [swept[0], last] + swept[1...].dropLast())
    }

    @Test func `An owner that is preferred before the owners are listed is read first`() async throws {
        var limits = FetchService.Limits()
        limits.owners = 1
        let fixture = FetchFixture(limits: limits, holds: { !$0.isAboutListeners })
        await fixture.service.load(Question(.all), id: LoadID(1), priority: .background)
        await until { fixture.gate.heldCount == 2 }
        await fixture.service.prefer(fixture.largest.owner, in: LoadID(1))
        fixture.gate.open()
        await until { fixture.log.isFinished(LoadID(1)) }
        let read = fixture.log.events(of: LoadID(1)).outcomes.compactMap(\.owner)
        #expect(read.first == fixture.largest.owner)
        #expect(Set(read) == fixture.owners)
    }
}
