// The panes beside and below the list: which there are, which has the focus, and what is asked about the listener that
// they show.

import Essentials
import Inventory
import Reports
import TencentCloud

extension BrowserState {
    mutating func moveFocus(by step: Int) {
        let panes = panes
        let at = panes.firstIndex(of: focus) ?? 0
        focus = panes[((at + step) % panes.count + panes.count) % panes.count]
    }

    // MARK: Histories

    /// The row that somebody looks at, if the detail or the pane shows one.
    private var rowLookedAt: Int? {
        openedRow ?? (overlay == nil && !Layout(self).pane.isEmpty ? listing.row : nil)
    }

    /// What is to be asked about the listener that somebody looks at: at once where it was opened, else when the cursor
    /// rests.
    mutating func historyEffects(isTick: Bool) -> [Effect] {
        if isOffline { return [] }
        let looked = rowLookedAt
        let isOpen = openedRow != nil
        var requests = historyDesk.look(at: looked, now: now)
        if let looked, isOpen || isTick && !isPaused {
            requests += historyDesk.ask(about: account.rows[looked], isOpen: isOpen, again: !isPaused, now: now)
        }
        return requests.map(Effect.fetch)
    }

    /// Takes in the history of an origin, or why there is none.
    mutating func take(_ history: Result<OriginHistory, CloudError>, of key: OriginKey, at time: Moment) {
        var fault: CloudError?
        switch history {
        case .success(let history): account.note(history, of: key)
        case .failure(let error):
            fault = error
            account.note(error, of: key, at: time)
        }
        historyDesk.take(key, failing: fault)
        logAside(fault, .history, of: key.listenerID)
        reasons.forget()
        // Only this order depends on it, and to put a row in its place costs a look at all of them.
        if listing.sort.column == "for", let row = account.row(id: key.listenerID) { apply([row]) }
    }

    /// Takes in what a listener has carried, or why that could not be had.
    mutating func take(_ traffic: Result<Traffic, CloudError>, of listenerID: String) {
        switch traffic {
        case .success(let traffic):
            account.note(traffic, of: listenerID)
            historyDesk.takeTraffic(of: listenerID, failing: nil)
            logAside(nil, .traffic, of: listenerID)
        case .failure(let error):
            historyDesk.takeTraffic(of: listenerID, failing: error)
            logAside(error, .traffic, of: listenerID)
        }
    }

    /// The panes have one line for such an error; `L` has all of it.
    private mutating func logAside(_ error: CloudError?, _ aside: HistoryDesk.Aside, of listenerID: String) {
        guard historyDesk.isNews(error, of: aside), let error else { return }
        log(Notice(error, subject: listenerID, language: options.language))
    }
}
