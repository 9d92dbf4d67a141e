// What a cell means, not how it looks: a role. `CursesTerminal` turns a role into attributes for the terminal
// at hand (16 or 8 colours, none, NO_COLOR), so that the core never asks what the terminal can do.

/// The meaning of a cell.
package struct Style: Equatable, Hashable, Sendable {
    /// The role decides foreground colour and weight.
    package enum Role: UInt8, CaseIterable, Sendable {
        case plain
        /// Secondary text: units, hints, things that are fine.
        case faint
        /// Titles of columns and panes.
        case title
        /// The program's own name, a pressed key, a match.
        case accent
        /// Health: everything normal.
        case good
        /// Health: partly failing, busy, changed.
        case warning
        /// Health: down.
        case bad
        /// Health: cannot be told.
        case unknown
        /// An error line.
        case error
        /// Text being typed at a prompt.
        case prompt
    }

    package var role: Role
    /// The row under the cursor of the focused pane.
    package var selected: Bool
    /// Part of a match of the filter or of a search.
    package var matched: Bool

    package init(_ role: Role = .plain, selected: Bool = false, matched: Bool = false) {
        self.role = role
        self.selected = selected
        self.matched = matched
    }

    package static let plain = Style(.plain)
}
