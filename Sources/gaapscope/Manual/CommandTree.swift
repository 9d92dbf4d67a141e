// The commands and their flags as the parser dumps them (`--experimental-dump-help`), so that the manual describes
// exactly the flags that the parser accepts.

import ArgumentParser
import FoundationEssentials

/// A command with its flags and subcommands.
struct CommandTree: Decodable {
    /// A flag, an option or a positional argument.
    struct Argument: Decodable {
        struct Name: Decodable {
            let kind: String
            let name: String

            var text: String { kind == "long" ? "--\(name)" : "-\(name)" }
        }

        let kind: String
        fileprivate(set) var names: [Name]?
        let valueName: String?
        let abstract: String?
        let shouldDisplay: Bool
        let isOptional: Bool
        let defaultValue: String?
        /// The section title of a flag that several commands share, else nil.
        let sectionTitle: String?

        /// The description and the default value.
        var about: String {
            [abstract, defaultValue.map { "(default: \($0))" }].compactMap { $0 }.joined(separator: " ")
        }

        var isPositional: Bool { kind == "positional" }

        /// `-o, --output <form>`.
        var usage: String {
            let names = (names ?? []).map(\.text).sorted { $0.count < $1.count }.joined(separator: ", ")
            return switch kind {
            case "positional": "<\(valueName ?? "value")>"
            case "option": "\(names) <\(valueName ?? "value")>"
            default: names
            }
        }
    }

    let commandName: String
    let abstract: String?
    let discussion: String?
    let shouldDisplay: Bool
    let arguments: [Argument]?
    let subcommands: [CommandTree]?

    /// The public arguments without `--help` and `--version`, which every command has. A flag and its inverse form one
    /// entry.
    var shown: [Argument] {
        (arguments ?? []).reduce(into: []) { shown, argument in
            let names = argument.names ?? []
            guard argument.shouldDisplay, !names.contains(where: { ["help", "version"].contains($0.name) }) else {
                return
            }
            if let last = shown.last?.names?.first, names.first?.name == "no-\(last.name)" {
                shown[shown.count - 1].names? += names
            } else {
                shown.append(argument)
            }
        }
    }

    /// The public subcommands without `help`.
    var shownCommands: [CommandTree] {
        (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
    }

    /// The discussion without the examples.
    var text: String { String(halves.text) }

    /// The lines of the examples: comments that begin with `#`, and command lines.
    var exampleLines: [String] {
        halves.examples.split(separator: "\n").map { String($0.drop { $0 == " " }) }
    }

    /// The command lines of the examples.
    var exampleCommands: [String] { exampleLines.filter { !$0.hasPrefix("#") } }

    private var halves: (text: Substring, examples: Substring) {
        let discussion = (discussion ?? "")[...]
        guard let title = discussion.firstRange(of: "EXAMPLES\n") else { return (discussion, "") }
        return (discussion[..<title.lowerBound], discussion[title.upperBound...])
    }

    /// - Parameter dump: the dump of the parser as JSON.
    init(dump: String) throws {
        struct Dump: Decodable {
            let command: CommandTree
        }
        self = try JSONDecoder().decode(Dump.self, from: Data(dump.utf8)).command
    }
}
