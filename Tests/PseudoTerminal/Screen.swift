// The screen contents that a user would see, as a value.

/// A screen size in columns and rows.
package struct ScreenSize: Equatable, Sendable {
    package var columns: Int
    package var rows: Int

    package init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }
}

/// One character cell of an emulated terminal.
package struct ScreenCell: Equatable, Sendable {
    package enum Color: Equatable, Sendable {
        /// The default color of the terminal.
        case standard
        case indexed(Int)
        case rgb(UInt8, UInt8, UInt8)
    }

    package let text: String
    /// The width in columns: 1 or 2, or 0 for the right half of a wide character.
    package let width: Int
    package let isBold: Bool
    package let isUnderlined: Bool
    package let isReversed: Bool
    package let foreground: Color
    package let background: Color

    /// Returns the cell with another character of the same width.
    package func with(text: String) -> ScreenCell {
        ScreenCell(
            text: text, width: width, isBold: isBold, isUnderlined: isUnderlined, isReversed: isReversed,
            foreground: foreground, background: background)
    }
}

/// The screen of an emulated terminal at one point in time.
package struct Screen: CustomStringConvertible, Sendable {
    package let size: ScreenSize
    package let cells: [[ScreenCell]]
    /// The private modes that are on (CSI ? number h).
    package let modes: Set<Int>
    /// The number of bells since the start.
    package let bells: Int
    package let cursorRow: Int
    package let cursorColumn: Int

    /// The rows without trailing blanks.
    package var text: [String] {
        cells.map { row in
            var line = row.map(\.text).joined()
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    package func cell(_ row: Int, _ column: Int) -> ScreenCell {
        cells[row][column]
    }

    package func contains(_ text: String) -> Bool {
        self.text.contains { $0.contains(text) }
    }

    /// Returns the index of the first row that contains a text.
    package func row(with text: String) -> Int? {
        self.text.firstIndex { $0.contains(text) }
    }

    package var isAlternate: Bool { modes.contains(1049) }
    package var bracketsPastes: Bool { modes.contains(2004) }
    package var takesMouse: Bool { modes.contains(1000) }
    package var showsCursor: Bool { modes.contains(25) }

    package var description: String {
        let edge = "+" + String(repeating: "-", count: size.columns) + "+"
        let facts = "cursor \(cursorRow),\(cursorColumn) modes \(modes.sorted())"
        return ([edge] + text.map { "|" + $0 } + [edge, facts]).joined(separator: "\n")
    }
}
