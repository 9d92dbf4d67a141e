// config.example.json, generated from the table of settings: every key with its default, and a profile that changes
// something.

import Essentials
import GAAP

@testable import gaapscope

enum SettingsExample {
    static var text: String {
        let settings = Setting.all.map { JSONValue.Member(name: $0.key, value: $0.standardValue) }
        let profile: JSONValue = .object([
            JSONValue.Member(name: Setting.ID.site.rawValue, value: .string(Site.china.rawValue)),
            JSONValue.Member(name: Setting.ID.rate.rawValue, value: 5),
        ])
        let others = [
            JSONValue.Member(name: SettingsFile.keysKey, value: .object([])),
            JSONValue.Member(
                name: SettingsFile.profilesKey,
                value: .object([JSONValue.Member(name: "example-china", value: profile)])),
        ]
        return JSONValue.object(settings + others).indented + "\n"
    }
}
