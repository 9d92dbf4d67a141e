import ArgumentParser
import Browser
import BrowserRuntime
import CursesTerminal
import FoundationEssentials
import Glibc
import Inventory
import TencentCloud

/// The browser.
struct BrowseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "browse", abstract: "Browse listeners (the default).", aliases: [])

    @OptionGroup var scope: ScopeOptions
    @OptionGroup var client: ClientOptions
    @OptionGroup var terminal: ScreenOptions

    @OptionGroup var offline: OfflineOptions

    func validate() throws {
        try offline.validate(with: client)
        if offline.offline == "-" {
            throw ValidationError("--offline - leaves no terminal to read keys from: name a file.")
        }
    }

    func run() throws {
        let environment = processEnvironment
        let settings = try Settings.resolve(
            flags: client.flags.merging(terminal.flags) { $1 }, configPath: client.config, environment: environment)
        // Before the terminal is taken: its errors are one line on standard error.
        let assembly = try Assembly(settings: settings, source: client.demo ? .demo : .live, environment: environment)
        let snapshot = try offline.offline.map { (document: try SnapshotDocument(file: $0), file: $0) }
        let status = MainActor.assumeIsolated { browse(assembly, snapshot) }
        Glibc.exit(status)
    }

    @MainActor
    private func browse(_ assembly: Assembly, _ snapshot: (document: SnapshotDocument, file: String)?) -> Int32 {
        let settings = assembly.settings
        guard isatty(0) == 1, StandardStream.output.isTerminal else {
            fail("standard input and output must be a terminal to browse; for scripts use: gaapscope list", .usage)
        }
        let last = snapshot == nil ? assembly.lastState : nil
        let kept = snapshot.map { KeptState($0.document, offlineFile: $0.file) } ?? last?.load().map { KeptState($0) }
        let screen: CursesTerminal
        do throws(TerminalError) {
            screen = try CursesTerminal(options: terminalOptions(settings))
        } catch {
            fail("\(error)", .usage)
        }
        var options = BrowserOptions()
        options.accountLabel = snapshot?.document.account ?? assembly.accountLabel
        options.interval = settings.interval
        options.language = settings.language
        options.keys = settings.keys
        options.warnings = settings.warnings
        options.utcOffset = LocalZone.offset()
        let state = BrowserState(
            question: Question(scope.scope), size: screen.size, now: TimeSource.system.now(), options: options,
            kept: kept)
        let runtime = BrowserRuntime(terminal: screen, state: state, makeService: assembly.fetchService)
        let status = runtime.run()
        if let document = runtime.state.sweptState(provenance: assembly.provenance) { last?.save(document) }
        return status
    }

    private func terminalOptions(_ settings: Settings) -> TerminalOptions {
        TerminalOptions(
            color: settings.color, ascii: settings.ascii, mouse: settings.mouse, environment: processEnvironment)
    }
}

/// The local time zone, by the C library: its rules are the machine's.
enum LocalZone {
    /// Seconds ahead of UTC now.
    static func offset() -> Int {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        return parts.tm_gmtoff
    }
}
