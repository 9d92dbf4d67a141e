// Every kind of fault, every command that reads the account, every format: the exit status, the message, the rows, the
// requests per second and the duration. The program is the real one; the emulator runs in the test process, so that its
// account and the times of its requests are known.

import Essentials
import FoundationEssentials
import GAAPEmulator
import PseudoTerminal
import TencentCloud
import TestSupport
import Testing

@testable import gaapscope

@Suite(.timeLimit(.minutes(15))) struct CommandFaultTests {
    /// The rate limit of the client in requests per second and action, and the limit of the service. On a busy machine
    /// requests are delayed, and some of them arrive together (docs/decisions/0007): `BudgetTests` check the exact
    /// rate.
    private static let rate = 10
    private static let serviceLimit = 20
    /// Seconds that a busy machine may add to a run.
    private static let slack = 60.0
    /// Programs that run at the same time. Most of them wait.
    private static let places = Places(12)

    /// What a run has left behind.
    private struct Trace {
        let run: CommandRun
        let result: ChildProcess.Result
        let seconds: Double
        let requests: RequestJournal
        let fleet: Fleet
        let listener: String
    }

    @Test(arguments: CommandFault.all)
    func `Each command and format has the exit status, the message and the rows of a fault`(
        fault: CommandFault
    ) async throws {
        try await withTaskExecutorPreference(OwnThread()) {
            try await withThrowingTaskGroup(of: Trace.self) { group in
                for run in CommandRun.all { group.addTask { try await Self.trace(fault, run) } }
                for try await trace in group { try Self.check(trace, fault) }
            }
        }
    }

    @Test func `Every kind of fault is in the matrix`() {
        // A list without end has its own test, in `FaultyAccountTests`: it takes hundreds of requests.
        #expect(Set(CommandFault.all.map(\.name) + ["endless"]) == Set(FaultKind.all.map(\.name)))
    }

    private static func trace(_ fault: CommandFault, _ run: CommandRun) async throws -> Trace {
        await places.take()
        let result = await Result { () async throws -> Trace in try await traceAtOnce(fault, run) }
        await places.giveBack()
        return try result.get()
    }

    private static func traceAtOnce(_ fault: CommandFault, _ run: CommandRun) async throws -> Trace {
        var options = EmulatorOptions()
        options.fleet = CommandFault.fleet
        options.requestsPerSecond = 1_000
        let rule = try FaultKind.rule(parsing: fault.fault)
        let journal = RequestJournal()
        let emulator = Emulator(options: options, onRequest: journal.record)
        let listener = emulator.fleet.listeners.first { if case .proxy = $0.key { true } else { false } }?.value
            .map(\.id).min()
        let id = try #require(listener)
        return try await EmulatorServer(emulator).whileRunning { endpoint in
            try await withFolder { home in
                let environment = PseudoTerminal.environment.merging([
                    "TENCENTCLOUD_SECRET_ID": fault.credential.secretID,
                    "TENCENTCLOUD_SECRET_KEY": fault.credential.secretKey.reveal(),
                    "TENCENTCLOUD_TOKEN": fault.credential.token?.reveal() ?? "",
                    "GAAPSCOPE_ENDPOINT": "\(endpoint)", "GAAPSCOPE_RATE": "\(rate)",
                    "GAAPSCOPE_PAGE_SIZE": "\(fault.pageSize)", "GAAPSCOPE_TIMEOUT": "\(fault.timeout)",
                    "HOME": home,
                ]) { $1 }
                let arguments = run.arguments(listener: id)
                if run.command == .watch {
                    // The state to compare with. Without it, the first reading reports nothing.
                    let first = try await onAnotherThread { try ChildProcess.run(arguments, environment: environment) }
                    #expect(first.status == 0, "\(first.errors)")
                }
                let before = journal.count()
                emulator.updateFaults { $0.rules = [rule] }
                let start = ContinuousClock.now
                let result = try await onAnotherThread { try ChildProcess.run(arguments, environment: environment) }
                return Trace(
                    run: run, result: result, seconds: (ContinuousClock.now - start) / .seconds(1),
                    requests: RequestJournal(Array(journal.records.dropFirst(before))),
                    fleet: emulator.fleet, listener: id)
            }
        }
    }

    private static func check(_ trace: Trace, _ fault: CommandFault) throws {
        let about = Comment("\(fault.fault): \(trace.run.testDescription): \(trace.result)")
        for action in Set(trace.requests.records.map(\.action)) {
            #expect(trace.requests.busiestSecond(of: action) <= serviceLimit, about)
        }
        #expect(trace.requests.count() < 150, about)
        #expect(trace.seconds < fault.limit + slack, about)
        if trace.run.command == .check {
            checkVerdict(trace, fault, about)
        } else {
            try checkRows(trace, fault, about)
        }
    }

    /// `check` reports UNKNOWN unless everything was read, and never OK about an account that has problems.
    private static func checkVerdict(_ trace: Trace, _ fault: CommandFault, _ about: Comment) {
        let result = trace.result
        let isUnknown = result.output.hasPrefix("GAAP UNKNOWN - ")
        #expect(result.errors.isEmpty && result.output.split(whereSeparator: \.isNewline).count == 1, about)
        #expect(isUnknown ? result.status == 3 : [1, 2].contains(result.status), about)
        #expect(isUnknown == !result.output.contains(" of \(fault.count ?? 60) listeners: "), about)
        switch fault.ending {
        case .whole: #expect(!isUnknown, about)
        case .partial, .fails: #expect(isUnknown && result.output.contains(fault.words), about)
        case .any: #expect(!isUnknown || result.output.contains(fault.words), about)
        }
    }

    private static func checkRows(_ trace: Trace, _ fault: CommandFault, _ about: Comment) throws {
        let (result, isShow) = (trace.result, trace.run.command == .show)
        let ending = isShow ? fault.ofShow : fault.ending
        let words = isShow ? fault.wordsOfShow : fault.words
        #expect(ending.statuses.contains(result.status), about)
        if result.status == 0 {
            let isQuiet =
                result.errors.isEmpty || trace.run.command == .snapshot && result.errors.contains(", complete")
            #expect(isQuiet, about)
        } else {
            #expect(result.errors.contains(words) && result.errors.hasPrefix("gaapscope: "), about)
        }
        guard trace.run.command != .watch else {
            // Nothing changes in the account, so no change may be reported, whatever could not be read.
            let lines = result.output.split(whereSeparator: \.isNewline)
            let isAboutReading = lines.allSatisfy {
                $0.hasPrefix("{")
                    ? $0.contains("\"kind\":\"unreadable\"") : $0.contains("unreadable") || $0.contains(" be read ")
            }
            #expect(isAboutReading || fault.changesRows, about)
            #expect(lines.isEmpty || result.status != 0 || fault.changesRows, about)
            return
        }
        let ids = try trace.run.ids(in: result.output)
        let isEmptyHanded = ![0, gaapscope.ExitStatus.partial.rawValue].contains(result.status)
        let truth = isShow ? [trace.listener] : trace.fleet.listeners.values.flatMap { $0.map(\.id) }
        if !fault.hidesIDs {
            #expect(Set(ids).count == ids.count, about)
            if !fault.changesIDs { #expect(Set(ids).isSubset(of: truth), about) }
        }
        guard !(isShow && fault.hidesIDs) else { return }
        if result.status == 0 { #expect(ids.count == (isShow ? 1 : fault.count ?? 60), about) }
        if case .partial = ending, let count = fault.count { #expect(ids.count == (isShow ? 1 : count), about) }
        #expect(isEmptyHanded ? result.output.isEmpty : !ids.isEmpty, about)
        if let isComplete = try trace.run.saysComplete(result.output) {
            #expect(isComplete == (result.status == 0), about)
        }
    }
}

/// Runs something with a folder of its own, which is removed afterwards.
private func withFolder<Result>(_ body: (_ path: String) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "gaapscope-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }  // a folder that is left over does no harm
    return try await body(folder.path)
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
