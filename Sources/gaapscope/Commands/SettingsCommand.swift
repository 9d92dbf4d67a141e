import ArgumentParser

/// A command that takes settings as flags.
protocol SettingsCommand: ParsableCommand {
    /// Those that were given.
    var flags: SettingFlags { get }
}
