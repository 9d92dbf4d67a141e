// The listener list: which rows, in which order, past which filter, and where the cursor is. The cursor belongs to a
// listener, not to a line: however rows move, it stays on the same one.
//
// Invariants: `visible` is `order` without what the filter hides, with one line for the owners that could not be read;
// `cursor` is within `visible` unless that is empty; `order` and `visible` are only worked out again when rows, filter
// or order change, never for a move.

import Inventory
import Reports
import Essentials

/// A line of the list.
enum Item: Hashable, Sendable {
    /// An index into `Account.rows`.
    case row(Int)
    /// The owners that could not be read, all in one line: they are not owners without listeners, and must not push
    /// problems away.
    case unreadable
}

struct Listing: Sendable {
    private(set) var order: [Int] = []
    private(set) var visible: [Item] = []
    private(set) var counts = StateCounts()
    private(set) var problems = 0
    /// The owners that the line `.unreadable` stands for: those that could not be read and that the filter does not
    /// hide.
    private(set) var unreadable: [OwnerID] = []
    /// The oldest row in the scope.
    private(set) var oldest: Moment?
    var sort = SortOrder.worstFirst
    var filterText = ""
    private(set) var filter: FilterExpression?
    /// How often a filter was set, each of which searches all rows.
    private(set) var searches = 0
    var problemsOnly = false
    private(set) var cursor = 0
    var top = 0
    /// Columns scrolled away to the left.
    var firstColumn = 0
    /// The cursor stays at the top while rows stream in, until somebody moves it.
    private var isCursorPlaced = false

    init() {}

    // MARK: What is shown

    /// Starts over with these rows.
    mutating func reset(rows: [Int], failures: [OwnerID], in account: Account, now: Moment) {
        order = sort.sorted(rows, in: account, now: now)
        show(failures: failures, in: account)
    }

    /// Starts over in another scope: the cursor stays on its listener where that is there too, else goes to the top.
    mutating func restart(rows: [Int], failures: [OwnerID], in account: Account, now: Moment) {
        let before = item
        reset(rows: rows, failures: failures, in: account, now: now)
        isCursorPlaced = isCursorPlaced && before != nil && item == before
        if !isCursorPlaced { goToTop() }
    }

    /// Takes in rows that are new, changed or gone.
    mutating func apply(_ changed: [Int], failures: [OwnerID], in account: Account, now: Moment) {
        order = sort.merging(changed, into: order, in: account, now: now)
        show(failures: failures, in: account)
    }

    /// Understands a filter; a bad one leaves the list as it was.
    mutating func setFilter(_ text: String) throws(FilterExpression.ParseError) {
        searches += 1
        let parsed = try FilterExpression(parsing: text, isBeingTyped: true)
        filterText = text
        filter = parsed.isEmpty ? nil : parsed
    }

    /// Works out what is visible after a change of the filter: the cursor goes to the top when its listener is hidden.
    mutating func showFiltered(failures: [OwnerID], in account: Account) {
        let before = item
        show(failures: failures, in: account)
        if item != before { goToTop() }
    }

    /// Works out what is visible.
    mutating func show(failures: [OwnerID], in account: Account) {
        let before = item
        let matches = filter?.matches(in: account)
        var items: [Item] = []
        items.reserveCapacity(order.count + 1)
        unreadable = failures.filter { passes($0, in: account) }
        var problemsEnd = 0
        counts = StateCounts()
        oldest = nil
        for index in order {
            let glance = account.glances[index]
            counts.add(glance.state)
            if oldest.map({ glance.readAt.isBefore($0) }) ?? true { oldest = glance.readAt }
            if let matches, !matches[index] { continue }
            if problemsOnly, !glance.state.isProblem { continue }
            items.append(.row(index))
            if glance.state.isProblem { problemsEnd = items.count }
        }
        // Below the problems where they stand together, else first: in every other order the end of the list may be far
        // away.
        if !unreadable.isEmpty { items.insert(.unreadable, at: sort == .worstFirst ? problemsEnd : 0) }
        problems = State.allCases.reduce(0) { $0 + ($1.isProblem ? counts[$1] : 0) }
        visible = items
        if isCursorPlaced, let before, let place = visible.firstIndex(of: before) {
            // At the very top one watches what comes up: new rows push the cursor down rather than stay out of sight.
            if top > 0 { top += place - cursor }
            cursor = place
        } else if !isCursorPlaced {
            cursor = 0
        }
        cursor = max(0, min(cursor, visible.count - 1))
        top = max(0, top)
    }

    /// A failed owner is hidden only by words that its id and name do not hold.
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

    mutating func move(to place: Int) {
        cursor = max(0, min(place, visible.count - 1))
        isCursorPlaced = true
    }

    /// The cursor belongs to its listener from now on, as if it had been moved there.
    mutating func pin() {
        if !visible.isEmpty { isCursorPlaced = true }
    }

    private mutating func goToTop() {
        cursor = 0
        top = 0
    }

    /// Scrolls as little as needed for the cursor to be seen.
    mutating func scroll(height: Int) {
        guard height > 0 else { return }
        if cursor < top { top = cursor }
        if cursor >= top + height { top = cursor - height + 1 }
        top = max(0, min(top, max(0, visible.count - height)))
    }

    /// The first place after (or before) the cursor, going round, where a row is as wanted.
    func place(
        from start: Int, forward: Bool, in account: Account, where wanted: (Row) -> Bool
    ) -> Int? {
        let count = visible.count
        for step in 0..<count {
            let place = ((start + (forward ? step : -step)) % count + count) % count
            if case .row(let index) = visible[place], wanted(account.rows[index]) { return place }
        }
        return nil
    }
}
