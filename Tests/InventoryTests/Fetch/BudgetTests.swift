// The request budget from the service's point of view: requests are counted on arrival at an emulator behind a slow
// connection. The tests also check that the budget does not delay requests longer than necessary.

import Essentials
import GAAP
import GAAPEmulator
import Inventory
import Synchronization
import TencentCloud
import TestSupport
import Testing

/// A connection with a delay in both directions. The first requests also wait for their handshakes.
private final class SlowConnection: Transport {
    private let emulator: EmulatorTransport
    private let time: FakeTime
    private let way: ClosedRange<Int>
    private let handshake: Duration
    private let state: Mutex<(sent: Int, random: Seeded)>

    /// - Parameters:
    ///   - way: the time until a request arrives, in milliseconds.
    ///   - handshake: the additional time of each of the first twelve requests.
    init(_ emulator: Emulator, _ time: FakeTime, way: ClosedRange<Int>, handshake: Duration, seed: UInt64) {
        self.emulator = EmulatorTransport(emulator, time: time.source)
        self.time = time
        self.way = way
        self.handshake = handshake
        state = Mutex((0, Seeded(seed)))
    }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        let there = state.withLock { state in
            state.sent += 1
            let way = Duration.milliseconds(Int.random(in: self.way, using: &state.random))
            return state.sent <= 12 ? way + handshake : way
        }
        try await wait(there)
        let answer = try await emulator.send(request)
        try await wait(Self.back)
        return answer
    }

    private func wait(_ duration: Duration) async throws(TransportError) {
        do {
            try await time.source.sleep(duration)
        } catch {
            throw TransportError(.cancelled, Wording(verbatim: "cancelled"))
        }
    }

    static let back = Duration.milliseconds(100)
}

private final class Counter: Sendable {
    private let value = Mutex(0)

    var count: Int { value.withLock { $0 } }

    func add() { value.withLock { $0 += 1 } }
}

@Suite(.timeLimit(.minutes(3))) struct BudgetTests {
    /// An emulator, a slow connection to it, and a client with a budget.
    private struct BudgetFixture: Sendable {
        let journal = RequestJournal()
        let time = FakeTime(jumps: false)
        let emulator: Emulator
        let client: Client

        init(
            _ fleet: FleetOptions = FleetOptions(proxies: 2, groups: 0, listeners: 20), rate: Int,
            way: ClosedRange<Int>, handshake: Duration = .zero, seed: UInt64 = 1
        ) throws {
            var options = EmulatorOptions()
            options.fleet = fleet
            options.requestsPerSecond = 1_000
            emulator = Emulator(options: options, time: time.source, onRequest: journal.record)
            client = Client(
                transport: SlowConnection(emulator, time, way: way, handshake: handshake, seed: seed),
                endpoint: .ofEmulatorInProcess,
                credentials: CredentialStore(
                    CredentialChain([FixedCredentials(EmulatorOptions.credential)]), time: time.source),
                quota: Quota(rate: rate, time: time.source), time: time.source)
        }
    }

    @Test(
        arguments: [(5, 0), (10, 0), (20, 0), (10, 600), (20, 600)], [1, 2, 3] as [UInt64])
    func `Fifty concurrent requests over a connection with jitter never exceed the rate within any second`(
        line: (rate: Int, handshake: Int), seed: UInt64
    ) async throws {
        let fixture = try BudgetFixture(
            rate: line.rate, way: 100...220, handshake: .milliseconds(line.handshake), seed: seed)
        let owner = try #require(fixture.emulator.fleet.owners.first).id
        let callers = 50
        let done = Counter()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<callers {
                group.addTask {
                    defer { done.add() }
                    _ = try await fixture.client.call(
                        DescribeTCPListeners(proxyID: owner), priority: number % 2 == 0 ? .foreground : .background)
                }
            }
            // Every caller waits for a slot or for the connection.
            while !Task.isCancelled {
                await until { fixture.time.sleeperCount >= callers - done.count }
                if done.count == callers { break }
                fixture.time.advance()
            }
            try await group.waitForAll()
        }
        #expect(fixture.journal.count(of: DescribeTCPListeners.name) == callers)
        #expect(fixture.journal.busiestSecond(of: DescribeTCPListeners.name) <= line.rate)
    }

    // More than a hundred calls, because adjacent pages share a row and one more page checks that no row follows.
    @Test(arguments: [10, 20], [(listeners: 9_990, pages: 102), (10_000, 103)])
    func `A hundred pages with 250 ms per response take at most 10% longer than the rate requires`(
        rate: Int, owner size: (listeners: Int, pages: Int)
    ) async throws {
        let fixture = try BudgetFixture(
            FleetOptions(proxies: 1, groups: 0, listeners: size.listeners), rate: rate, way: 150...150)
        let log = EventLog()
        let client = fixture.client
        let service = FetchService(pageSize: 100, connect: { () throws(CloudError) in client }, emit: log.add)
        let owner = try #require(fixture.emulator.fleet.owners.first)
        let total = try #require(fixture.emulator.fleet.listeners[owner]?.count)
        // Each page shares a row with the previous page, and one more page checks that no row follows.
        let calls = (total - 1 + 98) / 99 + 1
        let id = LoadID(1)
        await service.load(Question(Scope(OwnerID(owner))), id: id, priority: .foreground)
        while !log.isFinished(id), !Task.isCancelled {
            await until {
                let received = log.events(of: id).pages.count
                return log.isFinished(id)
                    || fixture.time.sleeperCount
                        >= (received == 0 ? 1 : min(FetchService.Limits().pages, calls - received))
            }
            if !log.isFinished(id) { fixture.time.advance() }
        }
        let requestCount = fixture.journal.count(of: DescribeTCPListeners.name)
        #expect(total == size.listeners && requestCount == calls)
        #expect(log.events(of: id).outcomes.map(\.outcome) == [.complete])
        #expect(fixture.time.uptime / .seconds(1) <= 1.1 * Double(size.pages) / Double(rate))
        #expect(fixture.journal.busiestSecond(of: DescribeTCPListeners.name) <= rate)
    }
}
