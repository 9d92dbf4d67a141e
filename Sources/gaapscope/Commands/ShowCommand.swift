import ArgumentParser
import Inventory
import Reports
import Essentials

/// Prints every field of one listener.
struct ShowCommand: SettingsCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print one listener: every field decoded, its origins, and why it is as it is.",
        discussion: """
            -o json prints it as list does. With --offline the snapshot also tells who else uses its origins.
            Exit status: as of list; 4 when there is no such listener.
            """)

    @Argument(help: ArgumentHelp("Its id.", valueName: "listener-id"), completion: .ids(of: .listener))
    var listener: String
    @OptionGroup(title: OptionSection.client) var client: ClientOptions
    @OptionGroup var offline: OfflineOptions
    @OptionGroup var sheet: SheetOptions

    var flags: SettingFlags { client.flags }

    func validate() throws {
        try offline.validate(with: client)
        if listener.isEmpty {
            throw ValidationError(Wording("a listener's id must be given", zh: "须给出监听器 ID"))
        }
        try ScopeOptions.check(listener, isA: .listener, takenBy: "show")
    }

    func run() throws {
        let source = try AccountSource(client, offline: offline)
        let command = self
        runToEnd(Progress()) { await command.show(source) }
    }

    private func show(_ source: AccountSource) async -> ExitStatus {
        var outcome = await source.read(Question(.listener(listener)))
        outcome.take(source.past)
        outcome.printFaults()
        guard let index = outcome.rows.first else {
            if outcome.failures.isEmpty, !outcome.isMissing {
                say(Wording("\(listener): there is no such listener", zh: "\(listener): 没有此监听器"))
            }
            return outcome.failures.isEmpty ? .network : outcome.status
        }
        switch sheet.output {
        case .table:
            let sheet = ListenerSheet(
                index, in: outcome.account, recency: source.recency, language: source.settings.language)
            for line in sheet.lines { StandardStream.output.print(line) }
        case .json:
            let report = Report(
                account: outcome.account, rows: [index], isComplete: outcome.isComplete,
                now: TimeSource.system.moment, fetchedAt: source.fetchedAt,
                provenance: source.provenance(.listener(listener), filters: ""))
            OutputFormat.json.formatter.write(report, OutputOptions()) { StandardStream.output.write($0) }
        }
        return outcome.status
    }
}
