import Browser
import FoundationEssentials
import Glibc
import Essentials
import Testing

@testable import gaapscope

@Suite struct SettingsFileTests {
    private static let top = "\(#filePath)".replacing("/Tests/GaapscopeTests/SettingsFileTests.swift", with: "")

    static func read(_ name: String) throws -> [UInt8] {
        Array(try #require(FileManager.default.contents(atPath: "\(top)/\(name)")))
    }

    @Test func `The example has every key with its default, and a profile that changes something`() throws {
        let bytes = try Self.read("config.example.json")
        guard case .object(let members) = try JSONReader.read(bytes) else {
            Issue.record("config.example.json is not an object")
            return
        }
        #expect(members.map(\.name) == Setting.all.map(\.key) + [SettingsFile.keysKey, SettingsFile.profilesKey])
        let example = try SettingsFile(parsing: bytes, path: "config.example.json")
        for setting in Setting.all { #expect(example.settings[setting.id] == setting.standard, "\(setting.key)") }
        let settings = try Settings(
            LayeredSettings(
                SettingLayers(flags: SettingFlags(), environment: [:], file: example)))
        #expect(
            try settings
                == Settings(
                    LayeredSettings(
                        SettingLayers(flags: SettingFlags(), environment: [:], file: nil))))
        let profile = try #require(example.profiles.first)
        let chosen = try LayeredSettings(
            SettingLayers(flags: SettingFlags(values: [.profile: profile.key]), environment: [:], file: example))
        #expect(try Settings(chosen).endpoint != settings.endpoint)
    }

    @Test func `A byte order mark is ignored`() throws {
        let text = #"{"rate": 7}"#
        let marked = try SettingsFile(parsing: [0xEF, 0xBB, 0xBF] + Array(text.utf8), path: "c")
        #expect(marked == (try SettingsFile(parsing: Array(text.utf8), path: "c")))
        #expect(throws: SettingsError.self) {
            try SettingsFile(parsing: [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF], path: "c")
        }
    }

