import Essentials
import GAAP
import GAAPEmulator
import Synchronization
import TencentCloud
import TestSupport
import Testing

@testable import Inventory

@Suite(.timeLimit(.minutes(3))) struct RunEndTests {
    @Test func `A cancelled run ends at once and nothing more is told of it`() async {
        let bench = FetchBench(holds: { $0.isAboutListeners })
        await bench.service.load(Question(.all), id: LoadID(1), priority: .background)
        await until { bench.gate.heldCount > 1 }
        await bench.service.cancel(LoadID(1))
        let told = bench.log.events(of: LoadID(1)).count
        await until { bench.gate.heldCount == 0 }
        bench.gate.open()
        _ = await bench.run(Question(.all), id: LoadID(2))
        await bench.service.close()
        #expect(bench.log.events(of: LoadID(1)).count == told)
        #expect(!bench.log.isFinished(LoadID(1)))
        #expect(bench.log.isFinished(LoadID(2)))
    }

    @Test func `A run that is cancelled while it waits for its turn is not sent`() async {
        let bench = FetchBench(rate: 1, jumps: false)
        await bench.service.load(Question(.all), id: LoadID(1), priority: .background)
        await bench.advanceUntilSweeping(LoadID(1))
        await until { bench.time.sleeperCount >= 5 }
        let sent = bench.journal.count()
        await bench.service.cancel(LoadID(1))
        await until { bench.time.sleeperCount == 0 }
        await bench.service.close()
        #expect(bench.journal.count() == sent)
        #expect(!bench.log.isFinished(LoadID(1)))
    }

    @Test(arguments: [false, true])
    func `Nothing is told of a run that was cancelled while connecting`(listsOwners: Bool) async {
        let (signal, release) = AsyncStream.makeStream(of: Void.self)
        let isConnecting = Mutex(false)
        let bench = FetchBench(
            connecting: { () throws(CloudError) in
                isConnecting.withLock { $0 = true }
                for await _ in signal { break }
                throw .transport(TransportError(.connectionRefused, Wording(verbatim: "refused")))
            })
        if listsOwners {
            await bench.service.loadOwners(id: LoadID(1))
        } else {
            await bench.service.load(Question(.all), id: LoadID(1), priority: .foreground)
        }
        await until { isConnecting.withLock { $0 } }
        // The second stays, so that its end shows that the first has had its chance to speak.
        await bench.service.load(Question(.all), id: LoadID(2), priority: .foreground)
        await bench.service.cancel(LoadID(1))
        release.yield()
        await until { bench.log.isFinished(LoadID(2)) }
        await bench.service.close()
        #expect(bench.log.events(of: LoadID(1)).isEmpty)
    }

    @Test func `A run that is replaced says nothing more, and the new one ends once`() async {
        let bench = FetchBench(holds: { $0.isAboutListeners })
        let owners = bench.owners.sorted()
        for owner in owners { await bench.service.load(Question(Scope(owner)), id: LoadID(1), priority: .foreground) }
        await until { bench.gate.asked.contains { $0.owner == owners.last?.text } }
        bench.gate.open()
        await until { bench.log.isFinished(LoadID(1)) }
        await bench.service.close()
        let events = bench.log.events(of: LoadID(1))
        #expect(Set(events.outcomes.map(\.owner)) == [owners.last])
        #expect(events.order.filter { $0 == "f" } == "f")
    }

    @Test func `Closing ends everything, gives the connections back, and nothing is begun afterwards`() async {
        let bench = FetchBench(holds: { $0.isAboutListeners })
        await bench.service.load(Question(.all), id: LoadID(1), priority: .background)
        await bench.service.load(Question(Scope(bench.largest.owner)), id: LoadID(2), priority: .foreground)
        await until { bench.gate.heldCount > 2 }
        await bench.service.close()
        #expect(bench.gate.heldCount == 0)
        #expect(bench.gate.isShutDown)
        let asked = bench.gate.asked.count
        await bench.service.load(Question(.all), id: LoadID(3), priority: .foreground)
        await bench.service.loadOwners(id: LoadID(4))
        await bench.service.close()
        #expect(bench.gate.asked.count == asked)
        for id in 1...4 { #expect(!bench.log.isFinished(LoadID(id))) }
    }

    @Test func `Closing does not wait for a connection that is still being made`() async {
        let (never, hold) = AsyncStream.makeStream(of: Void.self)
        let isConnecting = Mutex(false)
        let bench = FetchBench(
            connecting: { () throws(CloudError) in
                isConnecting.withLock { $0 = true }
                for await _ in never { continue }
                throw .cancelled
            })
        await bench.service.load(Question(.all), id: LoadID(1), priority: .foreground)
        await until { isConnecting.withLock { $0 } }
        await bench.service.close()
        #expect(bench.log.events(of: LoadID(1)).isEmpty)
        hold.finish()
    }

    @Test func `A service that was never asked anything closes`() async {
        let bench = FetchBench()
        await bench.service.close()
        #expect(bench.gate.asked.isEmpty)
    }
}
