import ArgumentParser
import Browser
import BrowserRuntime
import CursesTerminal
import FoundationEssentials
import Glibc
import Inventory
import Reports
import Essentials

/// Starts the browser.
struct BrowseCommand: SettingsCommand {
    static let configuration = CommandConfiguration(
        commandName: "browse", abstract: "Browse the listeners of the account in the terminal.",
        discussion: """
            The list shows every listener of the account, worst first, and is read again periodically. Press ? for the \
            keys. The word browse can be omitted.

            EXAMPLES
              # Find out what fails behind a port
              gaapscope 8443
              # Show only listeners with a problem, highest port first
              gaapscope --problems --sort -port
              # Show the listeners of a group, except those named bastion
              gaapscope lg-vgftujjy --filter '!bastion'
              # Use the keys of a profile of tccli
              gaapscope --profile prod
              # Browse a snapshot
              gaapscope --offline before.json
            """, aliases: [])

    @Argument(
        help: ArgumentHelp(
            "Port, or ID of a proxy, group or listener; same as --port, --proxy, --group and --listener.",
            valueName: "port-or-id"))
    var words: [String] = []
    @OptionGroup(title: OptionSection.scope) var scope: ScopeOptions
    @OptionGroup(title: OptionSection.filters) var filters: FilterOptions
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Column to sort by; -column reverses the order. (default: as in the last run, else worst first)",
            valueName: "column"), completion: .order, transform: OptionValue.order)
    var sort: Reports.SortOrder?
    @OptionGroup(title: OptionSection.client) var client: ClientOptions
    @OptionGroup(title: OptionSection.terminal) var terminal: ScreenOptions

    @OptionGroup var offline: OfflineOptions

    var flags: SettingFlags { client.flags.merging(terminal.flags) }

    func validate() throws {
        try ScopeWords(words).validate(with: scope, filters)
        try offline.validate(with: client)
        if offline.offline != nil, let flag = terminal.reading.first {
            throw ValidationError(
                Wording(
                    "\(flag) cannot be used with --offline, which reads the data only once",
                    zh: "\(flag) 不能与 --offline 同用：离线数据只读取一次"))
        }
        if offline.offline == "-" {
            throw ValidationError(
                Wording(
                    "--offline - uses standard input, from which the browser reads keys: specify a file",
                    zh: "--offline - 占用标准输入，无法读取按键：请指定文件"))
        }
    }

    func run() throws {
        try Resources.require()
        let accounts = BrowserAccounts(
            flags: flags, source: client.demo ? .demo : .live, environment: processEnvironment)
        let settings = try Settings.resolve(flags, environment: accounts.environment)
        // Read before the terminal is initialized, so that errors are one line on standard error.
        let assembly = try Assembly(
            settings: settings, source: accounts.source, environment: accounts.environment)
        let snapshot = try offline.offline.map { (document: try SnapshotDocument(file: $0), file: $0) }
        let status = MainActor.assumeIsolated { browse(accounts, assembly, snapshot) }
        Glibc.exit(status)
    }

    @MainActor
    private func browse(
        _ accounts: BrowserAccounts, _ assembly: Assembly, _ snapshot: (document: SnapshotDocument, file: String)?
    ) -> Int32 {
        guard isatty(0) == 1, StandardStream.output.isTerminal else {
            fail(
                Wording(
                    "standard input and output must be a terminal for the browser; in scripts, use gaapscope list",
                    zh: "浏览时标准输入与标准输出须为终端；脚本请用 gaapscope list"), .usage)
        }
        let screen: CursesTerminal
        do throws(TerminalError) {
            screen = try CursesTerminal(options: terminalOptions(assembly.settings))
        } catch {
            fail(error.fullMessage, .usage)
        }
        var accounts = accounts
        accounts.isASCIIOnly = screen.isASCIIOnly
        accounts.showsBraille = screen.showsBraille
        let start = ScopeWords(words)
        var question = filters.question(start.scope ?? scope.scope)
        question.port = start.port ?? question.port
        let session = accounts.session(
            assembly, asking: question, snapshot: snapshot, size: screen.size,
            start: StartView(filter: filters.expression, onlyProblems: filters.onlyProblems, sort: sort))
        let surroundings = Surroundings(
            save: { [accounts] in ExportFile.save($0, named: $1, environment: accounts.environment) },
            changeProfile: { [accounts] profile, state throws(Surroundings.ProfileError) in
                try accounts.session(ofProfile: profile, after: state)
            })
        return BrowserRuntime(terminal: screen, session: session, surroundings: surroundings).run()
    }

    private func terminalOptions(_ settings: Settings) -> TerminalOptions {
        TerminalOptions(
            color: settings.color, ascii: settings.ascii, mouse: settings.mouse, environment: processEnvironment)
    }
}
