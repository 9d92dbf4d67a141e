// What `:set` changes, for this run: settings of the screen, and what a key switches besides. To add one is to add a
// case, its values, and its arm in `Update+Typed`.

import Essentials

package enum ScreenSetting: String, CaseIterable, Sendable {
    case interval, pause, bell, problems

    /// Seconds between two readings: what may be chosen, and what holds where nobody chose.
    package static let intervals = 1...3_600
    package static let standardInterval = 30

    /// What a setting can be.
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

    /// `interval 30`: how it is typed.
    var example: String {
        switch values {
        case .seconds(_, let example): "\(rawValue) \(example)"
        case .onOrOff: "\(rawValue) on"
        }
    }

    /// Which values it takes.
    var error: Wording {
        switch values {
        case .seconds(let range, _):
            Wording(
                "\(rawValue) takes whole seconds from \(range.lowerBound) to \(range.upperBound): :set \(example)",
                zh: "\(rawValue) 须为 \(range.lowerBound) 到 \(range.upperBound) 的整秒数：:set \(example)")
        case .onOrOff:
            Wording(
                "\(rawValue) takes on or off: :set \(example)", zh: "\(rawValue) 须为 on 或 off：:set \(example)")
        }
    }

    func accepts(_ text: String) -> Bool {
        switch values {
        case .seconds(let range, _): Int(text).map(range.contains) ?? false
        case .onOrOff: text == "on" || text == "off"
        }
    }
}
