// The settings, each fault told and left out: one slip must not hide the others, nor send anything to a site that nobody chose.

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
    static let unknownEndpoint = "not tried, the endpoint is not known"

    /// The settings without what is wrong with them.
    func examineSettings() -> Settled? {
        var (flags, variables) = (flags, environment)
        var faulty: Set<String> = []
        for setting in Setting.all {
            let key = setting.key
            if let text = flags[key], let fault = fault(flags: [key: text]) {
                complain(fault)
                flags[key] = nil
                faulty.insert(key)
            }
            // A flag that can be used hides its variable from the program as well.
            if flags[key] == nil, let text = variables[setting.variable],
                let fault = fault(environment: [setting.variable: text])
            {
                complain(fault)
                variables[setting.variable] = nil
                faulty.insert(key)
            }
        }
        var file: SettingsFile?
        var isFileLost = false
        do throws(SettingsError) {
            file = try SettingsFile.find(named: configPath, environment: environment)
            // Only the endpoint is left to be wrong: reading the file has checked the others.
            _ = try resolve(flags, variables, file)
        } catch {
            complain(error, advice: "mend it, or try with --config /dev/null; what follows goes without it")
            (file, isFileLost) = (nil, true)
        }
        guard let (layers, settings) = try? resolve(flags, variables, file) else { return nil }
        list(layers, settings, isFine: faulty.isEmpty && !isFileLost)
        // A file may choose it in any of three ways, unless something before it does.
        let isLost = isFileLost && layers["endpoint"].text.isEmpty
        return Settled(
            settings: settings, knowsEndpoint: !isLost && faulty.isDisjoint(with: ["profile", "site", "endpoint"]))
    }

    private func resolve(
        _ flags: [String: String], _ variables: [String: String], _ file: SettingsFile?
    ) throws(SettingsError) -> (LayeredSettings, Settings) {
        let layers = try LayeredSettings(flags: flags, environment: variables, file: file)
        return (layers, try Settings(layers, environment: environment))
    }

    /// What is wrong with one value, by itself.
    private func fault(flags: [String: String] = [:], environment: [String: String] = [:]) -> SettingsError? {
        do throws(SettingsError) {
            _ = try resolve(flags, environment, nil)
            return nil
        } catch { return error }
    }

    private func complain(_ fault: SettingsError, advice: String = "mend it; what follows goes without it") {
        tell(.fail, "settings", fault.description, advice: advice, status: .usage)
    }

    private func list(_ layers: LayeredSettings, _ settings: Settings, isFine: Bool) {
        if isFine || layers.file != nil {
            let usual = SettingsFile.usualPath(environment)
            tell(
                .pass, "settings",
                layers.file.map { "read from \($0)" } ?? "no file\(usual.map { " (\($0) is not there)" } ?? "")")
        }
        for setting in Setting.all where layers[setting.key].origin != "default" {
            let value = layers[setting.key]
            tell(.info, "settings", "\(setting.key) = \(value.text) (\(value.origin))")
        }
        for warning in settings.warnings { tell(.warn, "settings", warning) }
    }
}
