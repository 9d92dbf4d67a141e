// A sort order of rows: a column, a direction, and tie-breakers, so that the same data is always sorted in the same
// way, whatever order it arrived in.

package import Inventory
package import Essentials

/// A sort order of rows.
package struct SortOrder: Equatable, Sendable {
    package var column: ColumnID
    package var isReversed: Bool

    package init(column: ColumnID = .state, isReversed: Bool = false) {
        self.column = column
        self.isReversed = isReversed
    }

    /// Parses `word`, or a displayed title instead of the id; nil if there is no such column.
    package init?(word: String) {
        let isReversed = word.hasPrefix("-")
        guard let column = Column.named(word.dropFirst(isReversed ? 1 : 0)) else { return nil }
        self.init(column: column, isReversed: isReversed)
    }

    /// The order as it is written in `--sort` and stored for the next start: `port`, or `-port` for the reverse order.
    package var word: String { "\(isReversed ? "-" : "")\(column.rawValue)" }

    /// The worst state first.
    package static let worstFirst = SortOrder()

    /// Returns the rows in order.
    ///
    /// The keys are converted to numbers first, so that hardly any comparison reads a row or a text.
    package func sorted(_ rows: [Int], in account: Account, now: Moment) -> [Int] {
        let keys = keyed(rows, in: account, now: now)
        var order: [RankedRow] = []
        order.reserveCapacity(keys.count)
        let glances = account.glances.span
        for (place, key) in keys.enumerated() {
            order.append(RankedRow(key, at: place, glances[key.row], isReversed: isReversed))
        }
        order.sort { left, right in
            if left.first != right.first { return left.first < right.first }
            if left.second != right.second { return left.second < right.second }
            if left.isWhole, right.isWhole {
                if left.tie != right.tie { return left.tie < right.tie }
                if left.firstOfID != right.firstOfID { return left.firstOfID < right.firstOfID }
                if left.secondOfID != right.secondOfID { return left.secondOfID < right.secondOfID }
            }
            return precedes(keys[Int(left.place)], keys[Int(right.place)], in: account)
        }
        return order.map { keys[Int($0.place)].row }
    }

    /// Removes changed rows from a sorted list and inserts them at their new positions. Rows that have not changed
    /// cause no work.
    package func merging(_ changed: [Int], into list: [Int], in account: Account, now: Moment) -> [Int] {
        guard !changed.isEmpty else { return list }
        let moved = Set(changed)
        let stay = list.filter { !moved.contains($0) }
        let back = moved.filter { !account.rows[$0].isRemoved }
        // A binary search compares a dozen keys for each row. If many rows have changed, sorting the whole list is
        // cheaper.
        guard back.count < stay.count / 16 else { return sorted(stay + back, in: account, now: now) }
        let come = keyed(back, in: account, now: now).sorted { precedes($0, $1, in: account) }
        var merged: [Int] = []
        merged.reserveCapacity(stay.count + come.count)
        var from = 0
        for key in come {
            // A binary search for the row's position in the rest of the list.
            var low = from
            var high = stay.count
            while low < high {
                let middle = (low + high) / 2
                if precedes(keyed([stay[middle]], in: account, now: now)[0], key, in: account) {
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

    fileprivate struct Key {
        let row: Int
        let primary: SortKey
    }

    private func keyed(_ rows: some Sequence<Int>, in account: Account, now: Moment) -> [Key] {
        let column = Column[column]
        let glanceKey = column.glanceKey
        var contexts: [OwnerID?: ColumnContext] = [:]
        let noOwner = ColumnContext(owner: nil, now: now)
        let (all, glances) = (account.rows.span, account.glances.span)
        var keys: [Key] = []
        keys.reserveCapacity(rows.underestimatedCount)
        // This must not be a closure: a closure that captures the span crashes the optimizer of Swift 6.3.1.
        for row in rows {
            if let glanceKey {
                keys.append(Key(row: row, primary: glanceKey(glances[row])))
                continue
            }
            guard column.sortsByOwner else {
                keys.append(Key(row: row, primary: column.sortKey(all[row], noOwner)))
                continue
            }
            let owner = all[row].owner
            let context = contexts[owner] ?? ColumnContext(owner: account.owner(of: all[row]), now: now)
            contexts[owner] = context
            keys.append(Key(row: row, primary: column.sortKey(all[row], context)))
        }
        return keys
    }

    private func precedes(_ left: Key, _ right: Key, in account: Account) -> Bool {
        if left.primary != right.primary {
            // Absent values stay last in both directions.
            if left.primary == .absent || right.primary == .absent { return left.primary < right.primary }
            return (left.primary < right.primary) != isReversed
        }
        let (a, b) = (account.glances[left.row], account.glances[right.row])
        if a.state != b.state { return a.state < b.state }
        if a.port != b.port { return a.port < b.port }
        return account.rows[left.row].id.precedesByBytes(account.rows[right.row].id)
    }
}

/// The sort key of a row as numbers, and the tie-breakers for equal keys.
private struct RankedRow {
    let first: UInt64
    let second: UInt64
    /// Whether the numbers are the whole key.
    let isWhole: Bool
    /// The index of the key.
    let place: Int32
    /// The first tie-breaker: the state, then the port.
    let tie: UInt64
    /// The second tie-breaker: the beginning of the id.
    let firstOfID: UInt64
    let secondOfID: UInt64

    init(_ key: SortOrder.Key, at place: Int, _ glance: Glance, isReversed: Bool) {
        let mask = isReversed ? UInt64.max : 0
        switch key.primary {
        case .number(let number):
            // Absent values come last in both directions.
            let rank = min(UInt64(bitPattern: Int64(number)) ^ 1 << 63, .max - 1) ^ mask
            (first, second, isWhole) = (min(rank, .max - 1), 0, number > .min && number < .max)
        case .text(let text):
            let prefix = BytePrefix(text)
            (first, second) = (prefix.first ^ mask, prefix.second ^ mask)
            isWhole = prefix.isWhole && !text.isEmpty
        case .absent: (first, second, isWhole) = (.max, .max, true)
        }
        self.place = Int32(clamping: place)
        tie = UInt64(glance.state.rawValue) << 32 | UInt64(UInt32(bitPattern: glance.port) ^ 1 << 31)
        (firstOfID, secondOfID) = (glance.id.first, glance.id.second)
    }
}
