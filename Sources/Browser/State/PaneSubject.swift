// What the pane below the list is about: the listener under the cursor, a moment later while keys move it. A pane that
// is written again at every step of a key held down costs some hundred bytes each, which a slow line feels; nobody
// reads it on the way.

import Essentials

/// The row that the pane shows.
struct PaneSubject: Sendable {
    /// Seconds that the cursor must rest: a little more than there is between two keys when one is held down, which is
    /// 92 ms on the Linux console and less elsewhere.
    static let rest: Double = 0.1

    /// An index into `Account.rows`; nil where the cursor is on none.
    private(set) var row: Int?
    private var followsAt: Moment?

    init() {}

    /// Seconds until it shows the row under the cursor; nil where it does.
    func delay(at now: Moment) -> Double? {
        guard let followsAt else { return nil }
        let left = followsAt.age(of: now) ?? 0
        // Less than a clock can tell is nothing.
        return left < 0.001 ? 0 : min(left, Self.rest)
    }

    /// Goes to the row under the cursor, or waits for the cursor to rest.
    /// - Parameters:
    ///   - isKey: whether a key was pressed.
    ///   - hasMoved: whether the cursor is on another row than before.
    mutating func follow(_ new: Int?, isKey: Bool, hasMoved: Bool, now: Moment) {
        if new != row {
            if isKey, hasMoved {
                followsAt = now + Self.rest
                return
            }
            // Whatever else a key does is about the row under the cursor.
            if !isKey, followsAt != nil, delay(at: now) != 0 { return }
        }
        (row, followsAt) = (new, nil)
    }
}
