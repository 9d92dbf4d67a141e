// Chooses the columns of the list that fit the screen, and their positions.

import Inventory
import Reports

/// A column with its position and width on the screen.
struct PlacedColumn {
    let column: Column
    let start: Int
    let width: Int

    /// Returns the columns that it covers on a screen where the list starts at `left`.
    func range(from left: Int) -> Range<Int> { left + start..<left + start + width }
}

extension PlacedColumn {
    /// The columns that identify a listener. They stay while the others scroll.
    private static let identity = [ColumnID.state, .port, .name].map { Column[$0] }
    /// The maximum number of other columns that can be scrolled away: all but one.
    static let maximumSkipped = Column.all.count - identity.count - 1
    /// The minimum width of the name if a scrolled column needs the space.
    private static let minimumNameWidth = 10

    /// Returns the columns that fit, from left to right.
    /// - Parameter skipping: how many columns, apart from the identifying ones, are scrolled away.
    static func place(in width: Int, skipping: Int) -> [PlacedColumn] {
        if skipping > 0 {
            return place(identity, then: Array(Column.all.dropFirst(identity.count + skipping)), in: width)
        }
        return place([], then: Column.all.filter { $0.fromWidth.map { width >= $0 } ?? false }, in: width)
    }

    /// Returns the columns that fit, and distributes the remaining width.
    /// - Parameters:
    ///   - first: columns that are always shown.
    ///   - others: columns that are shown if they fit. The first of them is narrowed if necessary.
    private static func place(_ first: [Column], then others: [Column], in width: Int) -> [PlacedColumn] {
        var chosen = first.map { (column: $0, width: $0.width) }
        var used = chosen.reduce(-1) { $0 + 1 + $1.width }
        if let next = others.first, let last = chosen.last {
            // The name is narrowed for the column that was scrolled to; then that column is narrowed if it still does
            // not fit.
            let given = max(0, min(last.width - minimumNameWidth, used + 1 + next.width - width))
            chosen[chosen.count - 1].width -= given
            used -= given
            let room = min(next.width, width - used - 1)
            if room > 0 {
                chosen.append((next, room))
                used += 1 + room
            }
        }
        for column in others.dropFirst(first.isEmpty ? 0 : 1) where used + 1 + column.width <= width {
            chosen.append((column, column.width))
            used += 1 + column.width
        }
        var spare = width - used
        var sharesLeft = chosen.reduce(0) { $0 + $1.column.stretch }
        var start = 0
        return chosen.map { column, minimum in
            let extra = sharesLeft == 0 ? 0 : spare * column.stretch / sharesLeft
            spare -= extra
            sharesLeft -= column.stretch
            let placed = PlacedColumn(column: column, start: start, width: minimum + extra)
            start += placed.width + 1
            return placed
        }
    }
}

extension PlacedColumn {
    /// Returns the columns of the cursor bar: from the port to the name. The state keeps its colour. A bar over the
    /// whole row would send three times as many bytes per move, because the terminal rewrites the bar in two rows.
    static func bar(_ columns: [PlacedColumn]) -> Range<Int> {
        let last = columns.first { $0.column.id == .name } ?? columns.prefix(3).last
        guard columns.count > 1, let last else { return 0..<Int.max }
        return columns[1].start..<last.start + last.width
    }
}
