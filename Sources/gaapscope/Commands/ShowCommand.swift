import ArgumentParser
import Inventory
import Reports
import Essentials

/// Prints every field of one listener.
struct ShowCommand: SettingsCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print one listener: every field, its origins, and the reason for its state.",
        discussion: """
            With -o json, the listener is printed as by list. With --offline, the output also contains the other \
            listeners in the snapshot that use its origins.
            Exit status: as for list; 4 if there is no such listener.

            EXAMPLES
              # Print a listener
              gaapscope show listener-m06ycpsf
              # Print it in Chinese
              gaapscope show listener-m06ycpsf --lang zh
              # Print it as JSON
              gaapscope show listener-m06ycpsf -o json
              # Print it from a snapshot, with the other users of its origins
              gaapscope show listener-m06ycpsf --offline before.json
            """)

    @Argument(
        help: ArgumentHelp("Listener ID, for example listener-m06ycpsf.", valueName: "listener-id"),
        completion: .ids(of: .listener))
    var listener: String
    @OptionGroup(title: OptionSection.client) var client: ClientOptions
    @OptionGroup var offline: OfflineOptions
    @OptionGroup var sheet: SheetOptions

    var flags: SettingFlags { client.flags }

    func validate() throws {
        try offline.validate(with: client)
        if listener.isEmpty {
            throw ValidationError(Wording("a listener ID is required", zh: "须指定监听器 ID"))
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
                say(Wording("\(listener): no such listener", zh: "\(listener)：没有此监听器"))
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
