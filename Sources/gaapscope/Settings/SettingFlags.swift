/// Settings given on the command line, as the parser has read them.
struct SettingFlags: Equatable, Sendable {
    /// As they were typed: the table of settings checks them.
    var values: [Setting.ID: String] = [:]
    /// The settings file, if one was named.
    var configPath: String?

    /// The same with others, which take precedence.
    func merging(_ others: [Setting.ID: String]) -> SettingFlags {
        SettingFlags(values: values.merging(others) { $1 }, configPath: configPath)
    }
}
