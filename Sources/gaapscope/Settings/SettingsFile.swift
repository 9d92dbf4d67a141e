// The settings file: read strictly, so that a slip is told with its line rather than passed over. It holds settings, profiles with
// settings of their own that go before them, and keys of the browser.

import Browser
import Inventory
import TencentCloud

/// What stands in a config.json; texts, as a flag would give them.
struct SettingsFile: Equatable {
    let path: String
    private(set) var settings: [String: String] = [:]
    private(set) var profiles: [String: [String: String]] = [:]
    private(set) var keys = KeyBindings.standard

    /// The key of the profiles' object.
    static let profilesKey = "profiles"

    /// The key that tells an editor where the schema is.
    static let schemaKey = "$schema"

    /// The key of the object of rebound keys.
    static let keysKey = "keys"

    /// In bytes.
    static let largest = 1 << 20

    init(parsing bytes: [UInt8], path: String) throws(SettingsError) {
        self.path = path
        let value: JSONValue
        do throws(JSONFault) {
            value = try JSONReader.read(bytes)
        } catch {
            throw SettingsError(
                "\(path): line \(error.line), column \(error.column): \(error.reason); see config.example.json")
        }
        for member in try members(of: value, named: nil) {
            if member.name == Self.schemaKey {
                // For editors only; what it names is never read.
                guard case .string = member.value else {
                    throw SettingsError("\(path): \(member.name) must be a text, not \(member.value.kind)")
                }
            } else if member.name == Self.profilesKey {
                try readProfiles(member.value)
            } else if member.name == Self.keysKey {
                keys = try readKeys(member.value)
            } else {
                try read(member, into: &settings, among: Setting.all, place: "")
            }
        }
    }

    /// Reads the file that is named, which must be there, or the usual one, which may be.
    static func find(named: String?, environment: [String: String]) throws(SettingsError) -> SettingsFile? {
        guard let path = named ?? usualPath(environment) else { return nil }
        if named == nil, !InputFile.exists(path) { return nil }
        let bytes: [UInt8]
        do throws(FileFault) {
            bytes = try InputFile.bytes(of: path, largest: largest, kind: "no settings file")
        } catch {
            throw SettingsError(error.description)
        }
        return try SettingsFile(parsing: bytes, path: path)
    }

    /// `$XDG_CONFIG_HOME/gaapscope/config.json`, else below `~/.config`; nil without a home.
    static func usualPath(_ environment: [String: String]) -> String? {
        let base =
            environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
            ?? environment["HOME"].map { $0 + "/.config" }
        return base.map { $0 + "/gaapscope/config.json" }
    }

    // MARK: Reading

    func members(of value: JSONValue, named name: String?) throws(SettingsError) -> [JSONValue.Member] {
        guard case .object(let members) = value else {
            let what = name.map { "\($0) must be an object { … }" } ?? "an object { … } is expected"
            throw SettingsError("\(path): \(what), not \(value.kind)")
        }
        var seen: Set<String> = []
        for member in members where !seen.insert(member.name).inserted {
            throw SettingsError("\(path): \(name.map { "\($0): " } ?? "")“\(member.name)” is there twice")
        }
        return members
    }

    private mutating func readProfiles(_ value: JSONValue) throws(SettingsError) {
        for profile in try members(of: value, named: Self.profilesKey) {
            let place = "\(Self.profilesKey).\(profile.name)"
            guard !profile.name.isEmpty, !profile.name.contains("/") else {
                throw SettingsError("\(path): \(Self.profilesKey): “\(profile.name)” is no name of a profile")
            }
            var texts: [String: String] = [:]
            for member in try members(of: profile.value, named: place) {
                try read(member, into: &texts, among: Setting.all.filter(\.fitsProfile), place: place + ".")
            }
            profiles[profile.name] = texts
        }
    }

    private func read(
        _ member: JSONValue.Member, into texts: inout [String: String], among settings: [Setting], place: String
    ) throws(SettingsError) {
        guard let setting = settings.first(where: { $0.key == member.name }) else {
            let known = settings.map(\.key) + (place.isEmpty ? [Self.keysKey, Self.profilesKey] : [])
            throw SettingsError(
                "\(path): unknown key “\(place)\(member.name)”\(Nearest.hint(member.name, among: known))")
        }
        guard let text = setting.text(of: member.value) else {
            throw SettingsError(
                "\(path): \(place)\(member.name) must be \(setting.expectation), not \(member.value.kind)")
        }
        guard setting.accepts(text) else {
            throw SettingsError("\(path): \(place)\(member.name) must be \(setting.expectation), not “\(text)”")
        }
        texts[member.name] = text
    }
}

extension JSONValue {
    /// What kind of value it is, for an error.
    var kind: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .integer, .number: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}

extension Setting {
    /// A value of the file as a flag or a variable would write it; nil when it is of another kind.
    fileprivate func text(of value: JSONValue) -> String? {
        switch (value, kind) {
        case (.string(let text), .text), (.string(let text), .oneOf): text
        case (.integer(let number), .whole), (.integer(let number), .seconds): String(number)
        case (.number(let number), .whole) where number == number.rounded() && abs(number) < 1e15: String(Int(number))
        case (.number(let number), .whole), (.number(let number), .seconds): String(number)
        case (.bool(let flag), .toggle): flag ? "true" : "false"
        default: nil
        }
    }
}
