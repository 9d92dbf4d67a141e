// The settings that `:set` changes until the program ends. Some of them can also be switched with a key. A new setting
// needs a case, its values, and an arm in `Update+Typed`.

import Essentials

package enum ScreenSetting: String, CaseIterable, Sendable {
    case interval, pause, bell, problems

    /// The valid refresh intervals in seconds.
    package static let intervals = 1...3_600
    /// The default refresh interval in seconds.
    package static let standardInterval = 30

    /// The kind of values of a setting.
    private enum Values {
        case seconds(ClosedRange<Int>, example: Int)
        case onOrOff
    }

    private var values: Values {
        switch self {
        case .interval: .seconds(Self.intervals, example: Self.standardInterval)
        case .pause, .bell, .problems: .onOrOff
        }
    }

    /// An example of the setting with a value: `interval 30`.
    var example: String {
        switch values {
        case .seconds(_, let example): "\(rawValue) \(example)"
        case .onOrOff: "\(rawValue) on"
        }
    }

    /// The message about an invalid value, which names the valid values.
    var error: Wording {
        switch values {
        case .seconds(let range, _):
            Wording(
                "\(rawValue) takes whole seconds from \(range.lowerBound) to \(range.upperBound), "
                    + "for example :set \(example)",
                zh: "\(rawValue) 须为 \(range.lowerBound) 到 \(range.upperBound) 的整秒数，例如 :set \(example)")
        case .onOrOff:
            Wording(
                "\(rawValue) takes on or off, for example :set \(example)",
                zh: "\(rawValue) 须为 on 或 off，例如 :set \(example)")
        }
    }

    func accepts(_ text: String) -> Bool {
        switch values {
        case .seconds(let range, _): Int(text).map(range.contains) ?? false
        case .onOrOff: text == "on" || text == "off"
        }
    }
}
