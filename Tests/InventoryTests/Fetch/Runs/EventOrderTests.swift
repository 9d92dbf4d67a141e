import GAAP
import GAAPEmulator
import TencentCloud
import TestSupport
import Testing

@testable import Inventory

@Suite(.timeLimit(.minutes(3))) struct EventOrderTests {
    @Test func `Events of a run come in order, and its end once`() async throws {
        let bench = FetchBench(FleetOptions(proxies: 12, groups: 3, listeners: 200), pageSize: 7)
        let events = await bench.run(Question(.all))
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
        let bench = FetchBench(limits: limits, holds: { $0.isAboutListeners })
        await bench.service.load(Question(.all), id: LoadID(1), priority: .background)
        await until { bench.gate.heldCount == 1 }
        let swept = bench.log.events(of: LoadID(1)).swept
        let last = try #require(swept.last)
        await bench.service.prefer(last, in: LoadID(1))
        await bench.service.prefer(.proxy("link-unheard"), in: LoadID(1))
        await bench.service.prefer(last, in: LoadID(9))
        bench.gate.open()
        await until { bench.log.isFinished(LoadID(1)) }
        let read = bench.log.events(of: LoadID(1)).outcomes.compactMap(\.owner)
        #expect(read == [swept[0], last] + swept[1...].dropLast())
    }

    @Test func `An owner that is preferred before the owners are known is read first`() async throws {
        var limits = FetchService.Limits()
        limits.owners = 1
        let bench = FetchBench(limits: limits, holds: { !$0.isAboutListeners })
        await bench.service.load(Question(.all), id: LoadID(1), priority: .background)
        await until { bench.gate.heldCount == 2 }
        await bench.service.prefer(bench.largest.owner, in: LoadID(1))
        bench.gate.open()
        await until { bench.log.isFinished(LoadID(1)) }
        let read = bench.log.events(of: LoadID(1)).outcomes.compactMap(\.owner)
        #expect(read.first == bench.largest.owner)
        #expect(Set(read) == bench.owners)
    }
}
