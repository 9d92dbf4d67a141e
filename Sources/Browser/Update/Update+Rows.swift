// Updates the list from the account: completely, or only for rows that changed.

import Inventory
import Reports

extension BrowserState {
    /// Builds the list from the account.
    mutating func relist(isNewScope: Bool = false) {
        arrivals = RowArrivals()
        if isNewScope {
            listing.restart(rows: rowsInScope, failures: failures, in: account, now: now)
        } else {
            listing.reset(rows: rowsInScope, failures: failures, in: account, now: now)
        }
    }

    /// Notes rows that are new, changed or removed. `settleList` moves them to their positions in the list. It runs at
    /// most once per batch of messages, because moving one row takes as long as moving the rows of a hundred pages.
    /// - Parameter read: rows that were read again and have not changed, except for when they were read.
    mutating func apply(_ changed: [Int], read: [Int] = []) {
        arrivals.changed += changed
        arrivals.isAny = true
        // Only these orders depend on when a row was read.
        if [.age, .duration].contains(listing.sort.column) { arrivals.changed += read }
    }

    /// Updates the list with the rows that have arrived.
    mutating func settleList() {
        guard arrivals.isAny else { return }
        let rows = arrivals.changed
        arrivals = RowArrivals()
        if rows.isEmpty, failures.isEmpty, listing.unreadable.isEmpty {
            listing.tally(in: account)
            return
        }
        guard let narrowing else {
            listing.apply(rows.filter(isOfQuestion), failures: failures, in: account, now: now)
            return
        }
        let (inside, outside) = rows.reduce(into: ([Int](), Set<Int>())) { parts, row in
            if account.glances[row].isRemoved || account.contains(row, in: narrowing) {
                parts.0.append(row)
            } else {
                parts.1.insert(row)
            }
        }
        // `Listing.apply` only moves rows, so a row that no longer belongs to the part requires a new list.
        if !outside.isEmpty, listing.order.contains(where: outside.contains) {
            relist()
        } else {
            listing.apply(inside, failures: failures, in: account, now: now)
        }
    }

    /// Returns whether a row belongs to the current question.
    private func isOfQuestion(_ index: Int) -> Bool {
        let row = account.rows[index]
        if question.isFiltered { return currentRun?.found.contains(index) == true }
        switch question.scope {
        case .all: return true
        case .listener(let wanted): return row.id == wanted
        case .proxy, .group: return question.scope.owner.map(row.isClaimed) ?? false
        }
    }

    /// All indexes into the account's rows that the state stores between messages, except the `found` rows of runs.
    var heldRows: Set<Int> {
        var held = Set(listing.order.lazy.filter { account.glances[$0].isRemoved })
        held.formUnion([openedRow, paneSubject.row, reasons.row, historyRequests.row].compactMap(\.self))
        held.formUnion(overlays.rows)
        for view in narrowed { held.formUnion([view.row].compactMap(\.self) + view.overlays.rows) }
        return held
    }
}
