// Where each setting's value comes from: flag > environment > profile of the file > file > default. This is the only
// place that knows this order. Values are texts until they have been checked against the table, and every one keeps its
// origin, so that an error can name the place to mend.

import Browser
import Essentials

/// A setting's value, and who chose it.
struct SettingValue: Equatable {
    let text: String
    /// `--rate`, `GAAPSCOPE_RATE`, `/home/x/.config/gaapscope/config.json`, the same with `profiles.ops`, `default`.
    let origin: String

    /// The origin of a value that nobody chose.
    static let standard = "default"

    /// An origin for people.
    static func words(ofOrigin origin: String) -> Wording {
        origin == standard ? Wording(standard, zh: "默认") : Wording(verbatim: origin)
    }
}

/// Everything that may give a setting a value.
struct SettingLayers {
    let flags: SettingFlags
    /// All of it.
    let environment: [String: String]
    let file: SettingsFile?

    /// Every value that a setting was given, the one that takes precedence first and the default last.
    /// - Parameter profile: the profile of the file that is in use.
    func values(of id: Setting.ID, profile: String? = nil) -> [SettingValue] {
        let setting = id.setting
        var values: [SettingValue] = []
        func add(_ text: String?, _ origin: String) {
            if let text { values.append(SettingValue(text: text, origin: origin)) }
        }
        add(flags.values[id], setting.flag)
        // An empty variable is as one that is not set.
        add(environment[setting.variable].flatMap { $0.isEmpty ? nil : $0 }, setting.variable)
        if let file {
            if let profile {
                add(file.profiles[profile]?[id], "\(file.path) (\(SettingsFile.profilesKey).\(profile))")
            }
            add(file.settings[id], file.path)
        }
        add(setting.standard, SettingValue.standard)
        return values
    }
}

/// The value of every setting, checked.
struct LayeredSettings: Equatable {
    private var values: [Setting.ID: SettingValue] = [:]
    /// The keys of the browser, which only a file can rebind.
    let keys: KeyBindings
    /// The profiles that have settings of their own.
    let profileNames: [String]
    /// The path of the settings file that was read.
    let file: String?

    init(_ layers: SettingLayers) throws(SettingsError) {
        file = layers.file?.path
        keys = layers.file?.keys ?? .standard
        profileNames = layers.file.map { Array($0.profiles.keys) } ?? []
        var profile: String?
        for id in Setting.ID.allCases {
            guard let value = layers.values(of: id, profile: profile).first else { continue }
            guard id.setting.accepts(value.text) else {
                throw SettingsError(value.origin, id.setting.refusal(of: value.text))
            }
            values[id] = value
            // The table begins with the profile, which decides on all that follow.
            if id == .profile, layers.file?.profiles[value.text] != nil { profile = value.text }
        }
    }

    subscript(id: Setting.ID) -> SettingValue {
        values[id] ?? SettingValue(text: id.setting.standard, origin: SettingValue.standard)
    }
}
