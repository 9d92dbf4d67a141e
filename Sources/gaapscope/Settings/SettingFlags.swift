/// Settings given on the command line, as the parser read them.
struct SettingFlags: Equatable, Sendable {
    /// The values as typed. The table of settings validates them.
    var values: [Setting.ID: String] = [:]
    /// The settings file given with `--config`; nil without that flag.
    var configPath: String?

    /// Returns the flags with others added. The others take precedence.
    func merging(_ others: [Setting.ID: String]) -> SettingFlags {
        SettingFlags(values: values.merging(others) { $1 }, configPath: configPath)
    }
}
