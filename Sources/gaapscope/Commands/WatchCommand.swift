import ArgumentParser
import CProcess
import Essentials
import Glibc
import Inventory
import Journal
import Reports
import Synchronization

/// Reads the account repeatedly and prints each change when it is found.
struct WatchCommand: SettingsCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Read the account repeatedly and print every change as a line of JSON.",
        discussion: """
            Each read is compared with the one before, and the first one with the state that an earlier run stored. A \
            line is an event: the changes with one cause that one read found, in the format of log -o jsonl. Changes, \
            times without observation and read errors are also written to the journal of the account \
            (docs/journal.md), regardless of the filters. A browser and several watches can run at the same time.
            The command of --exec runs once for each event, one at a time, with /bin/sh and the event as JSON on its \
            standard input. Its output goes to standard error. It is killed after \
            \(Int(EventCommands.timeLimit / .seconds(1))) seconds, and while \(EventCommands.capacity) events wait, \
            new events are dropped.
            Errors are reported once on standard error and do not end the program: a failed read, the journal, the \
            metrics, a command, a full disk. docs/watch.md has a systemd unit.
            Exit status: 0 after the reader of standard output has closed the pipe, 130 or 143 after INT or TERM, 2 \
            usage or settings. With --once: 0 success, 3 credentials or permission, 4 network or service, 5 \
            throttled, 6 partial result.

            EXAMPLES
              # Print every change as a line of JSON
              gaapscope watch
              # Print the problems of a group for people
              gaapscope watch --group lg-vgftujjy -o table --problems
              # Write metrics for the textfile collector of node_exporter
              gaapscope watch --metrics gaapscope.prom
              # Run a command for each event
              gaapscope watch --exec 'logger -t gaapscope'
              # Read once and append the changes, from cron
              gaapscope watch --once >>changes.jsonl
            """)

    enum Form: String, CaseIterable { case jsonl, table }

    @OptionGroup(title: OptionSection.scope) var scope: ScopeOptions
    @OptionGroup(title: OptionSection.filters) var filters: FilterOptions
    @OptionGroup(title: OptionSection.client) var client: ClientOptions
    @OptionGroup var interval: IntervalOption
    @Option(
        name: [.short, .customLong("output")],
        help: ArgumentHelp("Output format: jsonl or table. (default: jsonl)", valueName: "format"),
        completion: .words(of: Form.self), transform: OptionValue.word)
    var output = Form.jsonl
    @Option(
        help: ArgumentHelp(
            "File for metrics, written after each read in the OpenMetrics format, for the textfile collector of "
                + "node_exporter.", valueName: "file"), completion: .file())
    var metrics: String?
    @Option(
        help: ArgumentHelp(
            "Shell command to run for each event, with the event as JSON on standard input.", valueName: "command"))
    var exec: String?
    @Flag(help: "Read once, print the changes since the last run, and exit; for cron.")
    var once = false

    var flags: SettingFlags { client.flags.merging(interval.flags) }

    func validate() throws {
        if metrics == "" { throw ValidationError(Wording("--metrics requires a file", zh: "--metrics 须带文件名")) }
        if exec == "" { throw ValidationError(Wording("--exec requires a command", zh: "--exec 须带命令")) }
    }

    func run() throws {
        let source = try AccountSource(client, flags: interval.flags)
        guard case .service(let assembly) = source.kind else { return }
        if let metrics { try Self.checkTarget(metrics) }
        let command = self
        // A command of --exec must not outlive this program, however this program ends.
        atexit(process_kill_command)
        let state = Mutex<(signal: Int32?, work: Task<ExitStatus, Never>?)>((nil, nil))
        runToEnd(endsWithReader: true) { signal in
            state.withLock { state in
                state.signal = signal
                state.work?.cancel()
            }
        } _: {
            let work = Task.detached { await command.watch(assembly) }
            let isEnding = state.withLock { state in
                state.work = work
                return state.signal != nil
            }
            if isEnding { work.cancel() }
            let status = await work.value.rawValue
            return state.withLock { $0.signal.map { 128 + $0 } } ?? status
        }
    }

    /// Refuses a path that can never work, for example a folder. A folder that is missing or read-only now may be
    /// usable later.
    private static func checkTarget(_ path: String) throws {
        do throws(FileError) {
            _ = try OutputFile.target(path, replaces: true, purpose: .state)
        } catch {
            if error.status == .usage { throw error }
        }
    }

    /// Watches the account. If the key changes to one of another account, watches that account from then on.
    private func watch(_ first: Assembly) async -> ExitStatus {
        let time = TimeSource.system
        let commands = exec.map { EventCommands($0) { say($0) } }
        defer { commands?.stop(within: Assembly.journalPatience) }
        var assembly = first
        while true {
            switch await watch(assembly, commands, time) {
            case .done(let status): return status
            case .cancelled: return .fine
            case .otherAccount where once: return .credentials
            case .otherAccount:
                say(
                    Wording(
                        "the key now belongs to another account; watching that account from now on",
                        zh: "密钥已属于另一个账号；此后改为监视该账号"))
                do {
                    try await time.sleep(.seconds(assembly.settings.interval))
                    assembly = try Assembly(
                        settings: assembly.settings, source: assembly.source, environment: assembly.environment)
                } catch {
                    return .fine
                }
            }
        }
    }

    /// Watches one account.
    private func watch(
        _ assembly: Assembly, _ commands: EventCommands?, _ time: TimeSource
    ) async -> WatchLoop<WatchOutput>.End {
        let interval = assembly.settings.interval
        let question = filters.question(scope.scope)
        let past = AccountWatch.Past(assembly.lastState, question)
        let keeper = assembly.source == .demo ? nil : assembly.journalKeeper { say($0) }
        var provenance = assembly.provenance
        provenance.scope = scope.scope
        let output = WatchOutput(
            WatchOutput.Places(
                lines: EventLines { say($0) }, form: output == .jsonl ? .jsonl : .table,
                record: { keeper?.record($0) },
                keep: { document in
                    guard let state = assembly.lastState else { return }
                    WatchedState(state, question).save(document)
                },
                metrics: metrics.map(Self.writer), commands: commands, say: { say($0) }),
            question: question, filters: filters, provenance: provenance, interval: interval, greets: !once,
            language: assembly.settings.language, time: time)
        let session = AccountSession(language: assembly.settings.language, time: time) {
            assembly.fetchService(pace: $0, emit: $1)
        }
        var loop = WatchLoop(
            watch: AccountWatch(question, interval: interval, past: past), receiver: output, session: session,
            time: time, interval: interval)
        if !once { output.writeMetrics(loop.watch.account, isRunning: true) }
        let end = await loop.run(limit: once ? 1 : nil)
        if once, let commands, case .done = end {
            // The metrics of a single sweep stay unchanged until the next run, so they include its commands.
            commands.finish()
            output.writeMetrics(loop.watch.account, isRunning: true)
        }
        keeper?.close(within: once ? .seconds(10) : Assembly.journalPatience)
        if !once { output.end() }
        await session.close()
        if once, past.kept == nil {
            reportFirstRun(isKept: AccountWatch.Past(assembly.lastState, question).kept != nil)
        }
        return end
    }

    /// Reports that the first run has no earlier state to compare with.
    /// - Parameter isKept: whether the next run can compare with this one.
    private func reportFirstRun(isKept: Bool) {
        say(
            isKept
                ? Wording(
                    "nothing to compare with yet: changes are printed from the next run on", zh: "尚无可比较的数据：下次运行起输出变更")
                : Wording(
                    "nothing to compare with, and the result of this run was not kept", zh: "没有可比较的数据，本次运行的结果也未保存"))
    }

    /// Returns a function that writes the metrics. It reports a failure once.
    private static func writer(_ path: String) -> (String) -> Void {
        let complaints = SaidOnce { say($0) }
        return { text in
            do throws(FileError) {
                // Other users read the file, for example the user of node_exporter.
                try OutputFile.write(to: .file(path), replaces: true, mode: 0o644) { receive throws(FileError) in
                    try receive(Array(text.utf8))
                }
                complaints.works()
            } catch {
                complaints.complain(error.message)
            }
        }
    }
}
