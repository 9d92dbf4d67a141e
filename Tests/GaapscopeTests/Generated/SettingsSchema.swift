// docs/config.schema.json, generated from the table of settings. An editor uses it to complete and to check a
// config.json.

import Browser
import Essentials

@testable import gaapscope

enum SettingsSchema {
    /// JSON Schema, draft 2020-12.
    static var text: String {
        let all = properties(of: Setting.all)
        let profiles: JSONValue = [
            "type": "object",
            "description":
                "Profiles by name. The settings of the profile selected by --profile take precedence over the others.",
            "additionalProperties": [
                "type": "object", "additionalProperties": .bool(false),
                "properties": .object(properties(of: Setting.all.filter(\.fitsProfile))),
            ],
        ]
        let schema: JSONValue = [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "Settings of gaapscope",
            "type": "object",
            "additionalProperties": .bool(false),
            "properties": .object(
                [
                    JSONValue.Member(
                        name: SettingsFile.schemaKey,
                        value: ["description": "address of this schema, for editors", "type": "string"])
                ] + all + [
                    JSONValue.Member(name: SettingsFile.keysKey, value: keys),
                    JSONValue.Member(name: SettingsFile.profilesKey, value: profiles),
                ]),
        ]
        return schema.indented + "\n"
    }

    /// The schema of the key bindings: one property for each command that can be rebound.
    private static var keys: JSONValue {
        let rows = CommandRow.all.filter { !$0.command.isFixed }
        let properties = rows.map { row in
            JSONValue.Member(
                name: row.command.rawValue,
                value: [
                    "description": .string(row.help[.english]), "type": "array", "minItems": .integer(1),
                    "items": ["type": "string"], "default": JSONValue(row.keys.map(\.name)),
                ])
        }
        return [
            "type": "object",
            "description": .string(
                "Key bindings of the browser by command, instead of the default ones: \"filter\": [\"/\", \"f\"]. "
                    + "Keys have the names of the browser's help."),
            "additionalProperties": .bool(false), "properties": .object(properties),
        ]
    }

    private static func properties(of settings: [Setting]) -> [JSONValue.Member] {
        settings.map { setting in
            JSONValue.Member(
                name: setting.key,
                value: .object(
                    [.init(name: "description", value: .string(setting.about))] + form(of: setting)
                        + [.init(name: "default", value: setting.standardValue)]))
        }
    }

    private static func form(of setting: Setting) -> [JSONValue.Member] {
        func member(_ name: String, _ value: JSONValue) -> JSONValue.Member { .init(name: name, value: value) }
        return switch setting.kind {
        case .text, .path: [member("type", "string")]
        case .oneOf(let words): [member("enum", JSONValue(words))]
        case .toggle: [member("type", "boolean")]
        case .whole(let range):
            [
                member("type", "integer"), member("minimum", .integer(range.lowerBound)),
                member("maximum", .integer(range.upperBound)),
            ]
        case .seconds(let range):
            [
                member("type", "number"), member("minimum", .number(range.lowerBound)),
                member("maximum", .number(range.upperBound)),
            ]
        }
    }
}
