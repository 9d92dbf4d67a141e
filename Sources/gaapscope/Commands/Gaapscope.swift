// The program's door: which command, its flags, and exit status 2 for what cannot be understood. `main` is synchronous,
// since the browser keeps the main thread for the terminal.

import ArgumentParser
import Glibc
import Inventory
import Essentials

@main
struct Gaapscope: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gaapscope",
        abstract: "Browse the TCP listeners of Tencent Cloud GAAP in a terminal: what is down, where, which origin.",
        usage: """
            gaapscope [--demo] [--proxy <id> | --group <id> | --listener <id>] [<options>]
            gaapscope <subcommand>
            """,
        discussion:
            "Read-only. Without an account: gaapscope --demo. All options of the browser: gaapscope browse --help",
        version: ProgramVersion.current.line,
        subcommands: [
            BrowseCommand.self, ListCommand.self, ShowCommand.self, CheckCommand.self, SnapshotCommand.self,
            DiffCommand.self, DoctorCommand.self, InfoCommand.self, EmulatorCommand.self, ManualCommand.self,
        ],
        defaultSubcommand: BrowseCommand.self)

    static func main() {
        StandardStream.openClosed()
        // Nobody reading, and a limit on the size of files, are errors like any other.
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        Endings.unblock()
        do {
            var command = try parseAsRoot(Array(ProgramArguments.all.dropFirst()))
            try command.run()
        } catch {
            let isError = exitCode(for: error) != .success
            if isError, CheckCommand.isAsked(by: ProgramArguments.all) {
                CheckCommand.leave(with: ProgramArguments.hidingPasswords(in: message(for: error)))
            }
            if let error = error as? SettingsError { fail(error.words, .usage) }
            if let error = error as? FileError { fail(error.words, error.status) }
            if let error = error as? ResourceError { fail(error.words, .network) }
            if isError, let word = unknownCommand {
                let hint = Nearest.hint(word, among: commandNames(onlyShown: true))
                fail(
                    Wording(
                        "there is no command “\(word)”\(hint[.english])", zh: "没有“\(word)”命令\(hint[.chinese])"), .usage)
            }
            let text = ProgramArguments.hidingPasswords(in: fullMessage(for: error))
            guard !isError else {
                // The parser repeats what was typed.
                let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
                StandardStream.error.print(lines.map { DisplayText.visible(String($0)) }.joined(separator: "\n"))
                Glibc.exit(ExitStatus.usage.rawValue)
            }
            let isScript = CompletionScript.isAsked(by: ProgramArguments.all)
            StandardStream.output.print(isScript ? CompletionScript.completed(text) : text)
        }
    }
}

extension Gaapscope {
    private static func commandNames(onlyShown: Bool = false) -> [String] {
        configuration.subcommands.filter { !onlyShown || $0.configuration.shouldDisplay }.map { $0._commandName }
            + ["help"]
    }

    /// The first word, where it is no command: the parser would take it for an argument of the browser.
    private static var unknownCommand: String? {
        guard let word = ProgramArguments.all.dropFirst().first, !word.hasPrefix("-") else { return nil }
        return commandNames().contains(word) ? nil : word
    }
}
