// Where each setting's value comes from: flag > environment > profile of the file > file > default. Values are texts
// until they have been checked against the table, and every one keeps its origin, so that an error can name the place
// to mend.

import Browser
import Essentials

struct LayeredSettings: Equatable {
    struct Value: Equatable {
        let text: String
        /// `--rate`, `GAAPSCOPE_RATE`, `/home/x/.config/gaapscope/config.json`, the same with `profiles.ops`,
        /// `default`.
        let origin: String

        /// Of one that nobody chose.
        static let standard = "default"

        /// An origin for people.
        static func words(ofOrigin origin: String) -> Wording {
            origin == standard ? Wording(standard, zh: "默认") : Wording(verbatim: origin)
        }
    }

    private var values: [String: Value] = [:]
    /// The keys of the browser, which only a file can rebind.
    let keys: KeyBindings
    /// The profiles that have settings of their own.
    let profileNames: [String]
    /// The path of the settings file that was read.
    let file: String?

    /// - Parameters:
    ///   - flags: values given on the command line, by key.
    ///   - environment: all of it.
    init(flags: [String: String], environment: [String: String], file: SettingsFile?) throws(SettingsError) {
        self.file = file?.path
        keys = file?.keys ?? .standard
        profileNames = file.map { Array($0.profiles.keys) } ?? []
        var profile: (name: String, settings: [String: String])?
        for setting in Setting.all {
            let value: Value
            if let text = flags[setting.key] {
                value = Value(text: text, origin: setting.flag)
            } else if let text = environment[setting.variable], !text.isEmpty {
                value = Value(text: text, origin: setting.variable)
            } else if let file, let profile, let text = profile.settings[setting.key] {
                value = Value(text: text, origin: "\(file.path) (\(SettingsFile.profilesKey).\(profile.name))")
            } else if let file, let text = file.settings[setting.key] {
                value = Value(text: text, origin: file.path)
            } else {
                value = Value(text: setting.standard, origin: Value.standard)
            }
            guard setting.accepts(value.text) else {
                throw SettingsError(value.origin, setting.refusal(of: value.text))
            }
            values[setting.key] = value
            // The table begins with the profile, which decides on all that follow.
            if setting.key == Setting.profile.key, let settings = file?.profiles[value.text] {
                profile = (value.text, settings)
            }
        }
    }

    /// The value of a key of the table.
    subscript(key: String) -> Value { values[key] ?? Value(text: "", origin: Value.standard) }
}
