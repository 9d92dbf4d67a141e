// The listener that the pane below the list shows. While keys move the cursor, the pane follows only when the cursor
// rests: drawing the pane for every step of a held key would send some hundred bytes per step over a possibly slow
// connection, and users do not read the pane while the cursor moves.

import Essentials

/// The row that the pane shows.
struct PaneSubject: Sendable {
    /// How long the cursor must rest, in seconds: slightly more than the repeat interval of a held key, which is 92 ms
    /// on the Linux console and less elsewhere.
    static let rest: Double = 0.1

    /// An index into `Account.rows`; nil if the cursor is not on a row.
    private(set) var row: Int?
    private var followsAt: Moment?

    init() {}

    /// Returns the number of seconds until the pane shows the row under the cursor; nil if it already does.
    func delay(at now: Moment) -> Double? {
        guard let followsAt else { return nil }
        let left = followsAt.age(of: now) ?? 0
        // A shorter time than the clock's resolution counts as zero.
        return left < 0.001 ? 0 : min(left, Self.rest)
    }

    /// Shows the row under the cursor, or waits for the cursor to rest.
    /// - Parameters:
    ///   - isKey: whether a key was pressed.
    ///   - hasMoved: whether the cursor is on a different row than before.
    mutating func follow(_ new: Int?, isKey: Bool, hasMoved: Bool, now: Moment) {
        if new != row {
            if isKey, hasMoved {
                followsAt = now + Self.rest
                return
            }
            // Any other key refers to the row under the cursor, so the pane must show it.
            if !isKey, followsAt != nil, delay(at: now) != 0 { return }
        }
        (row, followsAt) = (new, nil)
    }
}
