// The keys and typed commands in the README are the tables that the program runs by. After a change to them, rewrite
// the section with GAAPSCOPE_UPDATE_GOLDENS=1, and read the difference.

import Browser
import Essentials
import FoundationEssentials
import Testing

@Suite struct ReadmeKeysTests {
    private static let path = "\(#filePath)".replacing(
        "/Tests/GaapscopeTests/ReadmeKeysTests.swift", with: "/README.md")
    private static let begin = "<!-- keys: generated from the tables of the program -->\n"
    private static let end = "<!-- keys: end -->\n"

    /// The table of keys, in sections, and the table of typed commands.
    private static var section: String {
        var lines = ["| key | does |", "|---|---|"]
        for section in KeyBindings.standard.sections {
            lines.append("| **\(section.title[.english])** | |")
            for line in section.lines {
                let keys = line.keys.map { $0.count == 1 ? "`\($0)`" : $0 }.joined(separator: " ")
                lines.append("| \(keys) | \(line.help[.english]) |")
            }
        }
        lines += ["", "| typed | does |", "|---|---|"]
        for row in TypedCommand.rows {
            let words = row.argument.isEmpty ? ":\(row.word)" : ":\(row.word) \(row.argument)"
            lines.append("| `\(words)` | \(row.help[.english]) |")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    @Test func `The README has the keys and typed commands of the program`() throws {
        let data = try #require(FileManager.default.contents(atPath: Self.path))
        let readme = String(decoding: data, as: UTF8.self)
        let begin = try #require(readme.firstRange(of: Self.begin))
        let end = try #require(readme.firstRange(of: Self.end))
        var kept = String(readme[begin.upperBound..<end.lowerBound])
        if ProcessInfo.processInfo.environment["GAAPSCOPE_UPDATE_GOLDENS"] != nil {
            let new = readme[..<begin.upperBound] + Self.section + readme[end.lowerBound...]
            try Data(new.utf8).write(to: URL(filePath: Self.path))
            kept = Self.section
        }
        #expect(kept == Self.section, "GAAPSCOPE_UPDATE_GOLDENS=1 rewrites the keys in README.md")
    }
}
