// The fetch service against every fault of the emulator, over real HTTP: it ends, no lost or invented row is unmarked,
// the emulator never counts more requests than the budget allows, and the error messages name the fault.

import Essentials
import FoundationEssentials
import GAAP
import GAAPEmulator
import HTTPTransport
import Inventory
import Reports
import TencentCloud
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(3))) struct FaultMatrixTests {
    /// The result of a sweep.
    private struct Sweep {
        let emulator: Emulator
        let journal: RequestJournal
        let events: [FetchEvent]
    }

    /// Timeouts longer than the time limit of the suite: no fault here is about timeouts, and a busy machine is slow.
    private static let patient = HTTPTransport.Configuration(
        connectTimeout: .seconds(600), readTimeout: .seconds(600), totalTimeout: .seconds(600),
        idleTimeout: .seconds(600))

    /// The rate limit of the client in requests per second.
    private static let rate = 20

    /// Runs requests while a fault is active.
    private func run(
        _ fault: FaultCase, _ ask: @escaping @Sendable (FetchService, Emulator, EventLog) async -> Void
    ) async throws -> (emulator: Emulator, journal: RequestJournal, log: EventLog) {
        var options = EmulatorOptions()
        options.fleet = FleetOptions(proxies: 6, groups: 2, listeners: 90)
        var limits = FetchService.Limits()
        if fault.inventsRows { limits.rows = 300 }
        let bounds = limits
        // Requests that arrive within a second were allowed within it or were in progress when it began: on a busy
        // machine, requests can be delayed while the clock jumps. BudgetTests check the exact rate.
        options.requestsPerSecond = Self.rate + bounds.owners * bounds.pages
        options.faults.rules = [try FaultKind.rule(parsing: fault.fault)]
        // No real waiting: the clock jumps to the end of every sleep, on both sides.
        let time = FakeTime(jumps: true)
        let journal = RequestJournal()
        let emulator = Emulator(options: options, time: time.source, onRequest: journal.record)
        let log = EventLog()
        let pageSize = fault.pageSize
        let credential = fault.credential
        try await EmulatorServer(emulator, time: time.source).whileRunning { endpoint in
            let service = FetchService(
                pageSize: pageSize, limits: bounds,
                connect: { () throws(CloudError) in
                    let transport: HTTPTransport
                    do { transport = try HTTPTransport(Self.patient) } catch {
                        throw .transport(TransportError(.other, Wording(verbatim: "\(error)")))
                    }
                    return Client(
                        transport: transport, endpoint: endpoint,
                        credentials: CredentialStore(
                            CredentialChain([FixedCredentials(credential)]), time: time.source),
                        quota: Quota(rate: Self.rate, time: time.source), time: time.source,
                        observe: { log.add(.called($0)) })
                }, emit: log.add)
            await ask(service, emulator, log)
            await service.close()
        }
        return (emulator, journal, log)
    }

    private func sweep(_ fault: FaultCase) async throws -> Sweep {
        let (emulator, journal, log) = try await run(fault) { service, _, log in
            await service.load(Question(.all), id: LoadID(1), priority: .foreground)
            await until { log.isFinished(LoadID(1)) }
        }
        return Sweep(emulator: emulator, journal: journal, events: log.events(of: LoadID(1)))
    }

    @Test(arguments: FaultCase.all)
    func `A sweep ends, marks incomplete data, respects the budget, and reports the fault`(fault: FaultCase)
        async throws
    {
        let sweep = try await sweep(fault)
        #expect(sweep.events.order.hasSuffix("f"))
        expectNothingLost(sweep, fault)
        expectBudget(sweep)
        expectWords(sweep, fault)
    }

    /// Checks that data marked complete equals the fleet, and that no listener is reported that the fleet does not
    /// have.
    private func expectNothingLost(_ sweep: Sweep, _ fault: FaultCase) {
        let fleet = sweep.emulator.fleet
        let pages = sweep.events.pages
        var known = Set<String>()
        for (owner, listeners) in fleet.listeners {
            for listener in listeners { known.insert("\(owner.id) \(listener.port)") }
        }
        for page in pages where !fault.inventsRows {
            for listener in page.listeners {
                if !fault.hidesIDs { #expect(listener.listenerID.map { fleet.listener($0) != nil } == true) }
                if let port = listener.port { #expect(known.contains("\(page.pass.owner?.text ?? "") \(port)")) }
            }
        }
        for (owner, reading, outcome) in sweep.events.outcomes where outcome == .complete {
            let listed = pages.filter { $0.pass.owner == owner && $0.pass.number == reading }.flatMap(\.listeners)
            let listeners = fleet.listeners.first { OwnerID($0.key) == owner }?.value ?? []
            if fault.hidesIDs {
                #expect(Set(listed.map(\.port)) == Set(listeners.map(\.port)))
            } else {
                #expect(Set(listed.map(\.listenerID)) == Set(listeners.map(\.id)), "\(owner?.text ?? "")")
            }
        }
        let areListsComplete = sweep.events.lists.allSatisfy { $0.outcome == .complete }
        #expect(!areListsComplete || Set(sweep.events.swept) == Set(fleet.owners.map(OwnerID.init)))
        #expect(Set(sweep.events.outcomes.compactMap(\.owner)) == Set(sweep.events.swept), "every owner has an outcome")
    }

    /// Checks that the emulator refused no request for exceeding its rate limit.
    private func expectBudget(_ sweep: Sweep) {
        let refused = sweep.journal.records.filter {
            $0.code == "RequestLimitExceeded" && !$0.faults.contains(.throttled)
        }
        #expect(refused.isEmpty)
        #expect(sweep.journal.count() < 200, "\(sweep.journal.count()) requests")
    }

    private func expectWords(_ sweep: Sweep, _ fault: FaultCase) {
        let outcomes = sweep.events.lists.map(\.outcome) + sweep.events.outcomes.map(\.outcome)
        let lines = outcomes.compactMap { outcome -> String? in
            if case .failed(let error) = outcome { Notice(error).line } else { nil }
        }
        switch fault.outcome {
        case .whole: #expect(outcomes.allSatisfy { $0 == .complete }, "\(outcomes)")
        case .marked:
            #expect(outcomes.contains { $0 != .complete })
            #expect(lines.isEmpty, "\(lines)")
        case .fails(let words):
            #expect(!lines.isEmpty)
            #expect(lines.allSatisfy { $0.contains(words) }, "\(lines)")
            // The listeners themselves must not be complete.
            #expect(sweep.events.outcomes.allSatisfy { $0.outcome != .complete })
        case .mayFail(let words):
            #expect(lines.allSatisfy { $0.contains(words) }, "\(lines)")
            #expect(!lines.isEmpty || !fault.alwaysStrikes)
        }
        let isMarked = outcomes.contains { $0 != .complete && $0.error == nil }
        if case .marked = fault.outcome { return }
        #expect(!isMarked, "\(outcomes)")
    }

    @Test(arguments: FaultCase.all)
    func `Each history and the traffic are reported once, whatever the fault`(fault: FaultCase) async throws {
        let now = Moment(1_763_856_000)
        let (emulator, journal, log) = try await run(fault) { service, emulator, log in
            let wanted = Self.histories(of: emulator.fleet)
            await service.loadHistory(of: wanted.map { HistoryQuery(key: $0) }, at: now)
            await service.loadTraffic(of: wanted[0].listenerID, at: now)
            await until { log.histories.count == wanted.count && log.traffic.count == 1 }
        }
        let wanted = Self.histories(of: emulator.fleet)
        #expect(Set(log.histories.map(\.key)) == Set(wanted))
        #expect(log.histories.count == wanted.count)
        #expect(log.traffic.count == 1)
        #expect(journal.count() <= (wanted.count + 1) * 6, "no more attempts than the retry rules allow")
        let errors = log.histories.compactMap { if case .failure(let error) = $0.result { error } else { nil } }
        switch fault.outcome {
        case .whole, .marked: #expect(errors.isEmpty, "\(errors)")
        case .fails(let words), .mayFail(let words):
            let lines = errors.map {
                Notice($0).line.replacing("DescribeRealServerStatistics", with: "DescribeTCPListeners")
            }
            #expect(lines.allSatisfy { $0.contains(words) }, "\(lines)")
        }
    }

    /// Returns five origins of listeners with a health check.
    private static func histories(of fleet: Fleet) -> [OriginKey] {
        fleet.listeners.values.flatMap { $0 }.filter { $0.checksHealth && !$0.bindings.isEmpty }
            .sorted { $0.id < $1.id }.prefix(5)
            .map { OriginKey(realServerID: fleet.origins[$0.bindings[0].origin].id, listenerID: $0.id) }
    }

    @Test func `A response with another listener than the requested one is rejected`() async throws {
        let (_, _, log) = try await run(FaultCase("shared", .marked)) { service, emulator, log in
            let id = emulator.fleet.listeners.values.flatMap { $0.map(\.id) }.min() ?? ""
            await service.load(Question(.listener(id)), id: LoadID(1), priority: .foreground)
            await until { log.isFinished(LoadID(1)) }
        }
        let events = log.events(of: LoadID(1))
        #expect(events.pages.isEmpty)
        let lines = events.outcomes.compactMap { $0.outcome.error.map { Notice($0).line } }
        #expect(lines.count == 1)
        #expect(lines.first?.contains("the response contains listener-shared00, which was not requested") == true)
    }

    @Test func `Every kind of fault is in the matrix`() {
        #expect(Set(FaultCase.all.map(\.name)) == Set(FaultKind.all.map(\.name)))
    }

    @Test(arguments: ["type=ListenerStatus@1", "type=RealServerSet@1", "type=RealServerStatus@1", "type=HealthCheck@1"])
    func `If a field that the state depends on is unreadable, no listener is shown as healthy`(fault: String)
        async throws
    {
        let listeners = try await sweep(FaultCase(fault, .whole)).events.listeners
        #expect(listeners.count == 90)
        let states = listeners.map { Health($0).state }
        #expect(!states.contains(.ok))
        #expect(states.contains(.unknown))
    }
}

extension ReadingOutcome {
    fileprivate var error: CloudError? { if case .failed(let error) = self { error } else { nil } }
}

extension [FetchEvent] {
    fileprivate var lists: [(action: String, outcome: ReadingOutcome)] {
        compactMap { if case .ownersListed(_, let action, let outcome) = $0 { (action, outcome) } else { nil } }
    }
}
