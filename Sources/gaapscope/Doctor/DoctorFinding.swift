// What a step of `doctor` found: how bad, what, and what to do about it.

import Inventory
import TencentCloud

struct DoctorFinding: Equatable, Sendable {
    enum Level: String, Sendable, CaseIterable {
        /// A fact without a verdict: where was looked, what was left out.
        case info, pass, warn, fail
    }

    let level: Level
    /// The step: `credentials`, `dns`.
    let step: String
    let what: String
    /// Empty when there is nothing to do.
    var advice = ""
    /// The exit status that the program would end with for this cause; of failures only.
    var status: ExitStatus?

    /// The lines of a table; what comes from elsewhere is harmless in them.
    var lines: [String] {
        let head = DisplayText.padded(level.rawValue, columns: 5) + DisplayText.padded(step, columns: Self.stepWidth)
        let indent = String(repeating: " ", count: 5 + Self.stepWidth)
        return [head + DisplayText.visible(what)]
            + (advice.isEmpty ? [] : ["\(indent)-> \(DisplayText.visible(advice))"])
    }

    private static let stepWidth = 12

    var json: JSONValue {
        [
            "step": .string(step), "level": .string(level.rawValue), "what": .string(what),
            "advice": JSONValue(advice.isEmpty ? nil : advice),
        ]
    }
}

extension [DoctorFinding] {
    /// The worst of all: settings before keys before the network before throttling, since each keeps the next from working.
    var status: ExitStatus {
        let order: [ExitStatus] = [.usage, .credentials, .network, .throttled]
        let found = compactMap { $0.level == .fail ? $0.status : nil }
        return order.first { found.contains($0) } ?? .fine
    }
}
