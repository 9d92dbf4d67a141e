// The settings file.

import Essentials

@testable import gaapscope

enum SettingsTarget {
    static func run(_ bytes: [UInt8]) throws {
        do throws(SettingsError) {
            let file = try SettingsFile(parsing: bytes, path: "config.json")
            for profile in [nil] + file.profiles.keys.sorted().prefix(3).map(Optional.some) {
                var flags = SettingFlags()
                flags.values[.profile] = profile
                _ = try LayeredSettings(SettingLayers(flags: flags, environment: [:], file: file))
            }
        } catch {
            let words = error.message
            try FailedCheck.unless(
                !words[.english].isEmpty && !words[.chinese].isEmpty, "an error has a message in both languages")
        }
    }
}
