// What `:set` changes, for this run: settings of the screen, and what a key switches besides.

import Inventory
import Essentials

package enum ScreenSetting: String, CaseIterable, Sendable {
    case interval, pause, bell, problems

    /// What it takes.
    var fault: Wording {
        self == .interval
            ? Wording(
                "interval takes whole seconds from 1 to 3600: :set interval 30",
                zh: "interval 须为 1 到 3600 的整秒数：:set interval 30")
            : Wording(
                "\(rawValue) takes on or off: :set \(rawValue) on", zh: "\(rawValue) 须为 on 或 off：:set \(rawValue) on")
    }

    func accepts(_ text: String) -> Bool {
        switch self {
        case .interval: Int(text).map((1...3_600).contains) ?? false
        case .pause, .bell, .problems: text == "on" || text == "off"
        }
    }
}
