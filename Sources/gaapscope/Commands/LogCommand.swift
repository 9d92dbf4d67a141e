import ArgumentParser
import Essentials
import Inventory
import Journal
import Reports

/// Prints changes from the journal.
struct LogCommand: SettingsCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Print what changed, newest first, from the journal of this account.",
        discussion: """
            The browser writes what it finds changed to a journal (docs/journal.md). An event has the time in which it happened: from the \
            last reading before it to the first one after it. What one origin, owner or change of the configuration did to several \
            listeners is one event, and what goes to and fro within half an hour is one event with counts. Nothing is asked of the service.
            A time is a duration before now (90s, 10m, 2h, 3d, 1w), a time of day (14:02), a date (2026-11-28), both \
            ("2026-11-28 14:02"), or a time as in JSON.
            Examples:
            gaapscope log --since 2h
            gaapscope log --since 14:00 --until 15:00 --problems
            gaapscope log --since 7d --filter origin:10.3.1.7 -o md
            Exit status: 0 fine, 2 usage or settings, 3 no key, so that the account is not known, 4 the journal cannot be read.
            """)

    @OptionGroup(title: OptionSection.scope) var scope: ScopeOptions
    @OptionGroup(title: OptionSection.filters) var filters: FilterOptions
    @OptionGroup(title: OptionSection.client) var client: ClientOptions
    @Option(help: ArgumentHelp("Only what was seen since this time. (default: everything)", valueName: "time"))
    var since: String?
    @Option(help: ArgumentHelp("Only what was seen up to this time. (default: now)", valueName: "time"))
    var until: String?
    @Option(
        name: [.short, .customLong("output")],
        help: ArgumentHelp("table, jsonl or md. (default: table)", valueName: "format"),
        completion: .words(of: LogPrinter.Form.self), transform: OptionValue.word)
    var output = LogPrinter.Form.table

    var flags: SettingFlags { client.flags }

    func validate() throws {
        if client.demo {
            throw ValidationError(Wording("the demo keeps no journal: leave --demo out", zh: "演示不保存日志：请去掉 --demo"))
        }
        for (flag, text) in [("--since", since), ("--until", until)] {
            guard let text, Self.time(text) == nil else { continue }
            throw ValidationError(
                Wording(
                    "\(flag) \(text) is not a time: use 2h, 14:02, 2026-11-28 or 2026-11-28T14:02:31Z",
                    zh: "\(flag) \(text) 不是时间：请用 2h、14:02、2026-11-28 或 2026-11-28T14:02:31Z"))
        }
        if let start = since.flatMap(Self.time), let end = until.flatMap(Self.time), end < start {
            throw ValidationError(Wording("--until is before --since", zh: "--until 早于 --since"))
        }
    }

    private static func time(_ text: String) -> UnixTime? {
        TimeExpression.parse(text, now: TimeSource.system.now(), zone: .machine)
    }

    func run() throws {
        let settings = try Settings.resolve(client.flags, environment: processEnvironment).speaking(.ofOutput)
        for warning in settings.warnings { say(warning) }
        guard LastState.directory(processEnvironment) != nil else { fail(JournalError("", .noHome).message, .network) }
        guard let state = LastState(settings, environment: processEnvironment) else {
            fail(
                Wording(
                    "no key is known without the network, so the account is not known either: run gaapscope doctor",
                    zh: "不访问网络无法确定密钥，因此账号未知：请运行 gaapscope doctor"), .credentials)
        }
        do throws(JournalError) {
            try print(state.journalPath, staleAfter: 2 * settings.interval)
        } catch {
            fail(error.message, .network)
        }
    }

    private func print(_ path: String, staleAfter: Double) throws(JournalError) {
        guard let journal = try JournalDatabase(existing: path) else {
            say(
                Wording(
                    "no journal yet: the browser writes one when it finds a change", zh: "尚无日志：浏览时发现变化后会写入"))
            return
        }
        let now = TimeSource.system.now()
        let printer = LogPrinter(form: output, zone: .machine, now: now, language: .ofOutput)
        var grouper = EventGrouper()
        let selection = EntrySelection(scope: scope.scope, filters: filters)
        if let header = printer.header { StandardStream.output.print(header) }
        func print(_ events: [TimelineEvent]) {
            for event in events { StandardStream.output.print(printer.line(event)) }
        }
        try journal.read(since: since.flatMap(Self.time), until: until.flatMap(Self.time)) { entry in
            if selection.includes(entry) { print(grouper.add(entry)) }
            return true
        }
        print(grouper.finish())
        if let last = try journal.lastObserved(), now - last > staleAfter {
            let time = LocalZone.machine.text(last, now: now)
            say(
                Wording(
                    "the account was observed up to \(time); what happened since then is not known",
                    zh: "账号观察至 \(time)；此后发生了什么无从得知"))
        }
    }
}
