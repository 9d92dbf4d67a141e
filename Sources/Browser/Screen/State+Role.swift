// How states are shown.

import Inventory

extension State {
    /// The role of the state's word. The word carries the information; the colour only supports it.
    var role: Style.Role {
        switch self {
        case .down, .dns, .stop: .bad
        case .part, .busy, .none: .warning
        case .unknown: .unknown
        case .off: .faint
        case .ok: .good
        }
    }
}