    @Test(
        arguments: [
            ("", "x.json:1:1: a value is expected, but the text ends"),
            ("{\n  \"rate\": 3,\n}", "x.json:3:1: a name in double quotes is expected, not “}”"),
            ("{\n  \"rate\": 3\n  \"site\": \"china\"\n}", "x.json:3:3: a comma or } is expected"),
            ("{\"rate\": 3} x", "x.json:1:13: unexpected text"), ("{'rate': 3}", "x.json:1:2: "),
            ("{\"rate\": 03}", "x.json:1:11: "), ("[1]", "the file must contain an object { … }, not a list"),
            ("// x\n{}", "x.json:1:1: "), ("{\"site\": \"chi\nna\"}", "x.json:1:14: a line break"),
            ("{\"rate\": 3, \"rate\": 4}", "x.json:1:13: duplicate key “rate”"),
            ("{\"rat\": 3}", "x.json:1:2: unknown key “rat”; did you mean “rate”?"),
            ("{\"$schema\": 1}", "$schema must be a string, not a number"),
            ("{\"profiles\": {\"a\": {\"$schema\": \"x\"}}}", "unknown key “profiles.a.$schema”"),
            ("{\"profile\": {}}", "profile must be a string, not an object"),
            ("{\"rate\": \"10\"}", "rate must be a whole number from 1 to 1000, not a string"),
            ("{\"rate\": 0}", "rate must be a whole number from 1 to 1000, not “0”"),
            ("{\"rate\": 2.5}", "rate must be a whole number from 1 to 1000, not “2.5”"),
            ("{\"rate\": 99999999999999999999}", "rate must be a whole number"),
            ("{\"ascii\": \"true\"}", "ascii must be true or false, not a string"),
            ("{\"site\": null}", "site must be one of international, china, not null"),
            ("{\"profiles\": []}", "profiles must be an object { … }, not a list"),
            ("{\"profiles\": {\"a\": 1}}", "profiles.a must be an object { … }, not a number"),
            (
                "{\"profiles\": {\"a\": {\"rat\": 1}}}",
                "x.json:1:21: unknown key “profiles.a.rat”; did you mean “rate”?"
            ),
            ("{\"profiles\": {\"a\": {\"mouse\": true}}}", "unknown key “profiles.a.mouse”; known are site"),
            ("{\"profiles\": {\"a\": {\"rate\": 0}}}", "profiles.a.rate must be a whole number"),
            ("{\"profiles\": {\"a\": {}, \"a\": {}}}", "x.json:1:24: duplicate key “profiles.a”"),
            ("{\"profiles\": {\"../a\": {}}}", "x.json:1:15: “../a” is not a valid profile name"),
            (String(repeating: "[", count: 10_000), "nested deeper than 32"),
            ("{\"keys\": []}", "keys must be an object { … }, not a list"),
            ("{\"key\": {}}", "unknown key “key”; did you mean “keys”?"),
            ("{\"keys\": {\"filtr\": [\"f\"]}}", "keys: unknown command “filtr”; did you mean “filter”?"),
            ("{\"keys\": {\"filter\": \"f\"}}", "keys.filter must be a list of keys, such as [\"/\"], not a string"),
            (
                "{\"keys\": {\"filter\": [1]}}",
                "keys.filter must be a list of keys, such as [\"/\"], but contains a number"
            ),
            ("{\"keys\": {\"filter\": []}}", "keys.filter: at least one key is required"),
            ("{\"keys\": {\"filter\": [\"PgDown\"]}}", "keys.filter: unknown key “PgDown”; did you mean “PgDn”?"),
            (
                "{\"keys\": {\"filter\": [\"Ctrl-H\"]}}",
                "keys.filter: unknown key “Ctrl-H”; terminals send it for Backspace"
            ),
            (
                "{\"keys\": {\"filter\": [\"Ctrl-S\"]}}",
                "keys.filter: Ctrl-S is reserved for the terminal and cannot be rebound"
            ),
            (
                "{\"keys\": {\"redraw\": [\"f\"]}}",
                "keys.redraw: Ctrl-L is reserved for the terminal and cannot be rebound"
            ),
            (
                "{\"keys\": {\"filter\": [\"7\"]}}",
                "keys.filter: 7 is a digit; digits jump to a port and cannot be bound"
            ),
            ("{\"keys\": {\"filter\": [\"p\"]}}", "keys.filter: p is already bound to pick"),
            ("{\"keys\": {\"filter\": [\"f\"], \"filter\": [\"g\"]}}", "duplicate key “keys.filter”"),
        ])
    func `An error names the file, the position and what to do`(text: String, words: String) {
        #expect {
            _ = try SettingsFile(parsing: Array(text.utf8), path: "/etc/x.json")
        } throws: { error in
            let text = "\(error)"
            return text.hasPrefix("/etc/x.json:") && text.contains(words)
        }
    }

    @Test func `A file may contain the address of its schema`() throws {
        let text = #"{"$schema": "./docs/config.schema.json", "rate": 3}"#
        #expect(try SettingsFile(parsing: Array(text.utf8), path: "x").settings == [.rate: "3"])
        #expect(SettingsSchema.text.contains(#""$schema": {"#))
    }

    @Test func `Keys that a file rebinds apply to the browser, and other keys stay`() throws {
        let text = #"{"keys": {"filter": ["/", "f"], "pick": ["F3"]}, "profiles": {"ops": {"rate": 3}}}"#
        let file = try SettingsFile(parsing: Array(text.utf8), path: "x")
        let layers = try LayeredSettings(
            SettingLayers(flags: SettingFlags(values: [.profile: "ops"]), environment: [:], file: file))
        let keys = try Settings(layers).keys
        #expect(keys.command(for: .character("f"), in: .list) == .filter)
        #expect(keys.command(for: .function(3), in: .text) == .pick)
        #expect(keys.command(for: .character("p"), in: .list) == nil)
        #expect(keys.command(for: .character("q"), in: .list) == .leave)
    }

    @Test func `An unreadable file is an error, and a missing file only if it was named`() throws {
        try withTemporaryFolder { folder in
            func problem(_ path: String) -> String {
                do {
                    _ = try SettingsFile.find(named: path, environment: [:])
                    return ""
                } catch { return error.description }
            }
            #expect(try SettingsFile.find(named: nil, environment: ["HOME": folder]) == nil)
            #expect(try SettingsFile.find(named: nil, environment: [:]) == nil)
            #expect(problem("\(folder)/no.json") == "\(folder)/no.json: cannot be read: no such file or directory")
            #expect(problem(folder) == "\(folder): is a directory; specify a file in it")
            let pipe = "\(folder)/pipe"
            #expect(mkfifo(pipe, 0o600) == 0)
            #expect(problem(pipe) == "\(pipe): is a pipe; write its contents to a file first")
            let huge = "\(folder)/huge"
            #expect(FileManager.default.createFile(atPath: huge, contents: nil) && truncate(huge, 2 << 20) == 0)
            #expect(problem(huge) == "\(huge): larger than 1 MiB, the limit for a settings file")
            let usual = "\(folder)/.config/gaapscope"
            try FileManager.default.createDirectory(atPath: usual, withIntermediateDirectories: true)
            #expect(FileManager.default.createFile(atPath: "\(usual)/config.json", contents: Data(#"{"rate":7}"#.utf8)))
            #expect(try SettingsFile.find(named: nil, environment: ["HOME": folder])?.settings == [.rate: "7"])
        }
    }
}
