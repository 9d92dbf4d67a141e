/// A number of columns and rows of character cells.
package struct Size: Equatable, Hashable, Sendable {
    /// The maximum size. A terminal may report up to 65,535 columns and rows, and a frame stores every cell.
    static let (maximumColumns, maximumRows) = (2_000, 1_000)

    package let columns: Int
    package let rows: Int

    /// Creates a size within the limits.
    package init(columns: Int, rows: Int) {
        self.columns = max(0, min(columns, Self.maximumColumns))
        self.rows = max(0, min(rows, Self.maximumRows))
    }
}

/// A position on the screen. Row and column count from zero at the top left.
package struct Position: Equatable, Hashable, Sendable {
    package var row: Int
    package var column: Int

    package init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }
}
