import ArgumentParser
import FoundationEssentials
import Inventory
import TencentCloud

/// Listeners to standard output.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Print listeners to standard output.",
        discussion: """
            Data go to standard output, all else to standard error.
            Exit status: 0 fine, 2 usage or settings, 3 credentials or permission, 4 network or service, 5 throttled, \
            6 partial result.
            """)

    @OptionGroup var scope: ScopeOptions
    @OptionGroup var filters: FilterOptions
    @OptionGroup var client: ClientOptions
    @Option(name: [.short, .customLong("output")], help: ArgumentHelp("table or json.", valueName: "form"))
    var output = "table"
    @Option(help: ArgumentHelp("Columns of the table, by id: state,port,name.", valueName: "a,b,c"))
    var columns: String?
    @Option(help: ArgumentHelp("Sort by a column; the order is the service's without it.", valueName: "column"))
    var sort: String?
    @Flag(help: "No line of titles.")
    var noHeader = false

    func validate() throws {
        if OutputForm(rawValue: output) == nil {
            let known = OutputForm.allCases.map(\.rawValue)
            throw ValidationError("--output \(output) is not known\(Nearest.hint(output, among: known)).")
        }
        for id in [sort].compactMap({ $0 }) + columnIDs where Column.named(id) == nil {
            throw ValidationError("column \(id) is not known\(Nearest.hint(id, among: Column.all.map(\.id))).")
        }
    }

    private var columnIDs: [String] { columns?.split(separator: ",").map(String.init) ?? [] }

    private static let usualColumns = ["state", "port", "name", "owner", "origin", "down"]

    func run() throws {
        let environment = processEnvironment
        let settings = try Settings.resolve(flags: client.flags, configPath: client.config, environment: environment)
        for warning in settings.warnings { StandardStream.error.print("gaapscope: \(warning)") }
        let assembly = try Assembly(settings: settings, source: client.demo ? .demo : .live, environment: environment)
        let command = self
        runToEnd { await command.list(with: assembly) }
    }

    private func list(with assembly: Assembly) async -> ExitStatus {
        let reader = AccountReader(assembly)
        let outcome = await reader.read(filters.question(scope.scope))
        for notice in outcome.notices { StandardStream.error.print("gaapscope: \(DisplayText.visible(notice.line))") }
        guard !outcome.isEmptyHanded else { return outcome.status }
        let now = TimeSource.system.now()
        let report = Report(
            account: outcome.account, rows: select(from: outcome.account, outcome.rows, now: now),
            isComplete: outcome.isComplete, now: now)
        let form = OutputForm(rawValue: output) ?? .table
        let ids = columnIDs.isEmpty ? Self.usualColumns : columnIDs
        let options = OutputOptions(
            columns: ids.compactMap(Column.named), hasHeader: !noHeader, width: StandardStream.output.columns)
        for line in form.formatter.lines(report, options) { StandardStream.output.print(line) }
        return outcome.status
    }

    /// The rows that pass the filters, in the order asked for.
    private func select(from account: Account, _ rows: [Int], now: UnixTime) -> [Int] {
        // `validate` has understood it already.
        let matches = (try? FilterExpression(parsing: filters.filter ?? ""))?.matches(in: account)
        let kept = rows.filter { row in
            matches?[row] != false && (!filters.problems || account.rows[row].state.isProblem)
        }
        return sort.map { SortOrder(column: $0).sorted(kept, in: account, now: now) } ?? kept
    }
}
