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

    func run() throws {
        let settings = try Settings.resolve(
            flags: client.flags.merging(terminal.flags) { $1 }, configPath: client.config,
            environment: processEnvironment)
        // Before the terminal is taken: its errors are one line on standard error.
        let assembly = try Assembly(
            settings: settings, source: client.demo ? .demo : .live, environment: processEnvironment)
        let status = MainActor.assumeIsolated { browse(assembly) }
        Glibc.exit(status)
    }

    @MainActor
    private func browse(_ assembly: Assembly) -> Int32 {
        let settings = assembly.settings
        guard isatty(0) == 1, StandardStream.output.isTerminal else {
            fail("standard input and output must be a terminal to browse; for scripts use: gaapscope list", .usage)
        }
        let screen: CursesTerminal
        do throws(TerminalError) {
            screen = try CursesTerminal(options: terminalOptions(settings))
        } catch {
            fail("\(error)", .usage)
        }
        var options = BrowserOptions()
        options.accountLabel = assembly.accountLabel
        options.interval = settings.interval
        options.language = settings.language
        options.warnings = settings.warnings
        options.utcOffset = LocalZone.offset()
        let state = BrowserState(
            question: Question(scope.scope), size: screen.size, now: TimeSource.system.now(), options: options)
        return BrowserRuntime(terminal: screen, state: state, makeService: assembly.fetchService).run()
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
