// Diagnoses why the program does not work. It goes through the same steps as the program itself, from the settings to
// each call. A step that cannot be done is reported as such, and the next step is tried, so that one fault does not
// hide the others.

import GAAP
import Essentials

struct Doctor {
    let flags: SettingFlags
    let isDemo: Bool
    let environment: [String: String]
    /// Receives each finding as soon as it exists.
    let receive: (DoctorFinding) -> Void

    /// The time limit of a call, which is shorter than that of a sweep.
    static let callLimit = Duration.seconds(5)

    /// How often a throttled call is repeated.
    static let throttledRepeats = 2

    func examine() async {
        program()
        let settled = examineSettings()
        examineTCCLI(settled)
        await examineCredentials(settled)
        await examineNetwork(settled)
        await examineActions(settled)
        examineTerminal(settled?.settings)
    }

    func report(
        _ level: DoctorFinding.Level, _ step: DoctorFinding.Step, _ what: Wording, advice: Wording? = nil,
        status: ExitStatus? = nil
    ) {
        report(DoctorFinding(level: level, step: step, what: what, advice: advice, status: status))
    }

    func report(_ finding: DoctorFinding) {
        receive(finding)
    }

    private func program() {
        let version = ProgramVersion.current.line
        report(
            .info, .program,
            Wording(
                "\(version), API \(GAAPService.version)",
                zh: "\(version)，API \(GAAPService.version)"))
    }
}
