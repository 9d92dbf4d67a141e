// The list narrowed to a part of the account: one owner, one region, who uses one origin. What it shows follows from
// what has been read; nothing is asked of the service for it. What stood there before comes back with Esc.

import Inventory

/// A part of the account on the screen, and the way back.
struct NarrowedView: Equatable, Sendable {
    var part: Narrowing
    /// The filter that was put aside, since it was said of another list.
    let filterText: String
    let problemsOnly: Bool
    /// The opened detail that it came from.
    let detail: Int?
    /// The row that the cursor was on.
    let row: Int?
    /// The timeline or the changes that it came from.
    var records: Overlay?
}

extension Narrowing {
    var isOrigin: Bool { if case .origin = self { true } else { false } }
    /// Whether it is shown whole, with the filter put aside.
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
