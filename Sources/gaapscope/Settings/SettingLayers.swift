// The precedence of the sources of settings: flag > environment > profile of the file > file > default. Only this file
// knows the order. Values are texts until they are validated against the table. Each value keeps its origin, so that an
// error can name the source to fix.

import Browser
import Essentials

/// The value of a setting, and where it comes from.
struct SettingValue: Equatable {
    let text: String
    /// `--rate`, `GAAPSCOPE_RATE`, `/home/x/.config/gaapscope/config.json`, the same with `profiles.ops`, `default`.
    let origin: String

    /// The origin of a default value.
    static let standard = "default"

    /// Returns an origin in both languages.
    static func words(ofOrigin origin: String) -> Wording {
        origin == standard ? Wording(standard, zh: "默认") : Wording(verbatim: origin)
    }
}

/// All sources of settings.
struct SettingLayers {
    let flags: SettingFlags
    /// The whole environment.
    let environment: [String: String]
    let file: SettingsFile?

    /// Returns all values of a setting in the order of their precedence. The default comes last.
    /// - Parameter profile: the profile of the file that is in use; nil if no profile is in use.
    func values(of id: Setting.ID, profile: String? = nil) -> [SettingValue] {
        let setting = id.setting
        var values: [SettingValue] = []
        func add(_ text: String?, _ origin: String) {
            if let text { values.append(SettingValue(text: text, origin: origin)) }
        }
        add(flags.values[id], setting.flag)
        // An empty variable counts as unset.
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

/// The validated value of every setting.
struct LayeredSettings: Equatable {
    private var values: [Setting.ID: SettingValue] = [:]
    /// The keys of the browser, which only a file can rebind.
    let keys: KeyBindings
    /// The names of the profiles in the settings file.
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
            // The table begins with the profile, because it affects the values of all other settings.
            if id == .profile, layers.file?.profiles[value.text] != nil { profile = value.text }
        }
    }

    subscript(id: Setting.ID) -> SettingValue {
        values[id] ?? SettingValue(text: id.setting.standard, origin: SettingValue.standard)
    }
}
