// The list of listeners: its rows, their order, the filter, and the cursor. The cursor belongs to a listener, not to a
// line: when rows move, it stays on the same listener.
//
// Invariants: `visible` is `order` without the rows that the filter hides, plus one line for the owners that could not
// be read; `cursor` is within `visible` unless that is empty; `order` and `visible` are computed again only if rows,
// filter or sort order change, not when the cursor moves.

import Inventory
import Reports
import Essentials

/// A line of the list.
enum Item: Hashable, Sendable {
    /// An index into `Account.rows`.
    case row(Int)
    /// All owners that could not be read, in one line. They must be visible, because they may have listeners, but must
    /// not displace problems.
    case unreadable
}

struct Listing: Sendable {
    private(set) var order: [Int] = []
    private(set) var visible: [Item] = []
    private(set) var counts = StateCounts()
    private(set) var problems = 0
    /// The owners of the line `.unreadable`: those that could not be read and that the filter does not hide.
    private(set) var unreadable: [OwnerID] = []
    /// The read time of the oldest row in the scope.
    private(set) var oldest: Moment?
    var sort = SortOrder.worstFirst
    var filterText = ""
    private(set) var filter: FilterExpression?
    /// How often a filter was set. Each time, all rows are searched.
    private(set) var searches = 0
    var problemsOnly = false
    private(set) var cursor = 0
    var top = 0
    /// The number of columns that are scrolled away to the left.
    var firstColumn = 0
    /// Whether the user has moved the cursor. Until then it stays at the top while rows arrive.
    private var isCursorPlaced = false

    init() {}

    // MARK: Rows

    /// Replaces all rows.
    mutating func reset(rows: [Int], failures: [OwnerID], in account: Account, now: Moment) {
        order = sort.sorted(rows, in: account, now: now)
        tally(in: account)
        show(failures: failures, in: account)
    }

    /// Replaces all rows for another scope. The cursor stays on its listener if the scope contains it, and otherwise
    /// moves to the top.
    mutating func restart(rows: [Int], failures: [OwnerID], in account: Account, now: Moment) {
        let before = item
        reset(rows: rows, failures: failures, in: account, now: now)
        isCursorPlaced = isCursorPlaced && before != nil && item == before
        if !isCursorPlaced { goToTop() }
    }

    /// Updates the list for rows that are new, changed or removed.
    mutating func apply(_ changed: [Int], failures: [OwnerID], in account: Account, now: Moment) {
        order = sort.merging(changed, into: order, in: account, now: now)
        tally(in: account)
        show(failures: failures, in: account)
    }

    /// Counts the rows by state, and finds the oldest one. This does not depend on the filter.
    mutating func tally(in account: Account) {
        counts = StateCounts()
        oldest = nil
        func add(_ glance: Glance) {
            counts.add(glance.state)
            if oldest.map({ glance.readAt.isBefore($0) }) ?? true { oldest = glance.readAt }
        }
        // If the list has all rows, they are visited in the order in which they are in memory.
        if order.count == account.stateCounts.total {
            for glance in account.glances where !glance.isRemoved { add(glance) }
        } else {
            for index in order { add(account.glances[index]) }
        }
        problems = counts.problems
    }

    /// Sets the filter. An invalid filter changes nothing.
    mutating func setFilter(_ text: String) throws(FilterExpression.ParseError) {
        searches += 1
        let parsed = try FilterExpression(parsing: text, isBeingTyped: true)
        filterText = text
        filter = parsed.isEmpty ? nil : parsed
    }

    /// Updates the visible rows after a change of the filter. If the cursor's listener is hidden, the cursor moves to
    /// the top.
    mutating func showFiltered(failures: [OwnerID], in account: Account) {
        let before = item
        show(failures: failures, in: account)
        if item != before { goToTop() }
    }

    /// Updates the visible rows.
    mutating func show(failures: [OwnerID], in account: Account) {
        let before = item
        let matches = filter?.matches(in: account)
        var items: [Item] = []
        items.reserveCapacity(order.count + 1)
        unreadable = failures.filter { passes($0, in: account) }
        for index in order {
            if let matches, !matches[index] { continue }
            if problemsOnly, !account.glances[index].state.isProblem { continue }
            items.append(.row(index))
        }
        if !unreadable.isEmpty {
            // The line comes after the problems if the list is sorted by state. In any other order it comes first,
            // because the end of the list may be far away.
            let isProblem = { (item: Item) in
                if case .row(let index) = item { account.glances[index].state.isProblem } else { false }
            }
            items.insert(.unreadable, at: sort == .worstFirst ? (items.lastIndex(where: isProblem) ?? -1) + 1 : 0)
        }
        visible = items
        if isCursorPlaced, let before, let line = visible.firstIndex(of: before) {
            // At the top of the list, new rows push the cursor down instead of appearing above the window.
            if top > 0 { top += line - cursor }
            cursor = line
        } else if !isCursorPlaced {
            cursor = 0
        }
        cursor = max(0, min(cursor, visible.count - 1))
        top = max(0, top)
    }

    /// Returns whether the filter shows a failed owner. The filter hides the owner only if the filter has a word
    /// that occurs in neither the id nor the name.
    private func passes(_ owner: OwnerID, in account: Account) -> Bool {
        guard let filter else { return true }
        let name = account.owners[owner]?.owner.name ?? ""
        let text = SearchFold.fold("\(owner.text) \(name) failed")
        return filter.highlights.allSatisfy { needle in
            text.indices.contains { text[$0...].starts(with: needle) }
        }
    }

    /// How many listeners are shown.
    var shownCount: Int { visible.count - (unreadable.isEmpty ? 0 : 1) }

    // MARK: The cursor

    var item: Item? { visible.indices.contains(cursor) ? visible[cursor] : nil }

    /// The row under the cursor.
    var row: Int? {
        if case .row(let index)? = item { index } else { nil }
    }

    mutating func move(to line: Int) {
        cursor = max(0, min(line, visible.count - 1))
        isCursorPlaced = true
    }

    /// Binds the cursor to its listener, as if the user had moved the cursor to that listener.
    mutating func pin() {
        if !visible.isEmpty { isCursorPlaced = true }
    }

    private mutating func goToTop() {
        cursor = 0
        top = 0
    }

    /// Scrolls just enough to make the cursor visible.
    mutating func scroll(height: Int) {
        guard height > 0 else { return }
        if cursor < top { top = cursor }
        if cursor >= top + height { top = cursor - height + 1 }
        top = max(0, min(top, max(0, visible.count - height)))
    }

    /// Returns the first line at or after (or before) `start` with a matching row, wrapping at the end; nil if no row
    /// matches.
    func nextLine(
        from start: Int, forward: Bool, in account: Account, where wanted: (Row) -> Bool
    ) -> Int? {
        let count = visible.count
        for step in 0..<count {
            let line = ((start + (forward ? step : -step)) % count + count) % count
            if case .row(let index) = visible[line], wanted(account.rows[index]) { return line }
        }
        return nil
    }
}
