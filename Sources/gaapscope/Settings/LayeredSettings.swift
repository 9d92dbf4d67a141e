// Where each setting's value comes from: flag > environment > file > default. Values are texts until they have been checked against the
// table, and every one keeps its origin, so that an error can name the place to mend.

import FoundationEssentials

struct LayeredSettings {
    struct Value: Equatable {
        let text: String
        /// `--rate`, `GAAPSCOPE_RATE`, `/home/x/.config/gaapscope/config.json`, `default`.
        let origin: String
    }

    private(set) var values: [String: Value] = [:]

    /// - Parameters:
    ///   - flags: values given on the command line, by key.
    ///   - file: the settings file's content and path, if there is one.
    init(
        flags: [String: String], environment: [String: String], file: (content: Data, path: String)?
    ) throws(SettingsError) {
        let fromFile =
            try file.map { file throws(SettingsError) in try Self.read(file.content, path: file.path) } ?? [:]
        for setting in Setting.all {
            let value: Value
            if let text = flags[setting.key] {
                value = Value(text: text, origin: setting.flag)
            } else if let text = environment[setting.variable], !text.isEmpty {
                value = Value(text: text, origin: setting.variable)
            } else if let text = fromFile[setting.key], let path = file?.path {
                value = Value(text: text, origin: path)
            } else {
                value = Value(text: setting.standard, origin: "default")
            }
            guard setting.accepts(value.text) else {
                throw SettingsError(
                    "\(value.origin): \(setting.key) must be \(setting.expectation), not “\(value.text)”")
            }
            values[setting.key] = value
        }
    }

    subscript(key: String) -> Value { values[key] ?? Value(text: "", origin: "default") }

    // MARK: The file

    private static func read(_ content: Data, path: String) throws(SettingsError) -> [String: String] {
        let value: JSONValue
        do {
            value = try JSONDecoder().decode(JSONValue.self, from: content)
        } catch {
            throw SettingsError("\(path): not JSON\(place(of: error)); see config.example.json")
        }
        guard case .object(let object) = value else {
            throw SettingsError("\(path): an object { … } is expected, not \(value.kind)")
        }
        var texts: [String: String] = [:]
        for (key, value) in object.sorted(by: { $0.key < $1.key }) {
            guard let setting = Setting.named(key) else {
                throw SettingsError("\(path): unknown key “\(key)”\(Nearest.hint(key, among: Setting.all.map(\.key)))")
            }
            guard fits(value, setting.kind), let text = value.text else {
                throw SettingsError("\(path): \(key) must be \(setting.expectation), not \(value.kind)")
            }
            texts[key] = text
        }
        return texts
    }

    private static func fits(_ value: JSONValue, _ kind: Setting.Kind) -> Bool {
        switch (value, kind) {
        case (.string, .text), (.string, .oneOf), (.number, .whole), (.number, .seconds), (.bool, .toggle): true
        default: false
        }
    }

    /// The decoder knows the line and column, but only tells them in prose.
    private static func place(of error: any Error) -> String {
        guard case .dataCorrupted(let context)? = error as? DecodingError, let underlying = context.underlyingError,
            let found = "\(underlying)".firstMatch(of: /line (\d+), column (\d+)/)
        else { return "" }
        return " (line \(found.1), column \(found.2))"
    }
}

/// The nearest known word to one that is unknown.
enum Nearest {
    static func hint(_ word: String, among known: [String]) -> String {
        let ranked = known.map { (word: $0, distance: distance(word.lowercased(), $0.lowercased())) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= max(2, word.count / 3) else {
            return "; known are \(known.joined(separator: ", "))"
        }
        return "; did you mean “\(best.word)”?"
    }

    /// Levenshtein's: insertions, deletions and replacements that turn one into the other.
    static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.prefix(100))
        let right = Array(right.prefix(100))
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let cost = a == b ? diagonal : diagonal + 1
                diagonal = row[j + 1]
                row[j + 1] = min(cost, row[j] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
