import ArgumentParser
import Reports
import Essentials

/// Prints what changed from one snapshot to another.
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare two snapshots: health, proxies and groups, and configuration.",
        discussion: """
            A snapshot is a file written by gaapscope snapshot or gaapscope list -o json. A listener that is missing \
            in a partial snapshot is not reported as removed. Changed, new and removed proxies and groups have a \
            section of their own. Snapshots of version 1 contain neither bans nor members of groups, so these are not \
            compared with them.
            Exit status: 0 no changes, 1 changes, 2 usage or an unreadable file, 6 no changes in what both snapshots \
            contain, but one of them is partial.

            EXAMPLES
              # What changed between two snapshots
              gaapscope diff before.json after.json
              # The same as Markdown for a ticket
              gaapscope diff before.json after.json -o md
              # What has changed since a snapshot
              gaapscope snapshot - | gaapscope diff before.json -
            """)

    @Argument(help: ArgumentHelp("Earlier snapshot; - is standard input.", valueName: "a"), completion: .file())
    var old: String
    @Argument(help: ArgumentHelp("Later snapshot; - is standard input.", valueName: "b"), completion: .file())
    var new: String
    @Option(
        name: [.short, .customLong("output")],
        help: ArgumentHelp("Output format: table, json or md.", valueName: "format"),
        completion: .words(of: DiffReport.Form.self))
    var output = "table"

    func validate() throws {
        if old == "-", new == "-" {
            throw ValidationError(
                Wording("only one of the snapshots can be standard input", zh: "只能有一个快照来自标准输入"))
        }
        if DiffReport.Form(rawValue: output) == nil {
            let known = DiffReport.Form.allCases.map(\.rawValue)
            let hint = Nearest.hint(output, among: known)
            throw ValidationError(
                Wording(
                    "--output: unknown format “\(output)”\(hint[.english])",
                    zh: "--output：不支持“\(output)”格式\(hint[.chinese])")
            )
        }
    }

    func run() throws {
        let report = DiffReport(
            old: .init(path: old, document: try SnapshotDocument(file: old)),
            new: .init(path: new, document: try SnapshotDocument(file: new)))
        for notice in report.notices { say(notice) }
        for line in report.lines(DiffReport.Form(rawValue: output) ?? .table, in: .ofOutput) {
            StandardStream.output.print(line)
        }
        if !report.comparison.isEmpty { DiffCommand.exit(withError: ExitCode(ExitStatus.found.rawValue)) }
        if report.isUndecided { DiffCommand.exit(withError: ExitCode(ExitStatus.partial.rawValue)) }
    }
}
