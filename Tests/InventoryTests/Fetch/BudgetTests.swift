// The budget as the service sees it: requests are counted where they arrive, at an emulator at the end of a line that
// takes its time. And that keeping it costs no time that it need not.

import Essentials
import GAAP
import GAAPEmulator
import Inventory
import Synchronization
import TencentCloud
import TestSupport
import Testing

/// A line with a delay there and back; the first requests wait for their connections besides.
private final class SlowLine: Transport {
    private let emulator: EmulatorTransport
    private let time: FakeTime
    private let way: ClosedRange<Int>
    private let handshake: Duration
    private let state: Mutex<(sent: Int, random: Seeded)>

    /// - Parameters:
    ///   - way: milliseconds until a request arrives.
    ///   - handshake: what each of the first twelve requests takes more.
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
    /// An emulator, a line to it, and a client with a budget.
    private struct Bench: Sendable {
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
                transport: SlowLine(emulator, time, way: way, handshake: handshake, seed: seed),
                endpoint: try Endpoint(parsing: "http://127.0.0.1:9"),
                credentials: CredentialStore(
                    CredentialChain([FixedCredentials(EmulatorOptions.credential)]), time: time.source),
                quota: Quota(rate: rate, time: time.source), time: time.source)
        }
    }

    @Test(
        arguments: [(5, 0), (10, 0), (20, 0), (10, 600), (20, 600)], [1, 2, 3] as [UInt64])
    func `Fifty who ask at once over a line with jitter are never counted above the rate in any second`(
        line: (rate: Int, handshake: Int), seed: UInt64
    ) async throws {
        let bench = try Bench(
            rate: line.rate, way: 100...220, handshake: .milliseconds(line.handshake), seed: seed)
        let owner = try #require(bench.emulator.fleet.owners.first).id
        let askers = 50
        let done = Counter()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<askers {
                group.addTask {
                    defer { done.add() }
                    _ = try await bench.client.call(
                        DescribeTCPListeners(proxyID: owner), priority: number % 2 == 0 ? .foreground : .background)
                }
            }
            // Everybody waits: for a turn, or for the line.
            while !Task.isCancelled {
                await until { bench.time.sleeperCount >= askers - done.count }
                if done.count == askers { break }
                bench.time.advance()
            }
            try await group.waitForAll()
        }
        #expect(bench.journal.count(of: DescribeTCPListeners.name) == askers)
        #expect(bench.journal.busiestSecond(of: DescribeTCPListeners.name) <= line.rate)
    }

    // More than a hundred calls, because pages share a row and one page looks behind the last one.
    @Test(arguments: [10, 20], [(listeners: 9_990, pages: 102), (10_000, 103)])
    func `A hundred pages at 250 ms an answer take no more than a tenth longer than the rate asks for`(
        rate: Int, owner size: (listeners: Int, pages: Int)
    ) async throws {
        let bench = try Bench(
            FleetOptions(proxies: 1, groups: 0, listeners: size.listeners), rate: rate, way: 150...150)
        let log = EventLog()
        let client = bench.client
        let service = FetchService(pageSize: 100, connect: { () throws(CloudError) in client }, emit: log.add)
        let owner = try #require(bench.emulator.fleet.owners.first)
        let total = try #require(bench.emulator.fleet.listeners[owner]?.count)
        // Each page shares a row with the one before it, and one more page looks behind the last one.
        let calls = (total - 1 + 98) / 99 + 1
        let id = LoadID(1)
        await service.load(Question(Scope(OwnerID(owner))), id: id, priority: .foreground)
        while !log.isFinished(id), !Task.isCancelled {
            await until {
                let come = log.events(of: id).pages.count
                return log.isFinished(id)
                    || bench.time.sleeperCount >= (come == 0 ? 1 : min(FetchService.Limits().pages, calls - come))
            }
            if !log.isFinished(id) { bench.time.advance() }
        }
        let asked = bench.journal.count(of: DescribeTCPListeners.name)
        #expect(total == size.listeners && asked == calls)
        #expect(log.events(of: id).outcomes.map(\.outcome) == [.complete])
        #expect(bench.time.uptime / .seconds(1) <= 1.1 * Double(size.pages) / Double(rate))
        #expect(bench.journal.busiestSecond(of: DescribeTCPListeners.name) <= rate)
    }
}
