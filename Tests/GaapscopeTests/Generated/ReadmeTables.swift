// The README's tables that are made from tables of the code. Each stands between two comments of the README.

import Browser
import Essentials

@testable import gaapscope

enum ReadmeTables {
    static let all = [("keys", keys), ("settings", settings), ("exit statuses", exitStatuses)]

    /// The README with its tables as they must be; nil when the place of one is missing.
    static func updated(_ readme: String) -> String? {
        all.reduce(readme) { text, table in
            let (start, end) = ("<!-- \(table.0): scripts/regenerate -->\n", "<!-- end -->")
            guard let text, let begin = text.firstRange(of: start)?.upperBound,
                let stop = text[begin...].firstRange(of: end)?.lowerBound
            else { return nil }
            return text[..<begin] + table.1 + text[stop...]
        }
    }

    /// The keys in sections, and the typed commands.
    private static var keys: String {
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

    private static var settings: String {
        table(
            ["key", "flag", "takes", "default", "what it is"],
            Setting.all.map { setting in
                [
                    "`\(setting.key)`", "`\(setting.flag)`", setting.expectation[.english],
                    setting.standard.isEmpty ? "not set" : "`\(setting.standard)`", setting.about,
                ]
            })
    }

    private static var exitStatuses: String {
        table(
            ["exit status", "means"],
            ExitStatus.allCases.map { [String($0.rawValue), marked($0.about)] }
                + [[ExitStatus.ofSignals.statuses, ExitStatus.ofSignals.about]])
    }

    /// What stands alone in parentheses is a word of the command line.
    private static func marked(_ text: String) -> String {
        text.replacing(/\(([a-z-]+)\)/) { "(`\($0.output.1)`)" }
    }

    private static func table(_ titles: [String], _ rows: [[String]]) -> String {
        func line(_ cells: [String]) -> String { "|" + cells.map { $0.isEmpty ? " |" : " \($0) |" }.joined() + "\n" }
        let rule = "|" + titles.map { _ in "---|" }.joined() + "\n"
        return line(titles) + rule + rows.map(line).joined()
    }
}
