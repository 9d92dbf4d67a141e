import ArgumentParser
import Essentials

/// Diagnoses why the program does not work on this machine.
struct DoctorCommand: SettingsCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Find out why it does not work: settings, keys, network, permissions, terminal.",
        discussion: """
            Every step says pass, warn or fail, and what to do. It calls each action once; of a key only the id's \
            last four characters are shown.
            Exit status: 0 nothing fails, 2 settings, 3 credentials or permission, 4 network or service, 5 throttled.
            """)

    @OptionGroup(title: OptionSection.client) var client: ClientOptions
    @OptionGroup var sheet: SheetOptions

    var flags: SettingFlags { client.flags }

    func run() throws {
        try Resources.require()
        let command = self
        runToEnd(Progress()) { await command.examine() }
    }

    private func examine() async -> ExitStatus {
        var findings: [DoctorFinding] = []
        let doctor = Doctor(
            flags: client.flags, isDemo: client.demo, environment: processEnvironment
        ) { finding in
            findings.append(finding)
            if sheet.output == .table { for line in finding.lines(in: .ofOutput) { StandardStream.output.print(line) } }
        }
        await doctor.examine()
        let status = findings.status
        if sheet.output == .json {
            let document: JSONValue = [
                "schemaVersion": 1, "exitStatus": .integer(Int(status.rawValue)),
                "findings": .array(findings.map(\.json)),
            ]
            StandardStream.output.print(document.indented)
        }
        return status
    }
}
