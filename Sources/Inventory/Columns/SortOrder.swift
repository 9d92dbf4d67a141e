// An order of rows: a column, a direction, and what decides between equals, so that the same data always come in the same order
// however they arrived.

package import TencentCloud

/// How rows are ordered.
package struct SortOrder: Equatable, Sendable {
    /// A column's id.
    package var column: String
    package var isReversed: Bool

    package init(column: String = "state", isReversed: Bool = false) {
        self.column = column
        self.isReversed = isReversed
    }

    /// Worst first.
    package static let worstFirst = SortOrder()

    /// The rows in order.
    package func sorted(_ rows: [Int], in account: Account, now: UnixTime) -> [Int] {
        keyed(rows, in: account, now: now).sorted(by: precedes).map(\.row)
    }

    /// Takes changed rows out of a list that is in order and puts them where they belong now: no work for rows that stay.
    package func merging(_ changed: [Int], into list: [Int], in account: Account, now: UnixTime) -> [Int] {
        guard !changed.isEmpty else { return list }
        let moved = Set(changed)
        let stay = list.filter { !moved.contains($0) }
        let come = keyed(moved.filter { !account.rows[$0].isRemoved }, in: account, now: now).sorted(by: precedes)
        var merged: [Int] = []
        merged.reserveCapacity(stay.count + come.count)
        var from = 0
        for key in come {
            // Where the row goes, by halving what is left of the list.
            var low = from
            var high = stay.count
            while low < high {
                let middle = (low + high) / 2
                if precedes(self.key(of: stay[middle], in: account, now: now), key) {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
            merged.append(contentsOf: stay[from..<low])
            merged.append(key.row)
            from = low
        }
        merged.append(contentsOf: stay[from...])
        return merged
    }

    private struct Key {
        let row: Int
        let primary: SortKey
        let severity: Int
        let port: Int
        let id: String
    }

    private func keyed(_ rows: some Sequence<Int>, in account: Account, now: UnixTime) -> [Key] {
        rows.map { key(of: $0, in: account, now: now) }
    }

    private func key(of row: Int, in account: Account, now: UnixTime) -> Key {
        let value = account.rows[row]
        let column = Column.named(column) ?? Column.all[0]
        let context = ColumnContext(owner: account.owners[value.owner]?.owner, now: now)
        return Key(
            row: row, primary: column.sortKey(value, context), severity: value.state.rawValue,
            port: value.port ?? 0, id: value.id)
    }

    private func precedes(_ left: Key, _ right: Key) -> Bool {
        if left.primary != right.primary {
            // What is absent stays last in both directions.
            if left.primary == .absent || right.primary == .absent { return left.primary < right.primary }
            return (left.primary < right.primary) != isReversed
        }
        if left.severity != right.severity { return left.severity < right.severity }
        if left.port != right.port { return left.port < right.port }
        return left.id < right.id
    }
}
