// A browser, its services and the account, on one clock and one seed.

import BrowserRuntime
import Essentials
import FoundationEssentials
import Glibc
import Inventory
import Journal
import Reports
import TencentCloud
import TestSupport

@testable import Browser

/// What a simulation came to.
struct SimulationResult {
    let summary: String
    /// The last screen.
    let screen: String
    /// What was wrong, and when; nil if nothing was.
    let failure: String?
}

@MainActor
final class Simulation {
    private let world: World
    private let threads: SimulatedThreads
    private let invariants: Invariants
    private let terminal: SimulatedTerminal
    private let journalPath: String
    private var failure: String?
    private var restarts = 0
    private var entries = 0
    /// When the next sign of life is printed: a test does not wait for a silent program.
    private var nextSign = Duration.zero
    private let end: Duration
    private let seed: UInt64

    /// Seconds between two readings.
    static let interval = 600.0
    static let pageSize = 6

    init(days: Double, seed: UInt64, folder: String) throws {
        world = World(seed: seed)
        threads = try SimulatedThreads.install(seed: seed &+ 2)
        invariants = Invariants(world)
        end = .seconds(days * 86_400)
        terminal = SimulatedTerminal(world, threads, seed: seed &+ 3, end: end)
        journalPath = folder + "/journal.db"
        self.seed = seed
    }

    func run() throws -> SimulationResult {
        var kept: KeptState?
        while world.clock.uptime < end, failure == nil {
            let runtime = try browser(kept)
            terminal.onWait = { [unowned self, unowned runtime] in look(at: runtime.state) }
            _ = runtime.run()
            terminal.onWait = {}
            try finish()
            restarts += 1
            kept = KeptState(document(of: runtime.state))
        }
        let days = world.clock.uptime / .seconds(86_400)
        let largest = invariants.largest.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        let summary = """
            seed \(seed): \(days) days, \(restarts) sessions, \(terminal.frames) frames, \(threads.count) jobs, \
            \(world.calls) calls, at most \(world.busiest) of an action in a second, \(invariants.wholeSweeps) whole \
            sweeps, longest question \(invariants.longestQuestion), \(entries) journal entries, \
            most \(largest.joined(separator: ", ")), digest \(String(terminal.digest, radix: 16))
            """
        return SimulationResult(
            summary: summary, screen: terminal.frame.text.joined(separator: "\n"), failure: failure)
    }

    /// A browser that has just been started.
    private func browser(_ kept: KeptState?) throws -> BrowserRuntime {
        let (world, time) = (world, world.clock.client)
        var options = BrowserOptions()
        options.interval = Self.interval
        options.hasJournal = true
        let state = BrowserState(
            question: Question(.all), size: terminal.size, now: time.moment, options: options, kept: kept)
        let jitter = Jitter(seed: seed &+ 4)
        let session = BrowserSession(
            state: state,
            makeService: { emit in
                FetchService(
                    pageSize: Self.pageSize,
                    connect: { () async throws(CloudError) in
                        Client(
                            transport: SimulatedTransport(world), endpoint: .ofEmulatorInProcess,
                            credentials: CredentialStore(CredentialChain([SimulatedKeys(world: world)]), time: time),
                            quota: Quota(rate: Invariants.rate, time: time),
                            retry: RetryPolicy(random: jitter.next), time: time, observe: { emit(.called($0)) })
                    }, emit: emit)
            }, makeJournal: { failed in self.journal(failed) })
        let surroundings = Surroundings(
            save: { _, name in .written(to: name) },
            changeProfile: { _, _ throws(Surroundings.ProfileError) in throw .init(Notice("there is one profile")) })
        return BrowserRuntime(terminal: terminal, session: session, surroundings: surroundings, time: time)
    }

    /// The journal, written at once rather than by a thread of its own.
    private func journal(_ failed: @escaping @Sendable (Wording) -> Void) -> JournalPort {
        let file = SimulatedJournal(journalPath)
        return JournalPort(
            record: { batch in if let words = file.append(batch) { failed(words) } },
            read: { limit, receive in
                Task.detached { receive((try? file.extract(limit)) ?? JournalExtract()) }  // as an unreadable file
            }, close: {})
    }

    private func look(at state: BrowserState) {
        guard failure == nil else { return }
        terminal.isPaused = state.isPaused
        if world.clock.uptime >= nextSign {
            nextSign += .seconds(3_600)
            write(2, ".", 1)
        }
        let found = invariants.violations(of: state, suspended: terminal.suspended)
        guard let first = found.first else { return }
        let frame = terminal.frame
        failure = """
            seed \(seed), after \(world.clock.uptime), \(world.weather) weather: \(first)\
            \(found.count > 1 ? " (and \(found.count - 1) more)" : "")
            the last keys: \(terminal.pressed.map { "\($0)" }.joined(separator: " "))
            \(frame.text.joined(separator: "\n"))
            """
        terminal.stop()
    }

    /// Lets everything end that is under way: nothing may go on without its session.
    private func finish() throws {
        let deadline = world.clock.uptime + .seconds(3_600)
        threads.run()
        while let next = world.clock.nextDeadline, next < deadline {
            world.clock.advance(to: next)
            threads.run()
        }
        if failure == nil, world.clock.sleepers > 0 || world.underWay > 0 {
            failure = "seed \(seed): \(world.clock.sleepers) sleepers and \(world.underWay) calls outlive their session"
        }
        entries = try SimulatedJournal(journalPath).extract(.max).entries.count
    }

    private func document(of state: BrowserState) -> SnapshotDocument {
        let rows = state.account.rows.indices.filter { !state.account.rows[$0].isRemoved }
        return Report(
            account: state.account, rows: rows, isComplete: state.wholeSweep != nil, now: world.clock.client.moment,
            provenance: Report.Provenance(account: "", scope: .all)
        ).document
    }
}

/// The random part of waits between attempts.
private final class Jitter: @unchecked Sendable {
    private var random: Seeded

    init(seed: UInt64) { random = Seeded(seed) }

    @Sendable func next() -> Double { Double.random(in: 0...1, using: &random) }
}
