// Checks the settings, reports each fault and continues without the faulty setting. One fault must not hide the others,
// and nothing must be sent to a site that the user did not choose.

import Essentials
import TencentCloud

extension Doctor {
    struct Settled {
        let settings: Settings
        /// False if a setting that selects the endpoint is faulty or cannot be read. Then nothing may be sent.
        let knowsEndpoint: Bool

        /// The endpoint, or nil if it is not known.
        var endpoint: Endpoint? { knowsEndpoint ? settings.endpoint : nil }
    }

    /// The message of a step that would have to send a request.
    static let unknownEndpoint = Wording("not tried: the endpoint is not known", zh: "未尝试：服务地址未知")

    /// Returns the settings without the faulty ones.
    func examineSettings() -> Settled? {
        var (flags, variables) = (flags, environment)
        var faulty: Set<Setting.ID> = []
        for setting in Setting.all {
            let id = setting.id
            if let text = flags.values[id], let fault = fault(flags: [id: text]) {
                complain(fault)
                flags.values[id] = nil
                faulty.insert(id)
            }
            // A valid flag takes precedence over its variable, so the variable is not checked.
            if flags.values[id] == nil, let text = variables[setting.variable],
                let fault = fault(environment: [setting.variable: text])
            {
                complain(fault)
                variables[setting.variable] = nil
                faulty.insert(id)
            }
        }
        var file: SettingsFile?
        var isFileLost = false
        do throws(SettingsError) {
            file = try SettingsFile.find(named: flags.configPath, environment: environment)
            // Reading the file has checked all settings except the endpoint.
            _ = try resolve(flags, variables, file)
        } catch {
            complain(
                error,
                advice: Wording(
                    "fix the file, or try --config /dev/null; the checks below ignore the file",
                    zh: "请改正该文件，或用 --config /dev/null 试试；以下各项检查不使用该文件"))
            (file, isFileLost) = (nil, true)
        }
        guard let (layers, settings) = try? resolve(flags, variables, file) else { return nil }
        list(layers, settings, isFine: faulty.isEmpty && !isFileLost)
        // A file can select the endpoint by three settings, unless a flag or a variable selects it.
        let isLost = isFileLost && layers[.endpoint].text.isEmpty
        return Settled(
            settings: settings, knowsEndpoint: !isLost && faulty.isDisjoint(with: [.profile, .site, .endpoint]))
    }

    private func resolve(
        _ flags: SettingFlags, _ variables: [String: String], _ file: SettingsFile?
    ) throws(SettingsError) -> (LayeredSettings, Settings) {
        let layers = try LayeredSettings(SettingLayers(flags: flags, environment: variables, file: file))
        return (layers, try Settings(layers, environment: environment).speaking(.ofOutput))
    }

    /// Returns the error of a single value, or nil.
    private func fault(flags: [Setting.ID: String] = [:], environment: [String: String] = [:]) -> SettingsError? {
        do throws(SettingsError) {
            _ = try resolve(SettingFlags(values: flags), environment, nil)
            return nil
        } catch { return error }
    }

    private static let fixAdvice = Wording("fix the setting; the checks below ignore it", zh: "请改正该设置；以下各项检查不使用该设置")

    private func complain(_ fault: SettingsError, advice: Wording = fixAdvice) {
        report(.fail, .settings, fault.message, advice: advice, status: .usage)
    }

    private func list(_ layers: LayeredSettings, _ settings: Settings, isFine: Bool) {
        if isFine || layers.file != nil {
            let place =
                SettingsFile.defaultPath(environment).map { Wording(" (\($0) does not exist)", zh: "（\($0) 不存在）") }
                ?? Wording(verbatim: "")
            report(
                .pass, .settings,
                layers.file.map { Wording("read from \($0)", zh: "读自 \($0)") }
                    ?? Wording("no settings file\(place[.english])", zh: "没有设置文件\(place[.chinese])"))
        }
        for setting in Setting.all where layers[setting.id].origin != SettingValue.standard {
            let value = layers[setting.id]
            report(
                .info, .settings,
                Wording(
                    "\(setting.key) = \(value.text) (\(value.origin))",
                    zh: "\(setting.key) = \(value.text)（来自 \(value.origin)）"))
        }
        for warning in settings.warnings { report(.warn, .settings, warning) }
    }
}
