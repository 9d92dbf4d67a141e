// The root command: the list of subcommands and the entry point. `main` is synchronous because the browser uses the
// main thread for the terminal.

import ArgumentParser
import Essentials
import Glibc
import Synchronization

@main
struct Gaapscope: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gaapscope",
        abstract:
            "Browse the TCP listeners of Tencent Cloud GAAP in a terminal: what is down, where, and which origin.",
        usage: """
            gaapscope [--demo] [<port>] [<id>] [--filter <expr>] [--problems] [<options>]
            gaapscope [<client options>] <subcommand>
            """,
        discussion: """
            gaapscope only reads the account. To try it without an account, use --demo.
            Completion for bash, zsh and fish: gaapscope --generate-completion-script <shell>

            OPTIONS OF THE BROWSER (gaapscope browse --help lists all)
              --demo             Example data from an embedded emulator; no account needed
              --profile <name>   Profile of tccli and of the settings file
              --site <site>      Site of the account: international or china
              --proxy <id>       Listeners of one proxy; likewise --group, --listener
              --filter <expr>    Filter, for example 'state:down !bastion'
              --problems         Only listeners with a problem
              --sort <column>    Sort order; -column reverses it
              --offline <file>   Snapshot to browse instead of the service
              --interval <s>     Time between two reads in seconds (default: 30)

            EXAMPLES
              # Try gaapscope without an account
              gaapscope --demo
              # Find out what fails behind port 8443
              gaapscope 8443
              # Print the listeners with a problem
              gaapscope list --problems
              # Monitor all listeners: one line and an exit status
              gaapscope check
              # Find out why gaapscope does not work
              gaapscope doctor
            """,
        version: ProgramVersion.current.line,
        subcommands: [
            BrowseCommand.self, ListCommand.self, ShowCommand.self, CheckCommand.self, WatchCommand.self,
            SnapshotCommand.self, DiffCommand.self, LogCommand.self, DoctorCommand.self, InfoCommand.self,
            EmulatorCommand.self,
            ManualCommand.self,
        ],
        defaultSubcommand: BrowseCommand.self)

    /// The flags that decide the language of error messages, even if other flags are wrong. The parser first parses
    /// the whole command line for the root command. These options record the values and leave them to the subcommand.
    @Option(
        name: .customLong(Setting.ID.lang.setting.flagName), defaultAsFlag: "", parsing: .next, help: .private,
        transform: { text in
            noted.withLock { $0.values[.lang] = text }
            return text
        })
    private var lang: String?
    @Option(
        defaultAsFlag: "", parsing: .next, help: .private,
        transform: { text in
            noted.withLock { $0.configPath = text }
            return text
        })
    private var config: String?

    private static let noted = Mutex(SettingFlags())

    private enum CodingKeys: CodingKey { case lang, config }

    init() {}

    /// Decodes nothing, because what the parser decodes here would be missing in the subcommand.
    init(from decoder: any Decoder) throws {
        _ = try decoder.container(keyedBy: CodingKeys.self)
        self.init()
    }

    static func main() {
        StandardStream.openClosed()
        // A closed pipe and a file size limit are reported as errors of the write instead of ending the process.
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        Endings.unblock()
        let arguments = LeadingFlags.behindCommand(
            Array(ProgramArguments.all.dropFirst()), commands: commandNames())
        do {
            var command = try parse(line: arguments)
            try command.run()
        } catch {
            leave(with: error, line: arguments)
        }
    }

    /// Parses the command line and sets the language of all later output.
    private static func parse(line: [String]) throws -> any ParsableCommand {
        let command = Result { try parseAsRoot(line) }
        let flags = ((try? command.get()) as? any SettingsCommand)?.flags ?? noted.withLock { $0 }
        // The output of `check` is for monitoring systems.
        Language.speak(isCheck(line) ? .english : Language(ofOutput: flags, environment: processEnvironment))
        if line.first == "help" { refuseUnknownTopics(line.dropFirst()) }
        return try command.get()
    }
}

// MARK: Errors

extension Gaapscope {
    private static func leave(with error: any Error, line: [String]) {
        let isError = exitCode(for: error) != .success
        if isError, isCheck(line) { CheckCommand.leave(with: readable(message(for: error))) }
        if let error = error as? SettingsError { fail(error.message, .usage) }
        if let error = error as? FileError { fail(error.message, error.status) }
        if let error = error as? ResourceError { fail(error.message, .network) }
        if isError, let word = unknownCommand(line) { refuse(unknownCommand: word) }
        let text = readable(fullMessage(for: error))
        guard !isError else {
            // The message of the parser contains what was typed.
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            StandardStream.error.print(lines.map { DisplayText.visible(String($0)) }.joined(separator: "\n"))
            Glibc.exit(ExitStatus.usage.rawValue)
        }
        StandardStream.output.print(CompletionScript.completed(text, defaultCommand: BrowseCommand._commandName))
    }

    /// Returns a message of the parser in the language of the output and without passwords.
    private static func readable(_ text: String) -> String {
        ProgramArguments.hidingPasswords(in: BilingualText.text(text, in: .ofOutput))
    }

    private static func commandNames(onlyShown: Bool = false) -> [String] {
        configuration.subcommands.filter { !onlyShown || $0.configuration.shouldDisplay }.map { $0._commandName }
            + ["help"]
    }

    /// Returns whether the command is `check`. The parser accepts a command only as the first word.
    private static func isCheck(_ line: [String]) -> Bool { line.first == CheckCommand._commandName }

    /// Returns the first word if it is neither a command nor an argument of the browser.
    private static func unknownCommand(_ line: [String]) -> String? {
        guard let word = LeadingFlags.rest(of: line).first, !word.hasPrefix("-"), !ScopeWords.isOne(word) else {
            return nil
        }
        return commandNames().contains(word) ? nil : word
    }

    /// Refuses `help` for an unknown command. The parser would show the help of the program instead.
    private static func refuseUnknownTopics(_ words: ArraySlice<String>) {
        // No subcommand has subcommands.
        for (index, word) in words.filter({ !$0.hasPrefix("-") }).enumerated()
        where index > 0 || !commandNames().contains(word) {
            refuse(unknownCommand: word)
        }
    }

    private static func refuse(unknownCommand word: String) -> Never {
        let hint = Nearest.hint(word, among: commandNames(onlyShown: true))
        fail(
            Wording("unknown command “\(word)”\(hint[.english])", zh: "没有“\(word)”命令\(hint[.chinese])"), .usage)
    }
}
