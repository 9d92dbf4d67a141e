// The meaning of a cell, not its appearance. `CursesTerminal` translates a role into attributes of the terminal (16 or
// 8 colours, no colours, NO_COLOR), so the core does not depend on what the terminal can do.

/// The meaning of a cell.
package struct Style: Equatable, Hashable, Sendable {
    /// The role determines foreground colour and weight.
    package enum Role: UInt8, CaseIterable, Sendable {
        case plain
        /// Secondary text: units, hints, and normal values.
        case faint
        /// Titles of columns and panes.
        case title
        /// The program's name, a key, a match.
        case accent
        /// Health: everything normal.
        case good
        /// Health: partly failing, busy, changed.
        case warning
        /// Health: down.
        case bad
        /// Health: unknown.
        case unknown
        /// An error line.
        case error
        /// Text being typed in a prompt.
        case prompt
    }

    package var role: Role
    /// Whether the cell belongs to the selected row of the focused pane.
    package var selected: Bool
    /// Whether the cell belongs to a match of the filter or of a search.
    package var matched: Bool

    package init(_ role: Role = .plain, selected: Bool = false, matched: Bool = false) {
        self.role = role
        self.selected = selected
        self.matched = matched
    }

    package static let plain = Style(.plain)
}
