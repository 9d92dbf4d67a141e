// The settings file. It is read strictly, so that a mistake is reported with its line instead of being ignored. It
// contains settings, profiles whose settings take precedence over them, and key bindings of the browser.

import Browser
import Inventory
import Essentials

/// The contents of a config.json. Values are texts in the form of flag values.
struct SettingsFile: Equatable {
    let path: String
    private(set) var settings: [Setting.ID: String] = [:]
    private(set) var profiles: [String: [Setting.ID: String]] = [:]
    private(set) var keys = KeyBindings.standard

    /// The key of the object with the profiles.
    static let profilesKey = "profiles"

    /// The key whose value is the address of the schema, for editors.
    static let schemaKey = "$schema"

    /// The key of the object with the key bindings.
    static let keysKey = "keys"

    /// The maximum size of a file in bytes.
    static let maximumSize = 1 << 20

    init(parsing bytes: [UInt8], path: String) throws(SettingsError) {
        self.path = path
        let value: JSONValue
        // Some editors write a byte order mark, which is not part of the text.
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        do throws(JSONError) {
            value = try JSONReader.read(text)
        } catch {
            throw SettingsError(
                "\(path):\(error.line):\(error.column)",
                Wording(
                    "\(error.reason[.english]); see config.example.json",
                    zh: "\(error.reason[.chinese])；格式见 config.example.json"))
        }
        do throws(SettingsFault) {
            try readAll(value)
        } catch {
            let position = JSONReader.position(ofKey: error.keys, in: text).map { ":\($0.line):\($0.column)" }
            throw SettingsError(path + (position ?? ""), error.what)
        }
    }

    private mutating func readAll(_ value: JSONValue) throws(SettingsFault) {
        for member in try Self.members(of: value, at: []) {
            if member.name == Self.schemaKey {
                // This key is for editors only. The program never reads the schema.
                guard case .string = member.value else {
                    throw Self.refusal(member, as: Setting.ID.profile.setting.expectation, at: [])
                }
            } else if member.name == Self.profilesKey {
                try readProfiles(member.value)
            } else if member.name == Self.keysKey {
                keys = try Self.readKeys(member.value)
            } else {
                try read(member, into: &settings, among: Setting.all, at: [])
            }
        }
    }

    /// Reads the named file, which must exist, or the default file, which may be missing.
    static func find(named: String?, environment: [String: String]) throws(SettingsError) -> SettingsFile? {
        guard let path = named ?? defaultPath(environment) else { return nil }
        if named == nil, !InputFile.exists(path) { return nil }
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try InputFile.bytes(of: path, maximumSize: maximumSize, kind: Wording("settings file", zh: "设置文件"))
        } catch {
            throw SettingsError(error.message)
        }
        return try SettingsFile(parsing: bytes, path: path)
    }

    /// Returns `$XDG_CONFIG_HOME/gaapscope/config.json`, else `~/.config/gaapscope/config.json`. Nil if there is no
    /// home directory.
    static func defaultPath(_ environment: [String: String]) -> String? {
        let base =
            environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
            ?? environment["HOME"].map { $0 + "/.config" }
        return base.map { $0 + "/gaapscope/config.json" }
    }

    // MARK: Reading

    /// Returns the members of an object.
    /// - Parameter keys: the names of the enclosing objects and of this one; empty for the whole file.
    static func members(of value: JSONValue, at keys: [String]) throws(SettingsFault) -> [JSONValue.Member] {
        let name = keys.joined(separator: ".")
        guard case .object(let members) = value else {
            let what =
                keys.isEmpty
                ? Wording("the file must contain an object { … }", zh: "文件内容须为对象 { … }")
                : Wording("\(name) must be an object { … }", zh: "\(name) 须为对象 { … }")
            throw SettingsFault(
                keys,
                Wording(
                    "\(what[.english]), not \(value.kind[.english])", zh: "\(what[.chinese])，而不是\(value.kind[.chinese])"
                ))
        }
        var seen: Set<String> = []
        for member in members where !seen.insert(member.name).inserted {
            let path = (keys + [member.name]).joined(separator: ".")
            throw SettingsFault(
                keys + [member.name], Wording("duplicate key “\(path)”", zh: "“\(path)”重复出现"))
        }
        return members
    }

    private mutating func readProfiles(_ value: JSONValue) throws(SettingsFault) {
        for profile in try Self.members(of: value, at: [Self.profilesKey]) {
            let keys = [Self.profilesKey, profile.name]
            guard !profile.name.isEmpty, !profile.name.contains("/") else {
                throw SettingsFault(
                    keys, Wording("“\(profile.name)” is not a valid profile name", zh: "“\(profile.name)”不能作为配置名"))
            }
            var texts: [Setting.ID: String] = [:]
            for member in try Self.members(of: profile.value, at: keys) {
                try read(member, into: &texts, among: Setting.all.filter(\.fitsProfile), at: keys)
            }
            profiles[profile.name] = texts
        }
    }

    private func read(
        _ member: JSONValue.Member, into texts: inout [Setting.ID: String], among settings: [Setting], at keys: [String]
    ) throws(SettingsFault) {
        let place = keys.map { "\($0)." }.joined()
        guard let setting = settings.first(where: { $0.key == member.name }) else {
            let known = settings.map(\.key) + (place.isEmpty ? [Self.keysKey, Self.profilesKey] : [])
            let hint = Nearest.hint(member.name, among: known)
            throw SettingsFault(
                keys + [member.name],
                Wording(
                    "unknown key “\(place)\(member.name)”\(hint[.english])",
                    zh: "未知的键“\(place)\(member.name)”\(hint[.chinese])"))
        }
        guard let text = setting.text(of: member.value) else {
            throw Self.refusal(member, as: setting.expectation, at: keys)
        }
        guard setting.accepts(text) else {
            throw SettingsFault(keys + [member.name], setting.refusal(of: text, place: place))
        }
        texts[setting.id] = text
    }

    /// Returns the error for a value of another kind.
    private static func refusal(
        _ member: JSONValue.Member, as expected: Wording, at keys: [String]
    ) -> SettingsFault {
        let path = keys + [member.name]
        let name = path.joined(separator: ".")
        return SettingsFault(
            path,
            Wording(
                "\(name) must be \(expected[.english]), not \(member.value.kind[.english])",
                zh: "\(name) 须为 \(expected[.chinese])，而不是\(member.value.kind[.chinese])"))
    }
}

extension JSONValue {
    /// The kind of the value, for an error.
    var kind: Wording {
        switch self {
        case .null: Wording("null", zh: " null")
        case .bool: Wording("true or false", zh: "布尔值")
        case .integer, .number: Wording("a number", zh: "数字")
        case .string: Wording("a string", zh: "字符串")
        case .array: Wording("a list", zh: "列表")
        case .object: Wording("an object", zh: "对象")
        }
    }
}

extension Setting {
    /// Returns a value of the file in the form of a flag value; nil if the value is of another kind.
    fileprivate func text(of value: JSONValue) -> String? {
        switch (value, kind) {
        case (.string(let text), .text), (.string(let text), .path), (.string(let text), .oneOf): text
        case (.integer(let number), .whole), (.integer(let number), .seconds): String(number)
        case (.number(let number), .whole) where number == number.rounded() && abs(number) < 1e15: String(Int(number))
        case (.number(let number), .whole), (.number(let number), .seconds): String(number)
        case (.bool(let flag), .toggle): flag ? "true" : "false"
        default: nil
        }
    }
}
