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
    /// Texts are ranked first, so that only numbers are compared while sorting. With 10,000 rows this fits into a
    /// frame.
    package func sorted(_ rows: [Int], in account: Account, now: Moment) -> [Int] {
        let keys = keyed(rows, in: account, now: now)
        let places = Self.places(of: keys)
        let (glances, all) = (account.glances.span, account.rows.span)
        var order = keys.map { key in
            let rank = key.primary.rank(places)
            return Ranked(
                row: key.row, glance: glances[key.row], rank: isReversed && rank < .max ? -rank : rank)
        }
        order.sort { left, right in
            if left.rank != right.rank { return left.rank < right.rank }
            if left.tie != right.tie { return left.tie < right.tie }
            return all[left.row].id < all[right.row].id
        }
        return order.map(\.row)
    }

    /// A row with its sort key as a number.
    private struct Ranked {
        let row: Int
        let rank: Int
        /// The tie-breaker: the state, then the port.
        let tie: Int

        init(row: Int, glance: Glance, rank: Int) {
            self.row = row
            self.rank = rank
            tie = glance.state.rawValue << 32 + Int(glance.port)
        }
    }

    /// The rank of each text among all texts.
    private static func places(of keys: [Key]) -> [String: Int] {
        var texts: Set<String> = []
        for case .text(let text) in keys.lazy.map(\.primary) { texts.insert(text) }
        return Dictionary(uniqueKeysWithValues: texts.sorted().enumerated().map { ($1, $0) })
    }

    /// Removes changed rows from a sorted list and inserts them at their new positions. Rows that stay cause no work.
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

    private struct Key {
        let row: Int
        let primary: SortKey
    }

    private func keyed(_ rows: some Sequence<Int>, in account: Account, now: Moment) -> [Key] {
        let column = Column[column]
        var contexts: [OwnerID?: ColumnContext] = [:]
        let noOwner = ColumnContext(owner: nil, now: now)
        let all = account.rows.span
        var keys: [Key] = []
        keys.reserveCapacity(rows.underestimatedCount)
        // This must not be a closure: a closure that captures the span crashes the optimizer of Swift 6.3.1.
        for row in rows {
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
        return account.rows[left.row].id < account.rows[right.row].id
    }
}

extension SortKey {
    /// Returns a number with the same order as the value. Absent values come last.
    fileprivate func rank(_ places: [String: Int]) -> Int {
        switch self {
        case .number(let number): min(max(number, -.max), .max - 1)
        case .text(let text): places[text] ?? 0
        case .absent: .max
        }
    }
}
