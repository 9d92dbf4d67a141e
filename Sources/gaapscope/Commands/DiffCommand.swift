import ArgumentParser
import Reports
import Essentials

/// Prints what changed from one snapshot to another.
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare two snapshots: health, proxies and groups, and configuration.",
        discussion: """
            A snapshot is what gaapscope snapshot or gaapscope list -o json wrote. A listener that is missing in a \
            partial snapshot is not reported as removed. Proxies and groups that changed, that are new or that are \
            gone have a section of their own. Snapshots of version 1 contain neither bans nor members, so those are \
            not compared with them.
            Exit status: 0 nothing changed, 1 something did, 2 usage, or a file that cannot be read, 6 nothing \
            changed in what both hold, but one of them is partial.
            """)

    @Argument(help: ArgumentHelp("The earlier snapshot; - is standard input.", valueName: "a"), completion: .file())
    var old: String
    @Argument(help: ArgumentHelp("The later snapshot.", valueName: "b"), completion: .file())
    var new: String
    @Option(
        name: [.short, .customLong("output")], help: ArgumentHelp("table, json or md.", valueName: "form"),
        completion: .words(of: DiffReport.Form.self))
    var output = "table"

    func validate() throws {
        if old == "-", new == "-" {
            throw ValidationError(
                Wording("only one of the two can be standard input", zh: "两者中只能有一个是标准输入"))
        }
        if DiffReport.Form(rawValue: output) == nil {
            let known = DiffReport.Form.allCases.map(\.rawValue)
            let hint = Nearest.hint(output, among: known)
            throw ValidationError(
                Wording(
                    "--output \(output) is not known\(hint[.english])", zh: "--output 没有“\(output)”格式\(hint[.chinese])")
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
