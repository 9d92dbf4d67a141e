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
            let row = account.rows[looked]
            requests += historyDesk.ask(
                about: row, channels: account.channels(of: row.owner), isOpen: isOpen, again: !isPaused, now: now)
        }
        if isTick, !isPaused, overlay == nil { requests += historyDesk.askBehind(problemsOnScreen, now: now) }
        return requests.map(Effect.fetch)
    }

    /// The problems among the rows on the screen, from the top.
    private var problemsOnScreen: [(row: Row, channels: [String])] {
        listing.visible.dropFirst(listing.top).prefix(Layout(self).list.count).compactMap { item in
            guard case .row(let index) = item, account.glances[index].state.isProblem else { return nil }
            let row = account.rows[index]
            return (row, account.channels(of: row.owner))
        }
    }

    /// The history of an origin was read, or why it was not.
    mutating func noteHistory(of key: OriginKey, failing error: CloudError?) {
        if historyDesk.take(key, failing: error), let error, remark == nil {
            let code = Notice(error, language: options.language).what
            say(
                Wording(
                    "FOR shows what this run has seen, for histories are refused: \(code)",
                    zh: "历史记录被拒绝，“持续”仅显示本次运行所见：\(code)"),
                advice: Wording("\(keyName(.errors)) has the error", zh: "按 \(keyName(.errors)) 查看错误"))
        }
        logAside(error, .history, of: key.listenerID)
        reasons.forget()
        // Only this order depends on it, and to put a row in its place costs a look at all of them.
        if listing.sort.column == .duration, let row = account.row(id: key.listenerID) { apply([row]) }
    }

    /// A listener's traffic was read, or why it was not.
    mutating func noteTraffic(of listenerID: String, failing error: CloudError?) {
        historyDesk.takeTraffic(of: listenerID, failing: error)
        logAside(error, .traffic, of: listenerID)
    }

    /// The panes have one line for such an error; `L` has all of it.
    private mutating func logAside(_ error: CloudError?, _ aside: HistoryDesk.Aside, of listenerID: String) {
        guard historyDesk.isNews(error, of: aside), let error else { return }
        log(Notice(error, subject: listenerID, language: options.language))
    }
}
