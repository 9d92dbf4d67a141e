// The settings, each fault told and left out: one slip must not hide the others, nor send anything to a site that
// nobody chose.

import Essentials
import TencentCloud

extension Doctor {
    struct Settled {
        let settings: Settings
        /// False where what decides on the endpoint is faulty or cannot be read: then nothing may be sent.
        let knowsEndpoint: Bool

        /// nil where nobody knows which it is.
        var endpoint: Endpoint? { knowsEndpoint ? settings.endpoint : nil }
    }

    /// What a step says that would have to send something.
    static let unknownEndpoint = Wording("not tried, the endpoint is not known", zh: "未尝试，服务地址未知")

    /// The settings without what is wrong with them.
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
            // A flag that can be used hides its variable from the program as well.
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
            // Only the endpoint is left to be wrong: reading the file has checked the others.
            _ = try resolve(flags, variables, file)
        } catch {
            complain(
                error,
                advice: Wording(
                    "mend it, or try with --config /dev/null; what follows goes without it",
                    zh: "请改正，或用 --config /dev/null 试试；以下各步不使用它"))
            (file, isFileLost) = (nil, true)
        }
        guard let (layers, settings) = try? resolve(flags, variables, file) else { return nil }
        list(layers, settings, isFine: faulty.isEmpty && !isFileLost)
        // A file may choose it in any of three ways, unless something before it does.
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

    /// What is wrong with one value, by itself.
    private func fault(flags: [Setting.ID: String] = [:], environment: [String: String] = [:]) -> SettingsError? {
        do throws(SettingsError) {
            _ = try resolve(SettingFlags(values: flags), environment, nil)
            return nil
        } catch { return error }
    }

    private static let mend = Wording("mend it; what follows goes without it", zh: "请改正；以下各步不使用它")

    private func complain(_ fault: SettingsError, advice: Wording = mend) {
        tell(.fail, .settings, fault.message, advice: advice, status: .usage)
    }

    private func list(_ layers: LayeredSettings, _ settings: Settings, isFine: Bool) {
        if isFine || layers.file != nil {
            let place =
                SettingsFile.usualPath(environment).map { Wording(" (\($0) is not there)", zh: "（\($0) 不存在）") }
                ?? Wording(verbatim: "")
            tell(
                .pass, .settings,
                layers.file.map { Wording("read from \($0)", zh: "读自 \($0)") }
                    ?? Wording("no file\(place[.english])", zh: "没有设置文件\(place[.chinese])"))
        }
        for setting in Setting.all where layers[setting.id].origin != SettingValue.standard {
            let value = layers[setting.id]
            tell(
                .info, .settings,
                Wording(
                    "\(setting.key) = \(value.text) (\(value.origin))",
                    zh: "\(setting.key) = \(value.text)（来自 \(value.origin)）"))
        }
        for warning in settings.warnings { tell(.warn, .settings, warning) }
    }
}
