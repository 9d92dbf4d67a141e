/// A number of columns and rows of character cells.
package struct Size: Equatable, Hashable, Sendable {
    /// No screen has more cells a side; a terminal may say that its own has 65,535, and a frame holds every cell.
    static let (mostColumns, mostRows) = (2_000, 1_000)

    package let columns: Int
    package let rows: Int

    /// What no screen has is cut to what one may have.
    package init(columns: Int, rows: Int) {
        self.columns = max(0, min(columns, Self.mostColumns))
        self.rows = max(0, min(rows, Self.mostRows))
    }
}

/// A place on the screen, counted from zero at the top left.
package struct Position: Equatable, Hashable, Sendable {
    package var row: Int
    package var column: Int

    package init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }
}
