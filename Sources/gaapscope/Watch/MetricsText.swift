// Writes text in the OpenMetrics 1.0 format that the textfile collector of node_exporter can read as well. The
// collector expects the older text format of Prometheus, so the text contains only gauges and counters, and no
// timestamps.

import Essentials

/// A builder of metrics.
struct MetricsText {
    enum Kind: String { case gauge, counter }

    private var text = ""
    private var suffix = ""
    private var name = ""

    /// Begins a family.
    /// - Parameter name: without the suffix `_total` of a counter.
    mutating func family(_ name: String, _ kind: Kind, _ help: String) {
        self.name = name
        suffix = kind == .counter ? "_total" : ""
        text += "# TYPE \(name) \(kind.rawValue)\n# HELP \(name) \(Self.escaped(help))\n"
    }

    /// Adds a value to the family.
    mutating func value(_ value: Double, _ labels: (name: String, value: String)...) {
        text += name
        text += suffix
        if !labels.isEmpty {
            text += "{"
            for (index, label) in labels.enumerated() {
                if index > 0 { text += "," }
                text += "\(label.name)=\"\(Self.escaped(label.value))\""
            }
            text += "}"
        }
        text += " \(Self.number(value))\n"
    }

    /// The whole document.
    var document: String { text + "# EOF\n" }

    private static func number(_ value: Double) -> String {
        if let whole = Int(exactly: value) { return String(whole) }
        return value.isFinite ? "\(value)" : value.isNaN ? "NaN" : value < 0 ? "-Inf" : "+Inf"
    }

    /// Escapes a text. Control characters are made visible, because names come from the account.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in DisplayText.visible(text) {
            switch character {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
