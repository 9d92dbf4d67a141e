// The completions of a flag value come from the tables by which the flag is parsed.

import GAAP
import GAAPEmulator
import Inventory
import Reports
import Testing

@testable import gaapscope

@Suite struct CompletionScriptTests {
    private static let states = State.allCases.map(\.label) + ["problems"]
    private static let columns = ColumnID.allCases.map(\.rawValue)

    private static func words(_ key: String) -> [String] {
        guard case .oneOf(let words)? = Setting.named(key)?.kind else { return [] }
        return words
    }

    /// Returns what the bash script does after a flag of a command or at one of its arguments.
    private func action(_ command: String, _ flag: String) throws -> String {
        let script = try ChildProcess.run(["--generate-completion-script", "bash"]).output
        let function = try #require(script.components(after: "\n_gaapscope_\(command)() {\n", until: "\n}\n"))
        return try #require(function.components(after: "    \(flag))\n", until: ";;"))
    }

    @Test(
        arguments: [
            ("list", "'-o'|'--output'", OutputFormat.allCases.map(\.rawValue)),
            ("diff", "'-o'|'--output'", DiffReport.Form.allCases.map(\.rawValue)),
            ("show", "'-o'|'--output'", ["table", "json"]),
            ("list", "'--sort'", columns + columns.map { "-\($0)" }),
            ("browse", "'--sort'", columns + columns.map { "-\($0)" }),
            ("emulator", "'--deny'", GAAPService.actionNames),
            ("emulator", "'--fault'", FaultKind.all.map(\.example)),
            ("list", "'--site'", words("site")), ("list", "'--color'", words("color")),
            ("browse", "'--color'", words("color")), ("check", "'--lang'", words("lang")),
        ])
    func `Fixed words are completed`(command: String, flag: String, words: [String]) throws {
        let list = words.map { "'\($0)'" }.joined(separator: "$'\\n'")
        #expect(try action(command, flag).contains("-W \(list)\n"))
    }

    @Test(
        arguments: [
            ("list --columns ", columns), ("list --columns own", ["owner", "owner-name", "owner-state"]),
            ("list --columns state,po", ["state,port"]), ("list --columns port,state,po", []),
            ("list --fail-on ", states), ("check -w down,part,d", ["down,part,dns"]),
            ("check --critical ", states),
        ])
    func `Words of a comma-separated list are completed, each one once`(line: String, words: [String]) throws {
        #expect(try BashCompletion.offers(for: line).sorted() == words.sorted())
    }

    @Test(
        arguments: [
            ("--asc", ["--ascii"]), ("--demo --off", ["--offline"]), ("--site ", ["international", "china"]),
            ("li", ["list"]),
        ])
    func `A line that begins with a flag is completed as a line of the browser`(line: String, words: [String]) throws {
        #expect(try BashCompletion.offers(for: line).sorted() == words.sorted())
    }

    @Test(
        arguments: [
            ("list", "'--config'"), ("list", "'--ca-file'"), ("list", "'--offline'"), ("snapshot", "1"), ("diff", "1"),
            ("diff", "2"),
        ])
    func `Files are completed`(command: String, place: String) throws {
        #expect(try action(command, place).contains("_add_completions -f\n"))
    }

    @Test(arguments: states)
    func `A completed state is accepted`(word: String) throws { _ = try AlertRule(parsing: word) }
}

extension String {
    /// Returns the text between two others.
    fileprivate func components(after start: String, until end: String) -> String? {
        guard let begin = firstRange(of: start)?.upperBound, let stop = self[begin...].firstRange(of: end)?.lowerBound
        else { return nil }
        return String(self[begin..<stop])
    }
}
