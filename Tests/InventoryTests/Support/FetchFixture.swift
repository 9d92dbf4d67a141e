// A fetch service with an emulator in the same process, and a log of its events.

import Essentials
import GAAP
import GAAPEmulator
import Inventory
import Synchronization
import TencentCloud
import TestSupport

/// The events that a fetch service has emitted so far.
final class EventLog: Sendable {
    private let kept = Mutex<[FetchEvent]>([])

    @Sendable func add(_ event: FetchEvent) { kept.withLock { $0.append(event) } }

    /// Returns the events of one run, in order.
    func events(of id: LoadID) -> [FetchEvent] { kept.withLock { $0 }.filter { $0.run == id } }

    func calls() -> [CallRecord] {
        kept.withLock { $0 }.compactMap { if case .called(let record) = $0 { record } else { nil } }
    }

    var histories: [(key: OriginKey, result: Result<OriginHistory, CloudError>)] {
        kept.withLock { $0 }.compactMap { if case .history(let key, let result, _) = $0 { (key, result) } else { nil } }
    }

    var traffic: [(listenerID: String, result: Result<Traffic, CloudError>)] {
        kept.withLock { $0 }.compactMap { if case .traffic(let id, let result, _) = $0 { (id, result) } else { nil } }
    }

    /// The times at which histories were read or failed.
    var times: [Moment] {
        kept.withLock { $0 }.compactMap { if case .history(_, _, let time) = $0 { time } else { nil } }
    }

    func isFinished(_ id: LoadID) -> Bool {
        kept.withLock { $0 }.contains { if case .finished(id) = $0 { true } else { false } }
    }
}

extension [FetchEvent] {
    var pages: [FetchedPage] { compactMap { if case .page(_, let page) = $0 { page } else { nil } } }

    /// The listeners of all pages. A listener that two pages share is included once.
    var listeners: [TCPListener] { pages.flatMap { $0.listeners.dropFirst($0.request.shared) } }

    var swept: [OwnerID] {
        flatMap { event -> [OwnerID] in if case .sweeping(_, let owners) = event { owners } else { [] } }
    }

    var outcomes: [(owner: OwnerID?, reading: Int, outcome: ReadingOutcome)] {
        compactMap {
            if case .passEnded(_, let pass, let outcome) = $0 {
                (pass.owner, pass.number, outcome)
            } else {
                nil
            }
        }
    }

    /// The events as one letter each, for example o for owners, p for a page and f for finished.
    var order: String {
        String(
            map { event -> Character in
                switch event {
                case .owners: "o"
                case .ownersListed(_, _, .failed): "x"
                case .ownersListed: "l"
                case .sweeping: "s"
                case .page: "p"
                case .passEnded: "e"
                case .finished: "f"
                case .history: "h"
                case .traffic: "t"
                case .called: "c"
                case .warned: "w"
                }
            })
    }
}

/// A fetch service, a gate and an emulator.
struct FetchFixture: Sendable {
    let emulator: Emulator
    let journal = RequestJournal()
    let time: FakeTime
    let gate: Gate
    let log = EventLog()
    let service: FetchService

    init(
        _ fleet: FleetOptions = FleetOptions(proxies: 6, groups: 2, listeners: 60), rate: Int = 1_000,
        pageSize: Int = 100,
        jumps: Bool = true, limits: FetchService.Limits = .init(), history: HistoryChoice = .auto,
        connecting: @escaping @Sendable () async throws(CloudError) -> Void = { () throws(CloudError) in },
        holds: @escaping @Sendable (RequestSummary) -> Bool = { _ in false },
        before: @escaping @Sendable (RequestSummary, Emulator) -> Void = { _, _ in }
    ) {
        var options = EmulatorOptions()
        options.fleet = fleet
        options.requestsPerSecond = 1_000
        let time = FakeTime(jumps: jumps)
        let emulator = Emulator(options: options, time: time.source, onRequest: journal.record)
        let gate = Gate(EmulatorTransport(emulator, time: time.source), holds: holds) { before($0, emulator) }
        let log = log
        service = FetchService(
            pageSize: pageSize, limits: limits, history: history,
            connect: { () throws(CloudError) in
                try await connecting()
                return Client(
                    transport: gate, endpoint: .ofEmulatorInProcess,
                    credentials: CredentialStore(
                        CredentialChain([FixedCredentials(EmulatorOptions.credential)]), time: time.source),
                    quota: Quota(rate: rate, time: time.source), time: time.source, observe: { log.add(.called($0)) })
            }, emit: log.add)
        self.time = time
        self.emulator = emulator
        self.gate = gate
    }

    /// Every listener of the fleet, sorted.
    var listenerIDs: [String] { emulator.fleet.listeners.values.flatMap { $0.map(\.id) }.sorted() }

    /// Every owner of the fleet.
    var owners: Set<OwnerID> { Set(emulator.fleet.owners.map(OwnerID.init)) }

    /// The owner with the most listeners, and their number.
    var largest: (owner: OwnerID, count: Int) {
        let largest = emulator.fleet.listeners.max { ($0.value.count, $0.key.id) < ($1.value.count, $1.key.id) }
        return largest.map { (OwnerID($0.key), $0.value.count) } ?? (.proxy(""), 0)
    }

    /// Advances the clock until the lists of owners have been read. Needed if the clock does not jump by itself.
    func advanceUntilSweeping(_ id: LoadID) async {
        while !Task.isCancelled, log.events(of: id).swept.isEmpty {
            time.advance()
            await Task.yield()
        }
    }

    /// Runs a question to its end and returns its events.
    /// - Parameter readsOwner: whether the owner of a single scope is read, too.
    func run(
        _ question: Question, id: LoadID = LoadID(1), priority: Priority = .foreground, readsOwner: Bool = false
    ) async -> [FetchEvent] {
        var question = question
        question.readsOwner = readsOwner
        await service.load(question, id: id, priority: priority)
        await until { log.isFinished(id) }
        return log.events(of: id)
    }
}

extension OwnerID {
    init(_ owner: FleetOwner) {
        switch owner {
        case .proxy(let id): self = .proxy(id)
        case .group(let id): self = .group(id)
        }
    }
}
