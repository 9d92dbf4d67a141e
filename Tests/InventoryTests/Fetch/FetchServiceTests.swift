// The fetch service with the real client and the emulator in process: what is asked, in which order, and what is told.

import GAAP
import GAAPEmulator
import Inventory
import Synchronization
import TencentCloud
import Testing

@Suite(.timeLimit(.minutes(1))) struct FetchServiceTests {
    /// A service on an emulator, and everything that either saw.
    private final class Bench: Sendable {
        let journal = RequestJournal()
        let emulator: Emulator
        let service: FetchService
        private let events: AsyncStream<FetchEvent>
        private let log = Mutex<[FetchEvent]>([])

        init(
            rate: Int = 1_000, pageSize: Int = 100, connectFailures: Int = 0,
            _ configure: (inout EmulatorOptions) -> Void = { _ in }
        ) {
            var options = EmulatorOptions()
            options.fleet = FleetOptions(proxies: 12, groups: 3, listeners: 200)
            options.requestsPerSecond = 1_000
            configure(&options)
            let journal = journal
            let emulator = Emulator(options: options, onRequest: journal.record)
            self.emulator = emulator
            let (events, feed) = AsyncStream.makeStream(of: FetchEvent.self)
            self.events = events
            let failures = Counter(connectFailures)
            service = FetchService(
                pageSize: pageSize,
                connect: { () async throws(CloudError) in
                    if failures.takeOne() { throw .credentials(CredentialProblem(tried: ["nowhere"])) }
                    guard let endpoint = try? Endpoint(parsing: "http://127.0.0.1:1") else { throw .cancelled }
                    return Client(
                        transport: EmulatorTransport(emulator), endpoint: endpoint,
                        credentials: CredentialChain([FixedCredentials(EmulatorOptions.credential)]),
                        quota: Quota(rate: rate, time: .system), retry: RetryPolicy(random: { 0 }))
                }, emit: { feed.yield($0) })
        }

        /// Loads, and returns all events up to the last.
        func run(_ question: Question, id: Int = 1) async -> [FetchEvent] {
            await service.load(question, id: LoadID(id), priority: .foreground)
            return await untilFinished(id)
        }

        func untilFinished(_ id: Int, also each: (FetchEvent) async -> Void = { _ in }) async -> [FetchEvent] {
            var seen: [FetchEvent] = []
            for await event in events {
                seen.append(event)
                await each(event)
                if case .finished(LoadID(id)) = event { break }
            }
            return seen
        }

        var firstProxy: String {
            let owner = emulator.fleet.owners.first { owner in
                if case .proxy = owner { (emulator.fleet.listeners[owner] ?? []).count > 2 } else { false }
            }
            return owner?.id ?? ""
        }
    }

    private final class Counter: Sendable {
        private let left: Mutex<Int>
        init(_ count: Int) { left = Mutex(count) }
        func takeOne() -> Bool {
            left.withLock { left in
                guard left > 0 else { return false }
                left -= 1
                return true
            }
        }
    }

    private func ids(_ events: [FetchEvent]) -> [String] {
        events.flatMap { event -> [String] in
            if case .page(_, let page) = event { page.listeners.compactMap(\.listenerID) } else { [] }
        }
    }

    private func outcomes(_ events: [FetchEvent]) -> [ReadingOutcome] {
        events.compactMap { if case .ownerFinished(_, _, _, let outcome) = $0 { outcome } else { nil } }
    }

    @Test func oneProxyCallsNothingButDescribeTCPListeners() async {
        let bench = Bench()
        let events = await bench.run(Question(.proxy(bench.firstProxy)))
        #expect(Set(bench.journal.records.map(\.action)) == [DescribeTCPListeners.name])
        #expect(outcomes(events) == [.complete])
        #expect(ids(events).count == bench.emulator.fleet.listeners[.proxy(bench.firstProxy)]?.count)
    }

    @Test func aSweepReadsEveryListenerOnce() async {
        let bench = Bench(pageSize: 7)
        let events = await bench.run(Question(.all))
        let found = ids(events)
        #expect(found.count == 200)
        #expect(Set(found).count == 200)
        #expect(outcomes(events).allSatisfy { $0 == .complete })
        let swept = events.compactMap { if case .sweeping(_, let owners) = $0 { owners } else { nil } }
        #expect(swept.count == 1)
        #expect(outcomes(events).count == swept.first?.count)
    }

    @Test func pagesOfOneReadingAgreeOnItsNumber() async {
        let bench = Bench(pageSize: 2)
        let events = await bench.run(Question(.proxy(bench.firstProxy)))
        let pages = events.compactMap { if case .page(_, let page) = $0 { page.reading } else { nil } }
        let ends = events.compactMap { if case .ownerFinished(_, _, let reading, _) = $0 { reading } else { nil } }
        #expect(pages.count > 1)
        #expect(Set(pages) == Set(ends))
    }

    @Test func theBudgetHoldsAsTheServiceCounts() async {
        let bench = Bench(rate: 10) { $0.fleet = FleetOptions(proxies: 14, groups: 2, listeners: 60) }
        _ = await bench.run(Question(.all))
        #expect(bench.journal.busiestSecond(of: DescribeTCPListeners.name) <= 10)
        #expect(bench.journal.records.allSatisfy { $0.code == nil })
    }

    @Test func anOwnerThatFailsDoesNotStopTheOthers() async {
        let bench = Bench()
        bench.emulator.updateFaults { $0.next(.error(code: "FailedOperation"), action: DescribeTCPListeners.name) }
        let events = await bench.run(Question(.all))
        let failed = outcomes(events).filter { if case .failed = $0 { true } else { false } }
        #expect(failed.count == 1)
        #expect(outcomes(events).count { $0 == .complete } == outcomes(events).count - 1)
    }

    @Test func aListOfOwnersThatFailsIsToldAndTheOtherIsSwept() async {
        let bench = Bench()
        bench.emulator.updateFaults { $0.next(.error(code: "UnauthorizedOperation"), action: DescribeProxies.name) }
        let events = await bench.run(Question(.all))
        let failed = events.compactMap { if case .ownersFailed(_, let action, _) = $0 { action } else { nil } }
        #expect(failed == [DescribeProxies.name])
        #expect(outcomes(events).count == 3)
    }

    @Test func faultsOfTheMomentAreTriedAgain() async {
        let bench = Bench()
        bench.emulator.updateFaults { faults in
            for fault in [
                Fault.throttled, .connectionReset, .truncatedBody, .status(502), .error(code: "InternalError"),
            ] {
                faults.next(fault, action: DescribeTCPListeners.name)
            }
        }
        let events = await bench.run(Question(.all))
        #expect(outcomes(events).allSatisfy { $0 == .complete })
        #expect(Set(ids(events)).count == 200)
    }

    @Test func anUnknownProxyIsAFailureOfItsOwner() async {
        let events = await Bench().run(Question(.proxy("link-nobody00")))
        guard case .failed(.service(let error))? = outcomes(events).first else {
            Issue.record("expected a refusal")
            return
        }
        #expect(error.code == "ResourceNotFound")
    }

    @Test func aListThatChangesWhileItIsReadIsReadAgain() async {
        let bench = Bench(pageSize: 2)
        let proxy = bench.firstProxy
        await bench.service.load(Question(.proxy(proxy)), id: LoadID(1), priority: .foreground)
        var readings: Set<Int> = []
        let events = await bench.untilFinished(1) { event in
            guard case .page(_, let page) = event else { return }
            if readings.isEmpty {
                bench.emulator.update { fleet in
                    let last = fleet.listeners[.proxy(proxy)]?.last?.id
                    if let last { _ = fleet.remove(listener: last) }
                }
            }
            readings.insert(page.reading)
        }
        // Either the change came in time to be noticed, and the list was read twice; or the first reading was done already.
        #expect(outcomes(events).count == 1)
        #expect(outcomes(events).first == .complete || readings.count == 2)
    }

    @Test func whatIsCancelledIsNotToldOf() async {
        let bench = Bench { $0.faults.latency = .seconds(600) }
        await bench.service.load(Question(.all), id: LoadID(1), priority: .background)
        await bench.service.cancel(LoadID(1))
        bench.emulator.updateFaults { $0.latency = .zero }
        let events = await bench.run(Question(.proxy(bench.firstProxy)), id: 2)
        let ofTheFirst = events.contains { event in
            switch event {
            case .page(LoadID(1), _), .finished(LoadID(1)), .owners(LoadID(1), _), .ownersFailed(LoadID(1), _, _): true
            default: false
            }
        }
        #expect(!ofTheFirst)
    }

    @Test func aConnectionThatFailsIsTriedAgainByTheNextQuestion() async {
        let bench = Bench(connectFailures: 1)
        let first = await bench.run(Question(.proxy(bench.firstProxy)), id: 1)
        #expect(outcomes(first) == [.failed(.credentials(CredentialProblem(tried: ["nowhere"])))])
        #expect(bench.journal.count() == 0)
        let second = await bench.run(Question(.proxy(bench.firstProxy)), id: 2)
        #expect(outcomes(second) == [.complete])
    }

    @Test func finishedIsToldOnceAndLast() async {
        let bench = Bench()
        let events = await bench.run(Question(.all))
        #expect(events.count { if case .finished = $0 { true } else { false } } == 1)
        if case .finished? = events.last {} else { Issue.record("something came after the end") }
    }

    @Test func theListsOfOwnersCanBeHadAlone() async {
        let bench = Bench()
        await bench.service.loadOwners(id: LoadID(1))
        let events = await bench.untilFinished(1)
        let owners = events.flatMap { if case .owners(_, let owners) = $0 { owners } else { [Owner]() } }
        #expect(owners.count == 15)
        #expect(bench.journal.count(of: DescribeTCPListeners.name) == 0)
    }

    @Test func closingEndsEverything() async {
        let bench = Bench { $0.faults.latency = .seconds(600) }
        await bench.service.load(Question(.all), id: LoadID(1), priority: .background)
        await bench.service.close()
    }
}
