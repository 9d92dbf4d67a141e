// The language of what commands print, known before anything else is: what is wrong with the settings is told in it as
// well. The browser's screen goes by its own terminal.

import Essentials

extension Language {
    /// Of this program's output, from its start to its end.
    static let ofOutput = ofOutput(arguments: ProgramArguments.all, environment: processEnvironment)

    /// By the flag, the variable, the file and the locale, as far as they can be used. English where there is nothing
    /// but ASCII, and for `check`, whose line monitoring systems read.
    static func ofOutput(arguments: [String], environment: [String: String]) -> Language {
        if CheckCommand.isAsked(by: arguments) { return .english }
        let words = arguments.prefix { $0 != "--" }
        func flag(_ name: String) -> String? {
            let values = words.indices.compactMap { place -> String? in
                if words[place].hasPrefix("\(name)=") { return String(words[place].dropFirst(name.count + 1)) }
                return words[place] == name && place + 1 < words.endIndex ? words[place + 1] : nil
            }
            return values.last
        }
        // What is wrong with the file is told by whoever needs the rest of it.
        let file = (try? SettingsFile.find(named: flag("--config"), environment: environment))?.settings ?? [:]
        func value(_ setting: Setting, flag: String?) -> String {
            [flag, environment[setting.variable], file[setting.key]].lazy.compactMap { $0 }
                .first { !$0.isEmpty && setting.accepts($0) } ?? setting.standard
        }
        if value(.ascii, flag: words.contains(Setting.ascii.flag) ? "true" : nil) == "true" { return .english }
        return Language(setting: value(.language, flag: flag(Setting.language.flag)), environment: environment)
            .printable(in: environment)
    }

    /// - Parameter word: a value of the setting.
    init(setting word: String, environment: [String: String]) {
        self =
            switch word {
            case "en": .english
            case "zh": .chinese
            default: Language(environment: environment)
            }
    }
}
