// The root command: which commands there are, and the start of the program. `main` is synchronous, since the browser
// keeps the main thread for the terminal.

import ArgumentParser
import Essentials
import Glibc
import Synchronization

@main
struct Gaapscope: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gaapscope",
        abstract: "Browse the TCP listeners of Tencent Cloud GAAP in a terminal: what is down, where, which origin.",
        usage: """
            gaapscope [--demo] [<port>] [<id>] [--filter <expr>] [--problems] [<options>]
            gaapscope [<client options>] <subcommand>
            """,
        discussion: """
            Read-only. Without an account: gaapscope --demo. All options of the browser: gaapscope browse --help
            Completion for bash, zsh and fish: gaapscope --generate-completion-script <shell>

            EXAMPLES
              gaapscope 8443
              gaapscope --problems
              gaapscope --profile prod list --problems
              gaapscope check --proxy link-hwera8lq
            """,
        version: ProgramVersion.current.line,
        subcommands: [
            BrowseCommand.self, ListCommand.self, ShowCommand.self, CheckCommand.self, WatchCommand.self,
            SnapshotCommand.self, DiffCommand.self, LogCommand.self, DoctorCommand.self, InfoCommand.self,
            EmulatorCommand.self,
            ManualCommand.self,
        ],
        defaultSubcommand: BrowseCommand.self)

    /// The flags that decide in which language an error is told, of whatever is wrong with the others. The parser goes
    /// through the whole line for the root command first: these note what it reads, and leave it to the subcommand.
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

    /// Decodes nothing: what the parser decodes here would be missing in the subcommand.
    init(from decoder: any Decoder) throws {
        _ = try decoder.container(keyedBy: CodingKeys.self)
        self.init()
    }

    static func main() {
        StandardStream.openClosed()
        // Nobody reading, and a limit on the size of files, are errors like any other.
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

    /// Parses the command line, and settles the language of everything that is said from then on.
    private static func parse(line: [String]) throws -> any ParsableCommand {
        let command = Result { try parseAsRoot(line) }
        let flags = ((try? command.get()) as? any SettingsCommand)?.flags ?? noted.withLock { $0 }
        // Monitoring systems read the line of `check`.
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
            // The parser repeats what was typed.
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            StandardStream.error.print(lines.map { DisplayText.visible(String($0)) }.joined(separator: "\n"))
            Glibc.exit(ExitStatus.usage.rawValue)
        }
        StandardStream.output.print(CompletionScript.completed(text, defaultCommand: BrowseCommand._commandName))
    }

    /// What the parser says, in the language of the output and without passwords.
    private static func readable(_ text: String) -> String {
        ProgramArguments.hidingPasswords(in: BilingualText.text(text, in: .ofOutput))
    }

    private static func commandNames(onlyShown: Bool = false) -> [String] {
        configuration.subcommands.filter { !onlyShown || $0.configuration.shouldDisplay }.map { $0._commandName }
            + ["help"]
    }

    /// The parser takes the first word for a command, and nothing else.
    private static func isCheck(_ line: [String]) -> Bool { line.first == CheckCommand._commandName }

    /// The first word, if it is neither a command nor what the browser takes without a flag.
    private static func unknownCommand(_ line: [String]) -> String? {
        guard let word = LeadingFlags.rest(of: line).first, !word.hasPrefix("-"), !ScopeWords.isOne(word) else {
            return nil
        }
        return commandNames().contains(word) ? nil : word
    }

    /// The parser shows the help of the program for a command that it does not know.
    private static func refuseUnknownTopics(_ words: ArraySlice<String>) {
        // No command has commands of its own.
        for (index, word) in words.filter({ !$0.hasPrefix("-") }).enumerated()
        where index > 0 || !commandNames().contains(word) {
            refuse(unknownCommand: word)
        }
    }

    private static func refuse(unknownCommand word: String) -> Never {
        let hint = Nearest.hint(word, among: commandNames(onlyShown: true))
        fail(
            Wording("there is no command “\(word)”\(hint[.english])", zh: "没有“\(word)”命令\(hint[.chinese])"), .usage)
    }
}
