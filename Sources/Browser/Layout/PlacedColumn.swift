// Which columns of the list are on the screen, and where.

import Inventory
import Reports

/// A column and where it stands.
struct PlacedColumn {
    let column: Column
    let start: Int
    let width: Int

    /// Its columns on a screen where the list starts at a column.
    func range(from left: Int) -> Range<Int> { left + start..<left + start + width }
}

extension PlacedColumn {
    /// What a listener is known by: these columns stay where the others are scrolled.
    private static let identity = [ColumnID.state, .port, .name].map { Column[$0] }
    /// How far the others can be scrolled: one of them is always there.
    static let mostSkipped = Column.all.count - identity.count - 1
    /// Columns that a name keeps where a scrolled column needs the room.
    private static let leastName = 10

    /// The columns that fit, left to right; `skipping` scrolls those that are not of the identity.
    static func place(in width: Int, skipping: Int) -> [PlacedColumn] {
        if skipping > 0 {
            return place(identity, then: Array(Column.all.dropFirst(identity.count + skipping)), in: width)
        }
        return place([], then: Column.all.filter { $0.fromWidth.map { width >= $0 } ?? false }, in: width)
    }

    /// - Parameters:
    ///   - first: columns that are there in any case.
    ///   - others: columns that are there as far as they fit; of the first one as much as fits.
    private static func place(_ first: [Column], then others: [Column], in width: Int) -> [PlacedColumn] {
        var chosen = first.map { (column: $0, width: $0.width) }
        var used = chosen.reduce(-1) { $0 + 1 + $1.width }
        if let next = others.first, let last = chosen.last {
            // The name gives way to the column that was scrolled to, and that one is cut where it still has no room.
            let given = max(0, min(last.width - leastName, used + 1 + next.width - width))
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
        return chosen.map { column, least in
            let extra = sharesLeft == 0 ? 0 : spare * column.stretch / sharesLeft
            spare -= extra
            sharesLeft -= column.stretch
            let placed = PlacedColumn(column: column, start: start, width: least + extra)
            start += placed.width + 1
            return placed
        }
    }
}

extension PlacedColumn {
    /// Where the cursor's bar is: from the port to the name. The state keeps its colour, and a bar over the whole row
    /// would cost three times the bytes at every move: both rows are written again as far as it reaches.
    static func bar(_ columns: [PlacedColumn]) -> Range<Int> {
        let last = columns.first { $0.column.id == .name } ?? columns.prefix(3).last
        guard columns.count > 1, let last else { return 0..<Int.max }
        return columns[1].start..<last.start + last.width
    }
}
