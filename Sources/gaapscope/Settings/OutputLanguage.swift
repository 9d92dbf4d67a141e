// The language of what commands print. What is wrong with other settings is explained in it as well, so it is resolved
// as far as it can be. The browser's screen goes by its own terminal.

import Essentials

extension Language {
    /// By the flag, the variable, the file and the locale, each as far as it can be used. English where only ASCII is
    /// printed.
    /// - Parameter flags: those that the parser has read, be it that it has refused others.
    init(ofOutput flags: SettingFlags, environment: [String: String]) {
        // What is wrong with the file is explained by whoever needs the rest of it.
        let file = try? SettingsFile.find(named: flags.configPath, environment: environment)
        let layers = SettingLayers(flags: flags, environment: environment, file: file)
        func value(_ id: Setting.ID) -> String {
            layers.values(of: id).first { !$0.text.isEmpty && id.setting.accepts($0.text) }?.text ?? id.setting.standard
        }
        guard value(.ascii) != "true" else {
            self = .english
            return
        }
        self = Language(setting: value(.lang), environment: environment).printable(in: environment)
    }

    /// - Parameter word: a value of the setting `lang`.
    init(setting word: String, environment: [String: String]) {
        self =
            switch word {
            case "en": .english
            case "zh": .chinese
            default: Language(environment: environment)
            }
    }
}
