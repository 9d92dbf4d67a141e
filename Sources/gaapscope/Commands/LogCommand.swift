import ArgumentParser
import Essentials
import Inventory
import Journal
import Reports

/// Prints changes from the journal.
struct LogCommand: SettingsCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Print the changes of the account from its journal, newest first.",
        discussion: """
            The browser and gaapscope watch write the changes that they find to a journal (docs/journal.md). The time \
            of an event is an interval: from the last read before the change to the first read after it. If one \
            origin, proxy, group or configuration change affects several listeners, that is one event. Changes back \
            and forth within half an hour are one event with counts. This command sends no request.
            A time is a duration before now (90s, 10m, 2h, 3d, 1w), a time of day (14:02), a date (2026-11-28), both \
            ("2026-11-28 14:02"), or a time as in JSON (2026-11-28T14:02:31Z).
            Exit status: 0 success, 2 usage or settings, 3 no key (the account is not known), 4 unreadable journal.

            EXAMPLES
              # What changed in the last two hours
              gaapscope log --since 2h
              # What got worse or better between two and one hours ago
              gaapscope log --since 2h --until 1h --problems
              # A week of an origin, as Markdown for a ticket
              gaapscope log --since 7d --filter origin:10.3.1.7 -o md
              # All events as lines of JSON
              gaapscope log -o jsonl
            """)

    @OptionGroup(title: OptionSection.scope) var scope: ScopeOptions
    @OptionGroup(title: OptionSection.filters) var filters: FilterOptions
    @OptionGroup(title: OptionSection.client) var client: ClientOptions
    @Option(help: ArgumentHelp("Earliest time of the events. (default: the start of the journal)", valueName: "time"))
    var since: String?
    @Option(help: ArgumentHelp("Latest time of the events. (default: now)", valueName: "time"))
    var until: String?
    @Option(
        name: [.short, .customLong("output")],
        help: ArgumentHelp("Output format: table, jsonl or md. (default: table)", valueName: "format"),
        completion: .words(of: LogPrinter.Form.self), transform: OptionValue.word)
    var output = LogPrinter.Form.table

    var flags: SettingFlags { client.flags }

    func validate() throws {
        if client.demo {
            throw ValidationError(Wording("the demo has no journal: omit --demo", zh: "演示没有变更日志：请去掉 --demo"))
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
                    "the account is not known, because no key was found without a request: run gaapscope doctor",
                    zh: "未找到无需联网即可确定的密钥，无法确定账号：请运行 gaapscope doctor"), .credentials)
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
                    "no journal yet: the browser and gaapscope watch create it when they find a change",
                    zh: "尚无变更日志：浏览器或 gaapscope watch 发现变更后会创建"))
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
                    "the account was last observed at \(time); later changes are not known",
                    zh: "最后一次读取账号是在 \(time)；此后的变更未知"))
        }
    }
}
