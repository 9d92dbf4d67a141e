// An order of rows: a column, a direction, and what decides between equals, so that the same data always come in the
// same order however they arrived.

package import Inventory
package import Essentials

/// How rows are ordered.
package struct SortOrder: Equatable, Sendable {
    package var column: ColumnID
    package var isReversed: Bool

    package init(column: ColumnID = .state, isReversed: Bool = false) {
        self.column = column
        self.isReversed = isReversed
    }

    /// Reads `word`, or a title on the screen in place of the id; nil if there is no such column.
    package init?(word: String) {
        let isReversed = word.hasPrefix("-")
        guard let column = Column.named(word.dropFirst(isReversed ? 1 : 0)) else { return nil }
        self.init(column: column, isReversed: isReversed)
    }

    /// As it is written in `--sort` and kept for the next start: `port`, or `-port` for the other way round.
    package var word: String { "\(isReversed ? "-" : "")\(column.rawValue)" }

    /// Worst first.
    package static let worstFirst = SortOrder()

    /// The rows in order.
    ///
    /// Texts are ranked first, so that what is sorted are numbers: 10,000 rows fit into a frame.
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

    /// A key whose value is a number now.
    private struct Ranked {
        let row: Int
        let rank: Int
        /// The state, then the port.
        let tie: Int

        init(row: Int, glance: Glance, rank: Int) {
            self.row = row
            self.rank = rank
            tie = glance.state.rawValue << 32 + Int(glance.port)
        }
    }

    /// Where each text comes among all of them.
    private static func places(of keys: [Key]) -> [String: Int] {
        var texts: Set<String> = []
        for case .text(let text) in keys.lazy.map(\.primary) { texts.insert(text) }
        return Dictionary(uniqueKeysWithValues: texts.sorted().enumerated().map { ($1, $0) })
    }

    /// Takes changed rows out of a list that is in order and puts them where they belong now: no work for rows that
    /// stay.
    package func merging(_ changed: [Int], into list: [Int], in account: Account, now: Moment) -> [Int] {
        guard !changed.isEmpty else { return list }
        let moved = Set(changed)
        let stay = list.filter { !moved.contains($0) }
        let back = moved.filter { !account.rows[$0].isRemoved }
        // Halving asks for a dozen keys a row: beyond a small part of the list, sorting it all is less work.
        guard back.count < stay.count / 16 else { return sorted(stay + back, in: account, now: now) }
        let come = keyed(back, in: account, now: now).sorted { precedes($0, $1, in: account) }
        var merged: [Int] = []
        merged.reserveCapacity(stay.count + come.count)
        var from = 0
        for key in come {
            // Where the row goes, by halving what is left of the list.
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
        let nobody = ColumnContext(owner: nil, now: now)
        let all = account.rows.span
        var keys: [Key] = []
        keys.reserveCapacity(rows.underestimatedCount)
        // Not a closure: one that captures the span crashes the optimizer of Swift 6.3.1.
        for row in rows {
            guard column.sortsByOwner else {
                keys.append(Key(row: row, primary: column.sortKey(all[row], nobody)))
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
            // What is absent stays last in both directions.
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
    /// A number that orders as the value does; what is absent comes last.
    fileprivate func rank(_ places: [String: Int]) -> Int {
        switch self {
        case .number(let number): min(max(number, -.max), .max - 1)
        case .text(let text): places[text] ?? 0
        case .absent: .max
        }
    }
}
