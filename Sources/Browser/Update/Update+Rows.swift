// What the list shows of the account: worked out whole, or row by row as rows change.

import Inventory

extension BrowserState {
    /// Works the list out from the account.
    mutating func relist(isNewScope: Bool = false) {
        if isNewScope {
            listing.restart(rows: rowsInScope, failures: failures, in: account, now: now)
        } else {
            listing.reset(rows: rowsInScope, failures: failures, in: account, now: now)
        }
    }

    /// Rows have changed: those that the list shows move to their places.
    mutating func apply(_ rows: [Int]) {
        guard let narrowing else {
            listing.apply(rows.filter(isOfQuestion), failures: failures, in: account, now: now)
            return
        }
        let (inside, outside) = rows.reduce(into: ([Int](), Set<Int>())) { parts, row in
            if account.rows[row].isRemoved || account.contains(row, in: narrowing) {
                parts.0.append(row)
            } else {
                parts.1.insert(row)
            }
        }
        // A row that has left the part must go out of the list, which only moves what it has.
        if !outside.isEmpty, listing.order.contains(where: outside.contains) {
            relist()
        } else {
            listing.apply(inside, failures: failures, in: account, now: now)
        }
    }

    /// Whether a row belongs to what is asked.
    private func isOfQuestion(_ index: Int) -> Bool {
        let row = account.rows[index]
        if question.isFiltered { return currentRun?.found.contains(index) == true }
        switch question.scope {
        case .all: return true
        case .listener(let wanted): return row.id == wanted
        case .proxy, .group: return question.scope.owner.map(row.isClaimed) ?? false
        }
    }

    /// Every index into the account's rows that is kept from one message to the next, but for those of a run, which are
    /// `found` rows.
    var heldRows: Set<Int> {
        var held = Set(listing.order.lazy.filter { account.rows[$0].isRemoved })
        held.formUnion([openedRow, paneSubject.row, reasons.row, historyDesk.row].compactMap(\.self))
        if case .json(let row)? = openText?.subject { held.insert(row) }
        for view in narrowed { held.formUnion([view.row, view.detail].compactMap(\.self)) }
        return held
    }
}
