import GAAP
import GAAPEmulator
import TencentCloud
import TestSupport
import Testing

@testable import Inventory

@Suite(.timeLimit(.minutes(3))) struct SharedBudgetTests {
    @Test func `A sweep never asks more often than its rate in any second`() async {
        let bench = FetchBench(FleetOptions(proxies: 40, groups: 2, listeners: 80), rate: 4, jumps: false)
        let count = bench.owners.count
        await bench.service.load(Question(.all), id: LoadID(1), priority: .background)
        await bench.advanceUntilSweeping(LoadID(1))
        // Nothing moves by itself once every worker that has an owner left waits for its turn.
        while !bench.log.isFinished(LoadID(1)), !Task.isCancelled {
            await until {
                let left = count - bench.log.events(of: LoadID(1)).outcomes.count
                return bench.time.sleeperCount == min(left, FetchService.Limits().owners)
                    && (left > 0 || bench.log.isFinished(LoadID(1)))
            }
            bench.time.advance()
        }
        // One call per owner, and a look behind the pages that the service may have cut.
        let looks = bench.log.events(of: LoadID(1)).pages.count { $0.request.offset > 0 }
        #expect(bench.journal.count(of: DescribeTCPListeners.name) == count + looks)
        #expect(looks < count / 2)
        #expect(bench.journal.busiestSecond(of: DescribeTCPListeners.name) == 4)
        #expect(bench.time.uptime >= .seconds(count / 4 - 1))
    }

    @Test func `What somebody looks at goes before a sweep that waits`() async {
        let bench = FetchBench(FleetOptions(proxies: 20, groups: 0, listeners: 40), rate: 1, jumps: false)
        await bench.service.load(Question(.all), id: LoadID(1), priority: .background)
        await bench.advanceUntilSweeping(LoadID(1))
        await until { bench.time.sleeperCount == FetchService.Limits().owners }
        await bench.service.load(Question(Scope(bench.largest.owner)), id: LoadID(2), priority: .foreground)
        await until { bench.time.sleeperCount == FetchService.Limits().owners + 1 }
        while !bench.log.isFinished(LoadID(2)), !Task.isCancelled {
            bench.time.advance()
            await Task.yield()
        }
        // Requests in the order they were sent: the first of the sweep, then the one that was looked at.
        let owners = bench.gate.asked.filter(\.isAboutListeners).map(\.owner)
        #expect(owners.count >= 2 && owners[1] == bench.largest.owner.text)
        await bench.service.close()
    }

    @Test func `Throttling is waited out`() async {
        let bench = FetchBench()
        bench.emulator.updateFaults { $0.next(.throttled, times: 3, action: DescribeTCPListeners.name) }
        let events = await bench.run(Question(.all))
        #expect(events.outcomes.allSatisfy { $0.outcome == .complete })
        #expect(events.listeners.compactMap(\.listenerID).sorted() == bench.listenerIDs)
        #expect(bench.log.calls().count { $0.error != nil } == 3)
        #expect(bench.log.calls().map(\.gauge.throttled).max() == 3)
    }
}
