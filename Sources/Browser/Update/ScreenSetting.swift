// What `:set` changes, for this run: settings of the screen, and what a key switches besides.

import Inventory

package enum ScreenSetting: String, CaseIterable, Sendable {
    case interval, pause, bell, problems

    /// What it takes, for an error.
    var values: String { self == .interval ? "whole seconds from 1 to 3600" : "on or off" }

    var example: String { "\(rawValue) \(self == .interval ? "30" : "on")" }

    func accepts(_ text: String) -> Bool {
        switch self {
        case .interval: Int(text).map((1...3_600).contains) ?? false
        case .pause, .bell, .problems: text == "on" || text == "off"
        }
    }
}

extension BrowserState {
    /// - Parameter text: a value that the setting accepts.
    mutating func set(_ setting: ScreenSetting, to text: String) {
        let isOn = text == "on"
        switch setting {
        case .interval: setInterval(Double(text))
        case .pause: if isPaused != isOn { _ = perform(.pause) }
        case .problems: if listing.problemsOnly != isOn { _ = perform(.problemsOnly) }
        case .bell:
            rings = isOn
            say("the bell \(isOn ? "rings once when a reading finds new problems" : "is off")")
        }
    }
}
