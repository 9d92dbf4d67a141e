// Finds out why it does not work: step by step from the settings to each call, as the program itself would go. A step that cannot be done
// says so, and the next one tries: nothing here ends early, however broken the place is.

import ArgumentParser
import GAAP
import TencentCloud

struct Doctor {
    let flags: [String: String]
    let configPath: String?
    let isDemo: Bool
    let environment: [String: String]
    /// Takes each finding as soon as it is there.
    let tell: (DoctorFinding) -> Void

    func examine() async {
        program()
        let settings = examineSettings()
        await examineCredentials(settings)
        await examineNetwork(settings)
        await examineActions(settings)
        examineTerminal(settings)
    }

    func tell(
        _ level: DoctorFinding.Level, _ step: String, _ what: String, advice: String = "", status: ExitStatus? = nil
    ) {
        tell(DoctorFinding(level: level, step: step, what: what, advice: advice, status: status))
    }

    private func program() {
        tell(.info, "program", "gaapscope \(Gaapscope.configuration.version), API \(GAAPService.version)")
    }

    // MARK: Settings

    /// The settings; the defaults where those given cannot be used, so that the rest can be tried.
    private func examineSettings() -> Settings? {
        do throws(SettingsError) {
            let layers = try Settings.layers(flags: flags, configPath: configPath, environment: environment)
            let settings = try Settings(layers, environment: environment)
            let usual = SettingsFile.usualPath(environment)
            tell(
                .pass, "settings",
                layers.file.map { "read from \($0)" } ?? "no file\(usual.map { " (\($0) is not there)" } ?? "")")
            for setting in Setting.all where layers[setting.key].origin != "default" {
                let value = layers[setting.key]
                tell(.info, "settings", "\(setting.key) = \(value.text) (\(value.origin))")
            }
            for warning in settings.warnings { tell(.warn, "settings", warning) }
            return settings
        } catch {
            tell(
                .fail, "settings", error.description, advice: "mend it, or try with --config /dev/null", status: .usage)
            return try? Settings(LayeredSettings(flags: [:], environment: [:], file: nil), environment: environment)
        }
    }

    // MARK: Credentials

    private func examineCredentials(_ settings: Settings?) async {
        guard !isDemo, let settings else { return tell(.info, "credentials", "the emulator's own") }
        let assembly: Assembly
        do throws(SettingsError) {
            assembly = try Assembly(settings: settings, source: .live, environment: environment)
        } catch {
            return tell(.fail, "network", error.description, status: .usage)
        }
        guard let search = await assembly.searchCredentials() else { return }
        for finding in search.findings {
            switch finding.outcome {
            case .found(let credential):
                let end = credential.expiresAt.map {
                    "; ends \(CivilDate(unixSeconds: $0.wholeSeconds)) \(CivilDate(unixSeconds: $0.wholeSeconds).clock) UTC"
                }
                tell(.pass, "credentials", finding.line + (end ?? ""))
            case .nothing: tell(.info, "credentials", finding.line)
            case .broken: tell(.fail, "credentials", finding.line, status: .credentials)
            }
        }
        if search.findings.allSatisfy({ if case .nothing = $0.outcome { true } else { false } }) {
            tell(
                .fail, "credentials", "no source has a key",
                advice: "set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or run tccli configure",
                status: .credentials)
        }
        for warning in search.warnings { tell(.warn, "credentials", warning) }
    }
}
