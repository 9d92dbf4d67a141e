import ArgumentParser
import Reports
import Essentials

/// Saves the current state of the account to a file.
struct SnapshotCommand: SettingsCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot", abstract: "Save the current state of the account to a file, for diff and --offline.",
        discussion: """
            The file contains the JSON of list -o json (docs/snapshot.schema.json) and can be read only by its owner. \
            It is written completely or not at all.
            Exit status: 0 success, 2 usage or settings, 3 credentials or permission, 4 network, service or disk, 5 \
            throttled, 6 partial result (the file is written and marked as partial).

            EXAMPLES
              # Save the account before a change
              gaapscope snapshot before.json
              # Save the account after the change
              gaapscope snapshot after.json
              # Replace a snapshot, for example from cron
              gaapscope snapshot --force before.json
              # Save one group
              gaapscope snapshot --group lg-vgftujjy group.json
            """)

    @Argument(help: ArgumentHelp("File to write; - is standard output.", valueName: "file"), completion: .file())
    var file: String
    @OptionGroup(title: OptionSection.scope) var scope: ScopeOptions
    @OptionGroup(title: OptionSection.filters) var filters: FilterOptions
    @OptionGroup(title: OptionSection.client) var client: ClientOptions
    @Flag(help: "Replace an existing file.")
    var force = false

    var flags: SettingFlags { client.flags }

    func validate() throws {
        if file.isEmpty { throw ValidationError(Wording("a file name is required", zh: "须指定文件名")) }
    }

    func run() throws {
        let target = file == "-" ? nil : try OutputFile.target(file, replaces: force)
        let source = try AccountSource(client)
        let command = self
        let progress = Progress()
        runToEnd(progress) { await command.keep(source, in: target, progress) }
    }

    /// Reads the account and writes the snapshot.
    /// - Parameter file: nil for standard output.
    private func keep(
        _ source: AccountSource, in file: OutputFile.Target?, _ progress: Progress
    ) async -> ExitStatus {
        let outcome = await progress.whileShown(StandardStream.error.isTerminal) {
            await source.read(filters.question(scope.scope), .init(progress: progress))
        }
        outcome.printFaults()
        guard !outcome.isEmptyHanded else { return outcome.status }
        let report = Report(
            account: outcome.account, rows: filters.select(from: outcome.account, outcome.rows),
            isComplete: outcome.isComplete, now: TimeSource.system.moment,
            provenance: source.provenance(outcome.scope, filters: filters.words))
        let document = report.document
        do throws(FileError) {
            if let file {
                try document.save(to: file, replaces: force)
            } else {
                document.write { StandardStream.output.write(String(decoding: $0, as: UTF8.self)) }
            }
        } catch {
            fail(error.message, error.status)
        }
        source.keep(outcome, of: filters.question(scope.scope))
        let listeners = Wording(listeners: document.rows.count)
        let target = file.map { Wording(verbatim: ByteText.shown($0.path)) } ?? Wording("standard output", zh: "标准输出")
        if document.isComplete {
            say(
                Wording(
                    "\(listeners[.english]) written to \(target[.english]), complete",
                    zh: "已将 \(listeners[.chinese])写入 \(target[.chinese])，数据完整"))
        } else {
            say(
                Wording(
                    "\(listeners[.english]) written to \(target[.english]), partial: not everything could be read",
                    zh: "已将 \(listeners[.chinese])写入 \(target[.chinese])，部分数据未能读取"))
        }
        return outcome.status
    }
}
