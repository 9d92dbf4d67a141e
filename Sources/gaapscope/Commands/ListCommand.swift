import ArgumentParser
import CursesTerminal
import Inventory
import Reports
import Synchronization
import Essentials

/// Prints listeners to standard output.
struct ListCommand: SettingsCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Print listeners as a table, JSON, CSV or Markdown.",
        discussion: """
            Data goes to standard output, messages go to standard error. Rows are sorted worst first. \
            \(Self.formats("and") { $0.streams }) are written while the account is being read, in the order of the \
            service, unless --sort is given. The column "for" shows how long the state has lasted, from the journal \
            and the last read of the account (>= means at least). It is empty if there was no earlier read.
            With --fail-on, a closed pipe (for example | head) does not stop the run, so the exit status is still right.
            Exit status: 0 success, 1 --fail-on found something, 2 usage or settings, 3 credentials or permission, 4 \
            network or service, 5 throttled, 6 partial result.

            EXAMPLES
              # Print the listeners with a problem
              gaapscope list --problems
              # Print who uses an origin, as CSV
              gaapscope list --filter origin:10.3.1.7 -o csv
              # Print three columns of the listeners of a group
              gaapscope list --group lg-vgftujjy --columns state,port,name
              # Exit with status 1 if a listener is down
              gaapscope list --fail-on down,dns
              # Save the account and print it again without a connection
              gaapscope list -o json >now.json
              gaapscope list --offline now.json --problems
            """)

    @OptionGroup(title: OptionSection.scope) var scope: ScopeOptions
    @OptionGroup(title: OptionSection.filters) var filters: FilterOptions
    @OptionGroup(title: OptionSection.client) var client: ClientOptions
    @OptionGroup var offline: OfflineOptions
    @Option(
        name: [.short, .customLong("output")],
        help: ArgumentHelp(
            "Output format: \(Self.formats("or") { _ in true }). (default: table)", valueName: "format"),
        completion: .words(of: OutputFormat.self), transform: OptionValue.word)
    var output = OutputFormat.table
    @Option(
        help: ArgumentHelp(
            "Columns by ID or title, for example state,port,name. "
                + "\(Self.formats("and") { !$0.formatter.usesColumns }) always have every field.",
            valueName: "a,b,c"),
        completion: .columns,
        transform: OptionValue.columns)
    var columns: [Column]?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            """
            Column to sort by; -column reverses the order. (default: worst first; \
            \(Self.formats("and") { $0.streams }): the order of the service)
            """,
            valueName: "column"),
        completion: .order,
        transform: OptionValue.order)
    var sort: SortOrder?
    @Flag(help: "Omit the header row.")
    var noHeader = false
    @Option(
        help: ArgumentHelp(
            "States for which the exit status is 1, for example down,dns or problems or part:3 (three or more).",
            valueName: "states"), completion: .states, transform: OptionValue.alert)
    var failOn: AlertRule?

    @OptionGroup var color: ColorOption

    var flags: SettingFlags { client.flags }

    /// Returns the names of formats, such as `csv, tsv and md`.
    private static func formats(_ conjunction: String, where isMeant: (OutputFormat) -> Bool) -> String {
        let names = OutputFormat.allCases.filter(isMeant).map(\.rawValue)
        guard let last = names.last, names.count > 1 else { return names.joined() }
        return "\(names.dropLast().joined(separator: ", ")) \(conjunction) \(last)"
    }

    func validate() throws {
        try offline.validate(with: client)
        guard !output.formatter.usesColumns else { return }
        if columns != nil {
            throw ValidationError(
                Wording(
                    "--columns cannot be used with --output \(output.rawValue), which always has every field",
                    zh: "--columns 不能与 --output \(output.rawValue) 同用：该格式含全部字段"))
        }
        if noHeader {
            throw ValidationError(
                Wording(
                    "--no-header cannot be used with --output \(output.rawValue), which has no header row",
                    zh: "--no-header 不能与 --output \(output.rawValue) 同用：该格式没有标题行"))
        }
    }

    func run() throws {
        let source = try AccountSource(client, offline: offline, flags: color.flags)
        // With --fail-on, the exit status matters even if the reader of the output is gone.
        if failOn != nil { StandardStream.failure.withLock { $0.readerGone = nil } }
        let command = self
        let progress = Progress()
        runToEnd(progress, endsWithReader: failOn == nil) { await command.list(source, progress) }
    }

    private func list(_ source: AccountSource, _ progress: Progress) async -> ExitStatus {
        let counts = Tally()
        let outcome: AccountReader.Outcome
        if output.streams, let formatter = output.formatter as? any RowFormatter, sort == nil,
            case .service(let assembly) = source.kind
        {
            outcome = await stream(
                AccountReader(assembly), formatter, options(source.settings), counts, progress, past(source))
        } else {
            let past = past(source)
            var read = await progress.whileShown(StandardStream.error.isTerminal) {
                await source.read(filters.question(scope.scope), .init(progress: progress))
            }
            read.take(past)
            outcome = read
            if !outcome.isEmptyHanded { write(outcome, source, counts) }
            source.keep(outcome, of: filters.question(scope.scope))
        }
        outcome.printFaults()
        if outcome.isEmptyHanded { return outcome.status }
        if let failOn, failOn.isMet(by: { counts.states[$0] }) { return .found }
        return outcome.status
    }

    /// Returns the earlier observations if the column `for` is printed or sorted by, else nil.
    private func past(_ source: AccountSource) -> ObservedPast? {
        let isWanted = (columns ?? []).contains { $0.id == .duration } || sort?.column == .duration
        return isWanted ? source.past : nil
    }

    private func options(_ settings: Settings) -> OutputOptions {
        let isTerminal = StandardStream.output.isTerminal
        let color = TerminalOptions(color: settings.color, environment: processEnvironment)
        return OutputOptions(
            hasHeader: !noHeader, width: StandardStream.output.columns,
            usesColor: color.wantsColor && (isTerminal || settings.color == .always), language: settings.language)
    }

    /// Writes all rows at the end. Tables, documents and sorted output need all rows first.
    private func write(_ outcome: AccountReader.Outcome, _ source: AccountSource, _ counts: Tally) {
        let kept = filters.select(from: outcome.account, outcome.rows)
        let rows = (sort ?? .worstFirst).sorted(kept, in: outcome.account, now: TimeSource.system.moment)
        for row in rows { counts.states.add(outcome.account.rows[row].state) }
        let report = Report(
            account: outcome.account, rows: rows, columns: columns ?? Report.defaultColumns,
            isComplete: outcome.isComplete, now: TimeSource.system.moment, fetchedAt: source.fetchedAt,
            provenance: source.provenance(outcome.scope, filters: filters.words))
        output.formatter.write(report, options(source.settings)) { StandardStream.output.write($0) }
    }

    /// Writes rows as they arrive. Only the ids of the owners that are being read are kept in memory.
    private func stream(
        _ reader: AccountReader, _ formatter: any RowFormatter, _ options: OutputOptions, _ counts: Tally,
        _ progress: Progress, _ past: ObservedPast?
    ) async -> AccountReader.Outcome {
        var writer = RowWriter(formatter, columns ?? Report.defaultColumns, options) { StandardStream.output.write($0) }
        let stream = RowStream(filters: filters) { row, context in
            counts.states.add(row.state)
            var row = row
            if let since = past?.since(row) { row.note(since) }
            writer.write(row, context)
        }
        let isWanted = StandardStream.error.isTerminal && !StandardStream.output.isTerminal
        let outcome = await progress.whileShown(isWanted) {
            await reader.read(
                filters.question(scope.scope),
                .init(
                    keepsRows: false,
                    page: { page, account in
                        // The header is written with the first page, or at the end if there are no rows.
                        writer.begin()
                        stream.write(page, account)
                    }, progress: progress))
        }
        stream.finish()
        if writer.isBegun || !outcome.isEmptyHanded { writer.end() }
        return outcome
    }

    /// Counts the printed rows by state.
    private final class Tally {
        var states = StateCounts()
    }
}
