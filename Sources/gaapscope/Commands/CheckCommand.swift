// A plugin for monitoring systems that follows the conventions of Monitoring Plugins: one line with performance data,
// and the verdict as the exit status. Every failure is UNKNOWN, never OK.

import Reports
import ArgumentParser
import Inventory
import Synchronization
import Essentials

struct CheckCommand: SettingsCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check the health of listeners for a monitoring system: one line and exit status 0, 1, 2 or 3.",
        discussion: """
            The output follows the conventions of Monitoring Plugins (Nagios, Icinga): one line with performance data.
            <states> is a list such as down,dns or part:3 (three or more) or problems:5; 5 means the same as \
            problems:5. A state that neither option contains keeps its default. Below its threshold in --critical, a \
            state is a warning, unless --warning contains it.
            Exit status: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN. UNKNOWN means that not everything could be read, \
            that no listener matches, that no matching listener has a health check, or that the data is too old: the \
            snapshot of --offline, or rows that were read more than two intervals ago.

            EXAMPLES
              # Check all listeners
              gaapscope check
              # Check a group, with a deadline below the timeout of the scheduler
              gaapscope check --group lg-vgftujjy --deadline 20
              # Warn at one partly failed listener, critical at five problems
              gaapscope check -w part:1 -c problems:5
              # Check a snapshot that is at most an hour old
              gaapscope check --offline before.json --max-age 1h
            """)

    @OptionGroup(title: OptionSection.scope) var scope: ScopeOptions
    @OptionGroup(title: OptionSection.filters) var filters: FilterOptions
    @OptionGroup(title: OptionSection.client) var client: ClientOptions
    @OptionGroup var offline: OfflineOptions
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("States that are a warning. (default: part,none,unknown)", valueName: "states"),
        completion: .states,
        transform: OptionValue.alert)
    var warning: AlertRule?
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("States that are critical. (default: down,dns,stop)", valueName: "states"),
        completion: .states,
        transform: OptionValue.alert)
    var critical: AlertRule?
    @Option(
        help: ArgumentHelp(
            "Maximum age of the snapshot of --offline, as 90s, 10m, 2h or 1d. (default: two intervals)",
            valueName: "duration"), transform: OptionValue.duration)
    var maxAge: Double?
    @Option(
        name: [.customShort("t"), .long],
        help: ArgumentHelp(
            "Time limit in seconds, 1 to 3600; choose less than the timeout of the scheduler.", valueName: "s"))
    var deadline = 50.0
    @Flag(
        help: ArgumentHelp(
            "Ignore whether a proxy or group is closed, isolated or banned; judge listeners by their origins only."))
    var ignoreOwnerStatus = false

    var flags: SettingFlags { client.flags }

    func validate() throws {
        try offline.validate(with: client)
        if maxAge != nil, offline.offline == nil {
            throw ValidationError(
                Wording("--max-age requires --offline", zh: "--max-age 只能与 --offline 同用"))
        }
        guard deadline >= 1, deadline <= 3_600 else {
            throw ValidationError(
                Wording("--deadline must be from 1 to 3600 seconds", zh: "--deadline 须为 1 到 3600 秒"))
        }
    }

    func run() throws {
        Self.takeUnwrittenAsUnknown()
        let source = try AccountSource(client, offline: offline, patience: .seconds(deadline))
        let command = self
        let progress = Progress()
        let unknown = CheckVerdict.Level.unknown.rawValue
        let isGiven = Mutex(false)
        let limit = Deadline(time: .seconds(deadline)) {
            guard Self.isFirst(isGiven) else { return }
            Self.leave(with: "not finished within \(Int(deadline)) s; read so far: \(progress.text[.english])")
        }
        runToEnd(forcedStatus: unknown, deadline: limit) { _ in
            if Self.isFirst(isGiven) { Self.leave(with: progress.interruption[.english]) }
        } _: {
            let verdict = await command.check(source, progress)
            // The main thread has already printed another verdict and ends the process.
            guard Self.isFirst(isGiven) else { return await Self.never() }
            StandardStream.output.print(verdict.line)
            return verdict.level.rawValue
        }
    }

    private func check(_ source: AccountSource, _ progress: Progress) async -> CheckVerdict {
        let started = TimeSource.system.uptime()
        if case .file(let document, let path) = source.kind,
            let reason = CheckVerdict.reason(
                against: document.fetchedAt, of: path, now: TimeSource.system.now(),
                maximumAge: maxAge ?? 2 * source.settings.interval)
        {
            return CheckVerdict(.unknown, reason)
        }
        let question = filters.question(scope.scope)
        let outcome = await source.read(question, .init(ignoresOwnerStatus: ignoreOwnerStatus, progress: progress))
        let rules = AlertRule.forCheck(warning: warning, critical: critical)
        let rows = filters.select(from: outcome.account, outcome.rows)
        return CheckVerdict(
            outcome, rows: rows, warning: rules.warning, critical: rules.critical,
            freshness: source.isFile ? nil : (TimeSource.system.moment, 2 * source.settings.interval),
            seconds: (TimeSource.system.uptime() - started) / .seconds(1), deadline: deadline)
    }

    /// Returns true for the first caller only. Exactly one line is printed: at the end of the read, at the deadline or
    /// at a signal, whichever comes first.
    private static func isFirst(_ isGiven: borrowing Mutex<Bool>) -> Bool {
        isGiven.withLock { isGiven in
            defer { isGiven = true }
            return !isGiven
        }
    }

    private static func never() async -> Int32 {
        await withUnsafeContinuation { (_: UnsafeContinuation<Int32, Never>) in }
    }

    /// Sets the exit status to UNKNOWN if the verdict cannot be written. Status 0 would be read as OK.
    private static func takeUnwrittenAsUnknown() {
        let unknown = CheckVerdict.Level.unknown.rawValue
        StandardStream.failure.withLock { $0 = .init(readerGone: unknown, notWritten: unknown) }
    }

    /// Prints why nothing could be checked and exits with UNKNOWN.
    static func leave(with reason: String) -> Never {
        takeUnwrittenAsUnknown()
        StandardStream.output.print(CheckVerdict(.unknown, reason).line)
        exit(withError: ExitCode(CheckVerdict.Level.unknown.rawValue))
    }
}
