// A fetch service in front of an emulator in the same process, with everything that it tells kept.

import Essentials
import GAAP
import GAAPEmulator
import Inventory
import Synchronization
import TencentCloud
import TestSupport

/// What a fetch service has told so far.
final class EventLog: Sendable {
    private let kept = Mutex<[FetchEvent]>([])

    @Sendable func add(_ event: FetchEvent) { kept.withLock { $0.append(event) } }

    /// Everything about one run, in order.
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

    /// When histories were read, or failed.
    var times: [Moment] {
        kept.withLock { $0 }.compactMap { if case .history(_, _, let time) = $0 { time } else { nil } }
    }

    func isFinished(_ id: LoadID) -> Bool {
        kept.withLock { $0 }.contains { if case .finished(id) = $0 { true } else { false } }
    }
}

extension [FetchEvent] {
    var pages: [FetchedPage] { compactMap { if case .page(_, let page) = $0 { page } else { nil } } }

    /// What two pages share comes once.
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

    /// One letter an event: owners, failed list, read list, sweeping, page, end of an owner, finished.
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

/// Fetch service, gate and emulator, put together.
struct FetchBench: Sendable {
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
        holds: @escaping @Sendable (Asked) -> Bool = { _ in false },
        before: @escaping @Sendable (Asked, Emulator) -> Void = { _, _ in }
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
                    transport: gate, endpoint: Self.endpoint,
                    credentials: CredentialStore(
                        CredentialChain([FixedCredentials(EmulatorOptions.credential)]), time: time.source),
                    quota: Quota(rate: rate, time: time.source), time: time.source, observe: { log.add(.called($0)) })
            }, emit: log.add)
        self.time = time
        self.emulator = emulator
        self.gate = gate
    }

    // swift-format-ignore: NeverUseForceTry
    // The text is a constant and well formed.
    private static let endpoint = try! Endpoint(parsing: "http://127.0.0.1:9")

    /// Every listener of the fleet, sorted.
    var listenerIDs: [String] { emulator.fleet.listeners.values.flatMap { $0.map(\.id) }.sorted() }

    /// Every owner of the fleet.
    var owners: Set<OwnerID> { Set(emulator.fleet.owners.map(OwnerID.init)) }

    /// The owner with the most listeners, and their number.
    var largest: (owner: OwnerID, count: Int) {
        let most = emulator.fleet.listeners.max { ($0.value.count, $0.key.id) < ($1.value.count, $1.key.id) }
        return most.map { (OwnerID($0.key), $0.value.count) } ?? (.proxy(""), 0)
    }

    /// Moves the clock until the lists of owners have been read, where the clock does not move by itself.
    func advanceUntilSweeping(_ id: LoadID) async {
        while !Task.isCancelled, log.events(of: id).swept.isEmpty {
            time.advance()
            await Task.yield()
        }
    }

    /// Asks and waits for the end.
    /// Runs a question to its end; the owner of a single scope is read only where a test asks for it.
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
