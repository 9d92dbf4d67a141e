// The ids that the shell completes: those in the stored state of the account that the command line selects. Ids of
// other accounts are not offered.

import ArgumentParser
import Inventory
import Reports

/// Parses the settings in a command line that is still being typed.
private struct TypedLine: ParsableCommand {
    @OptionGroup var client: ClientOptions
    /// Everything else: the subcommand and its own flags and values.
    @Argument(parsing: .allUnrecognized) var rest: [String] = []
}

enum KnownIDs {
    /// Returns the ids of a kind.
    /// - Parameter words: the command line so far, without the program's name.
    static func of(_ kind: ScopeOptions.IDKind, typed words: [String], environment: [String: String]) -> [String] {
        // If the line or the settings are wrong, there are no completions. The command itself reports the error.
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
