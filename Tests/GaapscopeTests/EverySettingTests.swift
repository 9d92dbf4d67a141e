// Sets every setting in each possible way: by the parser, the environment and a settings file. The values come from the
// rows of the table, so a new setting is tested as soon as it has a row.

import ArgumentParser
import Essentials
import Testing

@testable import gaapscope

@Suite struct EverySettingTests {
    private static let path = "/etc/x.json"

    /// Returns two values: the first one differs from the default, the second one from the first.
    private static func values(of id: Setting.ID) -> (String, String) {
        let setting = id.setting
        switch setting.kind {
        case .oneOf(let words):
            let others = words.filter { $0 != setting.standard }
            return (others[0], others.count > 1 ? others[1] : setting.standard)
        case .whole(let range): return ("\(range.lowerBound)", "\(range.lowerBound + 1)")
        case .seconds(let range): return ("\(Int(range.lowerBound))", "\(Int(range.lowerBound) + 1)")
        case .toggle: return setting.standard == "true" ? ("false", "true") : ("true", "false")
        // An address is a valid text, and an endpoint accepts only addresses.
        case .text, .path: return ("http://127.0.0.1:1", "http://127.0.0.1:2")
        }
    }

    /// Returns the flags as the parser of a command reads them.
    private static func parsed(_ id: Setting.ID, _ value: String, command: String = "info") throws -> SettingFlags {
        let flag = id.setting.flag
        let words =
            id.setting.kind == .toggle
            ? [value == "true" ? flag : "--no-\(id.setting.flagName)"] : ["\(flag)=\(value)"]
        let read = try Gaapscope.parseAsRoot([command] + words)
        return try #require(read as? any SettingsCommand).flags
    }

    private static func json(_ id: Setting.ID, _ value: String) -> String {
        switch id.setting.kind {
        case .whole, .seconds, .toggle: "\"\(id.setting.key)\": \(value)"
        case .text, .path, .oneOf: "\"\(id.setting.key)\": \"\(value)\""
        }
    }

    private static func file(_ members: String) throws -> SettingsFile {
        try SettingsFile(parsing: Array("{\(members)}".utf8), path: path)
    }

    private func layers(
        flag: SettingFlags = SettingFlags(), environment: [String: String] = [:], file: SettingsFile? = nil
    ) throws -> LayeredSettings {
        try LayeredSettings(SettingLayers(flags: flag, environment: environment, file: file))
    }

    @Test(arguments: Setting.ID.allCases)
    func `A flag, a variable and the file have the same effect, and no other setting has it`(id: Setting.ID) throws {
        let (value, _) = Self.values(of: id)
        let flag = try Settings(layers(flag: Self.parsed(id, value)))
        #expect(try flag == Settings(layers(environment: [id.setting.variable: value])))
        #expect(try flag == Settings(layers(file: Self.file(Self.json(id, value)))))
        #expect(try flag != Settings(layers()))
        for other in Setting.ID.allCases where other != id {
            #expect(try flag != Settings(layers(flag: Self.parsed(other, Self.values(of: other).0))), "\(other)")
        }
    }

    @Test(arguments: Setting.ID.allCases)
    func `The default is the initial value of the field`(id: Setting.ID) throws {
        #expect(id.setting.accepts(id.setting.standard))
        #expect(try Settings(layers(environment: [id.setting.variable: id.setting.standard])) == Settings())
        #expect(try layers()[id] == SettingValue(text: id.setting.standard, origin: "default"))
    }

    @Test(arguments: Setting.ID.allCases)
    func `Precedence is flag, variable, file, default`(id: Setting.ID) throws {
        let (first, second) = Self.values(of: id)
        let (flag, variable) = try (Self.parsed(id, first), [id.setting.variable: first])
        let file = try Self.file(Self.json(id, first))
        let (otherVariable, otherFile) = try ([id.setting.variable: second], Self.file(Self.json(id, second)))
        func value(_ origin: String) -> SettingValue { SettingValue(text: first, origin: origin) }
        #expect(try layers(flag: flag, environment: otherVariable, file: otherFile)[id] == value(id.setting.flag))
        #expect(try layers(flag: flag, file: otherFile)[id] == value(id.setting.flag))
        #expect(try layers(environment: variable, file: otherFile)[id] == value(id.setting.variable))
        #expect(try layers(environment: [id.setting.variable: ""], file: file)[id] == value(Self.path))
        #expect(try layers(file: file)[id] == value(Self.path))
    }

