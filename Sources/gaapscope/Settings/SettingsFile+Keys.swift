// The key bindings of the browser in config.json: `"keys": {"filter": ["/", "f"]}`. Errors name the command and the
// key.

import Browser
import Inventory
import Essentials

extension SettingsFile {
    static func readKeys(_ value: JSONValue) throws(SettingsFault) -> KeyBindings {
        var wanted: [(command: String, keys: [String])] = []
        for member in try members(of: value, at: [keysKey]) {
            let path = [keysKey, member.name]
            let place = path.joined(separator: ".")
            guard case .array(let values) = member.value else {
                let kind = member.value.kind
                throw SettingsFault(
                    path,
                    Wording(
                        "\(place) must be a list of keys, such as [\"/\"], not \(kind[.english])",
                        zh: "\(place) 须为按键列表，如 [\"/\"]，而不是\(kind[.chinese])"))
            }
            var names: [String] = []
            for value in values {
                guard case .string(let name) = value else {
                    throw SettingsFault(
                        path,
                        Wording(
                            "\(place) must be a list of keys, such as [\"/\"], but contains \(value.kind[.english])",
                            zh: "\(place) 须为按键列表，如 [\"/\"]，其中却有\(value.kind[.chinese])"))
                }
                names.append(name)
            }
            wanted.append((member.name, names))
        }
        do throws(KeyBindings.ParseError) {
            return try KeyBindings(rebinding: wanted)
        } catch {
            throw SettingsFault([keysKey], error.message)
        }
    }
}
