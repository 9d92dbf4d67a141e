// Finds out why it does not work: step by step from the settings to each call, as the program itself would go. A step
// that cannot be done says so, and the next one tries: nothing here ends early, however broken the place is.

import GAAP
import Essentials

struct Doctor {
    let flags: SettingFlags
    let isDemo: Bool
    let environment: [String: String]
    /// Takes each finding as soon as it is there.
    let tell: (DoctorFinding) -> Void

    /// Whoever asks what is wrong waits for no call as long as a sweep does.
    static let longestCall = Duration.seconds(5)

    func examine() async {
        program()
        let settled = examineSettings()
        examineTCCLI(settled)
        await examineCredentials(settled)
        await examineNetwork(settled)
        await examineActions(settled)
        examineTerminal(settled?.settings)
    }

    func tell(
        _ level: DoctorFinding.Level, _ step: DoctorFinding.Step, _ what: Wording, advice: Wording? = nil,
        status: ExitStatus? = nil
    ) {
        tell(DoctorFinding(level: level, step: step, what: what, advice: advice, status: status))
    }

    private func program() {
        let version = ProgramVersion.current.line
        tell(
            .info, .program,
            Wording(
                "\(version), API \(GAAPService.version)",
                zh: "\(version)，API \(GAAPService.version)"))
    }
}
