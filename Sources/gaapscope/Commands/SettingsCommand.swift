import ArgumentParser

/// A command that accepts settings as flags.
protocol SettingsCommand: ParsableCommand {
    /// The flags given on the command line.
    var flags: SettingFlags { get }
}