    @Test(arguments: Setting.ID.allCases.filter(\.setting.fitsProfile))
    func `A profile takes precedence over the file, and a variable over a profile`(id: Setting.ID) throws {
        let (first, second) = Self.values(of: id)
        let members = "\(Self.json(id, second)), \"profiles\": {\"ops\": {\(Self.json(id, first))}}"
        let (file, ops) = try (Self.file(members), Self.parsed(.profile, "ops"))
        let place = "\(Self.path) (profiles.ops)"
        #expect(try layers(flag: ops, file: file)[id] == SettingValue(text: first, origin: place))
        #expect(try layers(file: file)[id].text == second)
        let variable = [id.setting.variable: second]
        #expect(try layers(flag: ops, environment: variable, file: file)[id].origin == id.setting.variable)
    }

    @Test(arguments: Setting.ID.allCases.filter { !$0.setting.fitsProfile })
    func `A setting of the screen is not accepted in a profile`(id: Setting.ID) {
        #expect(throws: SettingsError.self) {
            try Self.file("\"profiles\": {\"ops\": {\(Self.json(id, Self.values(of: id).0))}}")
        }
    }

    // MARK: Refusals

    /// Returns invalid values. A setting of text accepts any value.
    private static func refused(_ id: Setting.ID) -> [String] {
        switch id.setting.kind {
        case .text, .path: id == .endpoint ? ["nowhere", "ftp://x"] : []
        case .oneOf: ["nonsense", "AUTO"]
        case .whole(let range): ["\(range.lowerBound - 1)", "\(range.upperBound + 1)", "x", "2.5"]
        case .seconds(let range): ["\(range.lowerBound - 1)", "\(range.upperBound + 1)", "x"]
        case .toggle: ["yes", "1"]
        }
    }

    private func problem(_ body: () throws -> Void) -> String {
        do {
            try body()
            return ""
        } catch { return "\(error)" }
    }

    @Test(arguments: Setting.ID.allCases)
    func `The error for an invalid value names the source`(id: Setting.ID) throws {
        for value in Self.refused(id) {
            // A flag without a value cannot have an invalid one.
            if id.setting.kind != .toggle {
                let flag = try Self.parsed(id, value)
                let text = problem { _ = try Settings(layers(flag: flag)) }
                #expect(
                    text.hasPrefix("\(id.setting.flag): \(id.setting.key) ") && text.contains("“\(value)”"), "\(text)")
            }
            let variable = problem { _ = try Settings(layers(environment: [id.setting.variable: value])) }
            #expect(variable.hasPrefix("\(id.setting.variable): \(id.setting.key) "), "\(variable)")
            let isNumber = Double(value) != nil && [.toggle].allSatisfy { $0 != id.setting.kind }
            let member = isNumber ? "\"\(id.setting.key)\": \(value)" : "\"\(id.setting.key)\": \"\(value)\""
            let file = problem { _ = try Settings(layers(file: Self.file(member))) }
            // An endpoint is checked after the file is read.
            let place = id == .endpoint ? Self.path : "\(Self.path):1:2"
            #expect(file.hasPrefix("\(place): \(id.setting.key) "), "\(file)")
        }
    }

    @Test(arguments: Setting.ID.allCases)
    func `The error for a value of another type names the file and the key`(id: Setting.ID) {
        let values =
            switch id.setting.kind {
            case .text, .path, .oneOf: ["1", "true", "null", "[]", "{}"]
            case .whole, .seconds: ["\"1\"", "true", "null", "[]", "{}"]
            case .toggle: ["\"true\"", "1", "null", "[]", "{}"]
            }
        for value in values {
            let text = problem { _ = try Self.file("\"\(id.setting.key)\": \(value)") }
            #expect(
                text.hasPrefix("\(Self.path):1:2: \(id.setting.key) must be ") && text.contains(", not "), "\(text)")
        }
    }

    // MARK: Flags

    @Test func `Every setting has a flag, and every command reads its own flags`() throws {
        let program = try CommandTree(dump: Gaapscope._dumpHelp())
        var offered: Set<Setting.ID> = []
        for command in program.shownCommands {
            for id in Setting.ID.allCases {
                let names = command.shown.flatMap { $0.names ?? [] }.map(\.text)
                guard names.contains(id.setting.flag) else { continue }
                offered.insert(id)
                // A command with a positional argument needs a value for it.
                guard !command.shown.contains(where: \.isPositional) else { continue }
                let value = Self.values(of: id).0
                // The option --color of `list` belongs to the command, not to the settings.
                if command.commandName == "list", id == .color { continue }
                #expect(try Self.parsed(id, value, command: command.commandName).values == [id: value])
            }
        }
        #expect(offered == Set(Setting.ID.allCases))
    }
}
