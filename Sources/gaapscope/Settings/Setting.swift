// The description of one setting. The table of all settings is in Settings.swift, beside the fields that they set. The
// readers of the file, the environment and the flags, the errors, the schema, the example and the manual all use it.

import Essentials

/// One setting.
struct Setting: Sendable {
    enum Kind: Sendable, Equatable {
        case text
        /// The path of a file.
        case path
        case oneOf([String])
        case whole(ClosedRange<Int>)
        case seconds(ClosedRange<Double>)
        case toggle
    }

    /// What a setting concerns.
    enum Area: Sendable {
        /// The choice of the account.
        case choice
        /// The service. A profile may contain the setting.
        case service
        /// The screen.
        case screen
    }

    /// Sets the field of a setting. The setting has already accepted the text of the value.
    typealias Application =
        @Sendable (_ value: SettingValue, _ environment: [String: String], inout Settings) throws(SettingsError) -> Void

    let id: ID
    let area: Area
    let kind: Kind
    /// The default as text; empty means not set.
    let standard: String
    /// The name of the value in the help; nil for a setting without a value.
    let valueName: String?
    let about: String
    let apply: Application

    var key: String { id.rawValue }

    /// `GAAPSCOPE_PAGE_SIZE` for `pageSize`.
    var variable: String { "GAAPSCOPE_" + words(separator: "_").uppercased() }

    /// `--page-size` for `pageSize`.
    var flag: String { "--" + flagName }

    /// `page-size` for `pageSize`.
    var flagName: String { words(separator: "-") }

    private func words(separator: Character) -> String {
        key.reduce(into: "") { text, character in
            if character.isUppercase { text.append(separator) }
            text += character.lowercased()
        }
    }

    /// Whether a profile may contain the setting.
    var fitsProfile: Bool { area == .service }

    static let all = ID.allCases.map(\.setting)

    static func named(_ key: String) -> Setting? { ID(rawValue: key)?.setting }

    /// `about` for the help of the flag, with the range and the default in the format of the parser: `(1 to 1000;
    /// default: 10)`.
    var help: String {
        let range: String
        switch kind {
        case .text, .path: return about.asSentence
        case .toggle: return "\(about.asSentence) (default: \(standard == "true" ? "on" : "off"))"
        case .oneOf(let words): range = "values: \(words.joined(separator: ", "))"
        case .whole(let numbers): range = "\(numbers.lowerBound) to \(numbers.upperBound)"
        case .seconds(let numbers): range = "\(Int(numbers.lowerBound)) to \(Int(numbers.upperBound))"
        }
        return "\(about.asSentence) (\(range); default: \(standard))"
    }

    /// The description of valid values, for an error.
    var expectation: Wording {
        switch kind {
        case .text, .path: return Wording("a string", zh: "字符串")
        case .oneOf(let words):
            let list = words.joined(separator: ", ")
            return Wording("one of \(list)", zh: "\(list) 之一")
        case .whole(let range):
            return Wording(
                "a whole number from \(range.lowerBound) to \(range.upperBound)",
                zh: "\(range.lowerBound) 到 \(range.upperBound) 的整数")
        case .seconds(let range):
            let (minimum, maximum) = (Int(range.lowerBound), Int(range.upperBound))
            return Wording("seconds from \(minimum) to \(maximum)", zh: "\(minimum) 到 \(maximum) 的秒数")
        case .toggle: return Wording("true or false", zh: "true 或 false")
        }
    }

    /// Returns the error for an invalid text.
    /// - Parameter place: the path of the object that contains the key, with a dot at its end.
    func refusal(of text: String, place: String = "") -> Wording {
        let text = ProgramArguments.withoutPassword(text)
        return Wording(
            "\(place)\(key) must be \(expectation[.english]), not “\(text)”",
            zh: "\(place)\(key) 须为 \(expectation[.chinese])，而不是“\(text)”")
    }

    /// Returns whether a text is a valid value.
    func accepts(_ text: String) -> Bool {
        switch kind {
        case .text, .path: true
        case .oneOf(let words): words.contains(text)
        case .whole(let range): Int(text).map(range.contains) ?? false
        case .seconds(let range): Double(text).map(range.contains) ?? false
        case .toggle: text == "true" || text == "false"
        }
    }

    /// The default as a value of a settings file.
    var standardValue: JSONValue {
        switch kind {
        case .text, .path, .oneOf: .string(standard)
        case .toggle: .bool(standard == "true")
        case .whole, .seconds: Int(standard).map(JSONValue.integer) ?? .null
        }
    }
}

// MARK: Rows

/// A row names the field that it sets. The initial value of the field is the default.
extension Setting {
    typealias Field<Value> = any WritableKeyPath<Settings, Value> & Sendable

    private static func initial<Value>(_ field: Field<Value>) -> Value { Settings()[keyPath: field] }

    static func text(
        _ id: ID, _ area: Area, _ kind: Kind = .text, sets field: Field<String?>, as valueName: String, _ about: String
    ) -> Setting {
        Setting(
            id: id, area: area, kind: kind, standard: initial(field) ?? "", valueName: valueName, about: about
        ) { value, _, settings in
            settings[keyPath: field] = value.text.isEmpty ? nil : value.text
        }
    }

    static func oneOf<Value: RawRepresentable & CaseIterable & Sendable>(
        _ id: ID, _ area: Area, sets field: Field<Value>, as valueName: String, _ about: String
    ) -> Setting where Value.RawValue == String {
        Setting(
            id: id, area: area, kind: .oneOf(Value.allCases.map(\.rawValue)), standard: initial(field).rawValue,
            valueName: valueName, about: about
        ) { value, _, settings in
            if let word = Value(rawValue: value.text) { settings[keyPath: field] = word }
        }
    }

    static func whole(
        _ id: ID, _ area: Area, in range: ClosedRange<Int>, sets field: Field<Int>, as valueName: String,
        _ about: String, and also: @escaping Application = { _, _, _ in }
    ) -> Setting {
        Setting(
            id: id, area: area, kind: .whole(range), standard: String(initial(field)), valueName: valueName,
            about: about
        ) { value, environment, settings throws(SettingsError) in
            if let number = Int(value.text) { settings[keyPath: field] = number }
            try also(value, environment, &settings)
        }
    }

    /// Creates the row of a setting in seconds.
    static func seconds(
        _ id: ID, _ area: Area, in range: ClosedRange<Double>, sets field: Field<Double>, _ about: String
    ) -> Setting {
        Setting(
            id: id, area: area, kind: .seconds(range), standard: String(Int(initial(field))), valueName: "s",
            about: about
        ) { value, _, settings in
            if let number = Double(value.text) { settings[keyPath: field] = number }
        }
    }

    static func toggle(_ id: ID, _ area: Area, sets field: Field<Bool>, _ about: String) -> Setting {
        Setting(
            id: id, area: area, kind: .toggle, standard: String(initial(field)), valueName: nil, about: about
        ) { value, _, settings in
            settings[keyPath: field] = value.text == "true"
        }
    }
}

extension String {
    /// The text as a sentence: with a capital letter and a full stop.
    var asSentence: String { "\(prefix(1).uppercased())\(dropFirst())." }
}
