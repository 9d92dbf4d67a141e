// Keys of the browser in a config.json: `"keys": {"filter": ["/", "f"]}`, what is wrong with them told by the command and the key.

import Browser
import Inventory
import TencentCloud

extension SettingsFile {
    func readKeys(_ value: JSONValue) throws(SettingsError) -> KeyBindings {
        var wanted: [(command: String, keys: [String])] = []
        for member in try members(of: value, named: Self.keysKey) {
            let place = "\(path): \(Self.keysKey).\(member.name)"
            guard case .array(let values) = member.value else {
                throw SettingsError("\(place) must be a list of keys, [\"/\"], not \(member.value.kind)")
            }
            var names: [String] = []
            for value in values {
                guard case .string(let name) = value else {
                    throw SettingsError("\(place) must be a list of keys, [\"/\"], and holds \(value.kind)")
                }
                names.append(name)
            }
            wanted.append((member.name, names))
        }
        do throws(KeyBindings.Fault) {
            return try KeyBindings(rebinding: wanted)
        } catch {
            throw SettingsError("\(path): \(Self.keysKey)\(Self.words(for: error))")
        }
    }

    private static func words(for fault: KeyBindings.Fault) -> String {
        switch fault {
        case .unknownCommand(let name):
            ": unknown command “\(name)”\(Nearest.hint(name, among: Command.rebindable.map(\.rawValue)))"
        case .unknownKey(let name, let command):
            ".\(command.rawValue): no key is called “\(name)”\(hint(for: name))"
        case .fixedCommand(let command):
            ".\(command.rawValue): \(KeyBindings.standard.name(of: command)) belongs to the terminal and is never rebound"
        case .fixedKey(let key, let command):
            ".\(command.rawValue): \(key.name) belongs to the terminal and is never rebound"
        case .digit(let key, let command):
            ".\(command.rawValue): \(key.name) is a digit, and digits go to a port"
        case .noKeys(let command): ".\(command.rawValue) must name a key at least"
        case .taken(let key, let command, let other):
            ".\(command.rawValue): \(key.name) is already the key of \(other.rawValue)"
        }
    }

    private static func hint(for name: String) -> String {
        let sent = ["ctrl-h": "Backspace", "ctrl-i": "Tab", "ctrl-j": "Enter", "ctrl-m": "Enter", "ctrl-[": "Esc"]
        // By spelling alone PgDown would be nearer to Down.
        let others = [
            "pgdown": "PgDn", "pagedown": "PgDn", "pageup": "PgUp", "escape": "Esc", "delete": "Del", "insert": "Ins",
            "return": "Enter", "backtab": "Shift-Tab",
        ]
        if let key = sent[name.lowercased()] { return "; terminals send it for \(key): name that" }
        if let key = others[name.lowercased()] { return "; did you mean “\(key)”?" }
        return Nearest.hint(name, among: Key.names)
    }
}
