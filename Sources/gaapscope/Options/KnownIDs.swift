// Ids that the shell offers: those in the state of the account that a command line means. Those of another account are
// nobody's business.

import ArgumentParser
import Inventory
import Reports

/// The settings in a command line that is still being typed, read by the parser itself.
private struct TypedLine: ParsableCommand {
    @OptionGroup var client: ClientOptions
    /// Everything else: the subcommand and its own flags and values.
    @Argument(parsing: .allUnrecognized) var rest: [String] = []
}

enum KnownIDs {
    /// - Parameter words: the command line as far as it is typed, behind the program's name.
    static func of(_ kind: ScopeOptions.IDKind, typed words: [String], environment: [String: String]) -> [String] {
        // With a line or settings that are wrong there is nothing to offer; the command itself says what is wrong.
        guard let line = try? TypedLine.parse(words),
            let settings = try? Settings.resolve(line.client.flags, environment: environment),
            let document = LastState(settings, environment: environment)?.load()
        else { return [] }
        return switch kind {
        case .listener: document.rows.map(\.id)
        case .proxy: document.owners.map(\.owner.id).filter { !$0.isGroup }.map(\.text)
        case .group: document.owners.map(\.owner.id).filter(\.isGroup).map(\.text)
        }
    }
}
