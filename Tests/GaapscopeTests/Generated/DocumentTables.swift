// The tables in documents that are generated from tables of the code. Each table is between two comments of its
// document.

import Browser
import Essentials

@testable import gaapscope

/// A document with a generated table. The raw value is the name in the comment that begins the table.
enum DocumentTables: String, CaseIterable {
    case keys, settings
    case exitStatuses = "exit statuses"

    /// Returns the document with its table regenerated; nil if the document has no marks for the table.
    func updated(_ document: String) -> String? {
        guard let begin = document.firstRange(of: "<!-- \(rawValue): scripts/regenerate -->\n")?.upperBound,
            let end = document[begin...].firstRange(of: "<!-- end -->")?.lowerBound
        else { return nil }
        return document[..<begin] + table + document[end...]
    }

    private var table: String {
        switch self {
        case .keys: Self.keyTables
        case .settings: Self.settingTable
        case .exitStatuses: Self.exitStatusTable
        }
    }

    /// The keys in sections, and the typed commands.
    private static var keyTables: String {
        let rows = KeyBindings.standard.sections.flatMap { section in
            [["**\(section.title[.english])**", ""]]
                + section.lines.map { line in
                    [line.keys.map { $0.count == 1 ? "`\($0)`" : $0 }.joined(separator: " "), line.help[.english]]
                }
        }
        let commands = TypedCommand.rows.map { row in
            ["`:\(row.word)\(row.argument.isEmpty ? "" : " \(row.argument)")`", row.help[.english]]
        }
        return table(["key", "does"], rows) + "\n" + table(["typed", "does"], commands)
    }

    private static var settingTable: String {
        table(
            ["key", "flag", "value", "default", "meaning"],
            Setting.all.map { setting in
                [
                    "`\(setting.key)`", "`\(setting.flag)`", setting.expectation[.english],
                    setting.standard.isEmpty ? "not set" : "`\(setting.standard)`", setting.about,
                ]
            })
    }

    private static var exitStatusTable: String {
        table(
            ["exit status", "means"],
            ExitStatus.allCases.map { [String($0.rawValue), marked($0.about)] }
                + [[ExitStatus.ofSignals.statuses, ExitStatus.ofSignals.about]])
    }

    /// Marks single words in parentheses as code, because they are words of the command line.
    private static func marked(_ text: String) -> String {
        text.replacing(/\(([a-z-]+)\)/) { "(`\($0.output.1)`)" }
    }

    private static func table(_ titles: [String], _ rows: [[String]]) -> String {
        func line(_ cells: [String]) -> String { "|" + cells.map { $0.isEmpty ? " |" : " \($0) |" }.joined() + "\n" }
        let rule = "|" + titles.map { _ in "---|" }.joined() + "\n"
        return line(titles) + rule + rows.map(line).joined()
    }
}
