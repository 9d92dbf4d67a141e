import GAAP
import GAAPEmulator
import TencentCloud
import TestSupport
import Testing

@testable import Inventory

@Suite(.timeLimit(.minutes(3))) struct SharedBudgetTests {
    @Test func `A sweep never exceeds its rate within any second`() async {
        let fixture = FetchFixture(FleetOptions(proxies: 40, groups: 2, listeners: 80), rate: 4, jumps: false)
        let count = fixture.owners.count
        await fixture.service.load(Question(.all), id: LoadID(1), priority: .background)
        await fixture.advanceUntilSweeping(LoadID(1))
        // When every worker with a remaining owner waits for a slot, only the clock can make progress.
        while !fixture.log.isFinished(LoadID(1)), !Task.isCancelled {
            await until {
                let left = count - fixture.log.events(of: LoadID(1)).outcomes.count
                return fixture.time.sleeperCount == min(left, FetchService.Limits().owners)
                    && (left > 0 || fixture.log.isFinished(LoadID(1)))
            }
            fixture.time.advance()
        }
        // One call per owner, and one more call for each page that the service may have truncated.
        let checks = fixture.log.events(of: LoadID(1)).pages.count { $0.request.offset > 0 }
        #expect(fixture.journal.count(of: DescribeTCPListeners.name) == count + checks)
        #expect(checks < count / 2)
        #expect(fixture.journal.busiestSecond(of: DescribeTCPListeners.name) == 4)
        #expect(fixture.time.uptime >= .seconds(count / 4 - 1))
    }

    @Test func `A foreground request takes precedence over a waiting sweep`() async {
        let fixture = FetchFixture(FleetOptions(proxies: 20, groups: 0, listeners: 40), rate: 1, jumps: false)
        await fixture.service.load(Question(.all), id: LoadID(1), priority: .background)
        await fixture.advanceUntilSweeping(LoadID(1))
        await until { fixture.time.sleeperCount == FetchService.Limits().owners }
        await fixture.service.load(Question(Scope(fixture.largest.owner)), id: LoadID(2), priority: .foreground)
        await until { fixture.time.sleeperCount == FetchService.Limits().owners + 1 }
        while !fixture.log.isFinished(LoadID(2)), !Task.isCancelled {
            fixture.time.advance()
            await Task.yield()
        }
        // The requests in the order they were sent: the first of the sweep, then the foreground request.
        let owners = fixture.gate.requests.filter(\.isAboutListeners).map(\.owner)
        #expect(owners.count >= 2 && owners[1] == fixture.largest.owner.text)
        await fixture.service.close()
    }

    @Test func `Throttled requests are retried until they succeed`() async {
        let fixture = FetchFixture()
        fixture.emulator.updateFaults { $0.next(.throttled, times: 3, action: DescribeTCPListeners.name) }
        let events = await fixture.run(Question(.all))
        #expect(events.outcomes.allSatisfy { $0.outcome == .complete })
        #expect(events.listeners.compactMap(\.listenerID).sorted() == fixture.listenerIDs)
        #expect(fixture.log.calls().count { $0.error != nil } == 3)
        #expect(fixture.log.calls().map(\.gauge.throttled).max() == 3)
    }
}
