import Essentials
import GAAP
import GAAPEmulator
import Synchronization
import TencentCloud
import TestSupport
import Testing

@testable import Inventory

@Suite(.timeLimit(.minutes(3))) struct RunEndTests {
    @Test func `A cancelled run ends immediately and emits no further events`() async {
        let fixture = FetchFixture(holds: { $0.isAboutListeners })
        await fixture.service.load(Question(.all), id: LoadID(1), priority: .background)
        await until { fixture.gate.heldCount > 1 }
        await fixture.service.cancel(LoadID(1))
        let eventCount = fixture.log.events(of: LoadID(1)).count
        await until { fixture.gate.heldCount == 0 }
        fixture.gate.open()
        _ = await fixture.run(Question(.all), id: LoadID(2))
        await fixture.service.close()
        #expect(fixture.log.events(of: LoadID(1)).count == eventCount)
        #expect(!fixture.log.isFinished(LoadID(1)))
        #expect(fixture.log.isFinished(LoadID(2)))
    }

    @Test func `The waiting requests of a cancelled run are not sent`() async {
        let fixture = FetchFixture(rate: 1, jumps: false)
        await fixture.service.load(Question(.all), id: LoadID(1), priority: .background)
        await fixture.advanceUntilSweeping(LoadID(1))
        await until { fixture.time.sleeperCount >= 5 }
        let sent = fixture.journal.count()
        await fixture.service.cancel(LoadID(1))
        await until { fixture.time.sleeperCount == 0 }
        await fixture.service.close()
        #expect(fixture.journal.count() == sent)
        #expect(!fixture.log.isFinished(LoadID(1)))
    }

    @Test(arguments: [false, true])
    func `A run that is cancelled while connecting emits no events`(listsOwners: Bool) async {
        let (signal, release) = AsyncStream.makeStream(of: Void.self)
        let isConnecting = Mutex(false)
        let fixture = FetchFixture(
            connecting: { () throws(CloudError) in
                isConnecting.withLock { $0 = true }
                for await _ in signal { break }
                throw .transport(TransportError(.connectionRefused, Wording(verbatim: "refused")))
            })
        if listsOwners {
            await fixture.service.loadOwners(id: LoadID(1))
        } else {
            await fixture.service.load(Question(.all), id: LoadID(1), priority: .foreground)
        }
        await until { isConnecting.withLock { $0 } }
        // The second run continues. After its end, the first run would have emitted its events.
        await fixture.service.load(Question(.all), id: LoadID(2), priority: .foreground)
        await fixture.service.cancel(LoadID(1))
        release.yield()
        await until { fixture.log.isFinished(LoadID(2)) }
        await fixture.service.close()
        #expect(fixture.log.events(of: LoadID(1)).isEmpty)
    }

    @Test func `A replaced run emits no further events, and the new run ends once`() async {
        let fixture = FetchFixture(holds: { $0.isAboutListeners })
        let owners = fixture.owners.sorted()
        for owner in owners { await fixture.service.load(Question(Scope(owner)), id: LoadID(1), priority: .foreground) }
        await until { fixture.gate.requests.contains { $0.owner == owners.last?.text } }
        fixture.gate.open()
        await until { fixture.log.isFinished(LoadID(1)) }
        await fixture.service.close()
        let events = fixture.log.events(of: LoadID(1))
        #expect(Set(events.outcomes.map(\.owner)) == [owners.last])
        #expect(events.order.filter { $0 == "f" } == "f")
    }

    @Test func `Closing ends every run and shuts down the transport, and nothing starts afterwards`() async {
        let fixture = FetchFixture(holds: { $0.isAboutListeners })
        await fixture.service.load(Question(.all), id: LoadID(1), priority: .background)
        await fixture.service.load(Question(Scope(fixture.largest.owner)), id: LoadID(2), priority: .foreground)
        await until { fixture.gate.heldCount > 2 }
        await fixture.service.close()
        #expect(fixture.gate.heldCount == 0)
        #expect(fixture.gate.isShutDown)
        let requestCount = fixture.gate.requests.count
        await fixture.service.load(Question(.all), id: LoadID(3), priority: .foreground)
        await fixture.service.loadOwners(id: LoadID(4))
        await fixture.service.close()
        #expect(fixture.gate.requests.count == requestCount)
        for id in 1...4 { #expect(!fixture.log.isFinished(LoadID(id))) }
    }

    @Test func `Closing does not wait for a connection that is being established`() async {
        let (never, hold) = AsyncStream.makeStream(of: Void.self)
        let isConnecting = Mutex(false)
        let fixture = FetchFixture(
            connecting: { () throws(CloudError) in
                isConnecting.withLock { $0 = true }
                for await _ in never { continue }
                throw .cancelled
            })
        await fixture.service.load(Question(.all), id: LoadID(1), priority: .foreground)
        await until { isConnecting.withLock { $0 } }
        await fixture.service.close()
        #expect(fixture.log.events(of: LoadID(1)).isEmpty)
        hold.finish()
    }

    @Test func `An unused service can be closed`() async {
        let fixture = FetchFixture()
        await fixture.service.close()
        #expect(fixture.gate.requests.isEmpty)
    }
}
