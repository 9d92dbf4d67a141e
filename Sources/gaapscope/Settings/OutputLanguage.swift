// The language of the output of commands. Errors of other settings are reported in this language as well, so it is
// determined even if other settings are wrong. The language of the browser's screen depends on its terminal.

import Essentials

extension Language {
    /// Determines the language by the flag, the variable, the file and the locale. Invalid values are ignored. The
    /// language is English if only ASCII is printed.
    /// - Parameter flags: the flags that the parser has read, even if it refused others.
    init(ofOutput flags: SettingFlags, environment: [String: String]) {
        // An error of the file is reported later, when its other settings are needed.
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

    /// Determines the language by the setting and the locale.
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
