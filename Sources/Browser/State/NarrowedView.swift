// Describes the list narrowed to a part of the account, for example one owner, one region, or the users of one origin.
// The narrowed list shows what has been read and causes no request. Esc restores the previous view.

import Inventory

/// The part of the account on the screen, and the previous view.
struct NarrowedView: Equatable, Sendable {
    var part: Narrowing
    /// The suspended filter, which was meant for the previous list.
    let filterText: String
    let problemsOnly: Bool
    /// The row that was under the cursor before the list was narrowed.
    let row: Int?
    /// The views that covered the list before it was narrowed.
    let overlays: Overlays
}

extension Narrowing {
    var isOrigin: Bool { if case .origin = self { true } else { false } }
    /// Whether the filter is suspended, so that all rows of the part are shown.
    var isShownWhole: Bool {
        switch self {
        case .origin, .listeners: true
        case .owner, .region, .accessRegion: false
        }
    }
    var isRegion: Bool {
        switch self {
        case .region, .accessRegion: true
        case .owner, .origin, .listeners: false
        }
    }
}
