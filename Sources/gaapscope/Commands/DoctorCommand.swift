import ArgumentParser
import Essentials

/// Diagnoses why the program does not work on this machine.
struct DoctorCommand: SettingsCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Diagnose settings, credentials, network, permissions and terminal.",
        discussion: """
            Each line is a result (info, pass, warn or fail) with advice what to do. Each action of the API that the \
            program needs is called. Of a key, only the last four characters of its ID are shown, so the output can \
            be attached to a bug report.
            Exit status: 0 no failure, 2 settings, 3 credentials or permission, 4 network or service, 5 throttled.

            EXAMPLES
              # Diagnose the default settings
              gaapscope doctor
              # Diagnose a profile of tccli
              gaapscope doctor --profile prod
              # Diagnose this terminal, without an account
              gaapscope doctor --demo
              # Write a report for a bug
              gaapscope doctor -o json >doctor.json
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
