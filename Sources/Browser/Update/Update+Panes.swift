// The panes next to and below the list: their focus, and the requests for the listener that they show.

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

    /// The row that the detail or the pane shows.
    private var shownRow: Int? {
        openedRow ?? (overlay == nil && !Layout(self).pane.isEmpty ? listing.row : nil)
    }

    /// Returns the requests for the listener that is shown: immediately if its detail is open, otherwise when the
    /// cursor rests.
    mutating func historyEffects(isTick: Bool) -> [Effect] {
        if isOffline { return [] }
        let shown = shownRow
        let isOpen = openedRow != nil
        var requests = historyRequests.look(at: shown, now: now)
        if let shown, isOpen || isTick && !isPaused {
            let row = account.rows[shown]
            requests += historyRequests.ask(
                about: row, channels: account.channels(of: row.owner), isOpen: isOpen, again: !isPaused, now: now)
        }
        if isTick, !isPaused, overlay == nil {
            requests += historyRequests.requestInBackground(problemsOnScreen, now: now)
        }
        return requests.map(Effect.fetch)
    }

    /// The problems among the visible rows, from the top.
    private var problemsOnScreen: [(row: Row, channels: [String])] {
        listing.visible.dropFirst(listing.top).prefix(Layout(self).list.count).compactMap { item in
            guard case .row(let index) = item, account.glances[index].state.isProblem else { return nil }
            let row = account.rows[index]
            return (row, account.channels(of: row.owner))
        }
    }

    /// Notes that the history of an origin was read, or the error.
    mutating func noteHistory(of key: OriginKey, failing error: CloudError?) {
        if historyRequests.take(key, failing: error), let error {
            let code = Notice(error, language: options.language).what
            showNotice(
                Wording(
                    "no access to histories, so FOR shows only what was observed since the start: \(code)",
                    zh: "无权读取历史，“持续”仅显示启动后观察到的时长：\(code)"),
                advice: Wording("\(keyName(.errors)) shows the error", zh: "按 \(keyName(.errors)) 查看错误"),
                about: .histories)
        }
        logSideRequest(error, .history, of: key.listenerID)
        reasons.forget()
        // Only this sort order depends on histories, and moving a row takes time proportional to the number of rows.
        if listing.sort.column == .duration, let row = account.row(id: key.listenerID) { apply([row]) }
    }

    /// Notes that the traffic of a listener was read, or the error.
    mutating func noteTraffic(of listenerID: String, failing error: CloudError?) {
        historyRequests.takeTraffic(of: listenerID, failing: error)
        logSideRequest(error, .traffic, of: listenerID)
    }

    /// Logs an error of a side request. The panes show one line about it; the error log shows the complete error.
    private mutating func logSideRequest(
        _ error: CloudError?, _ kind: HistoryRequests.SideRequest, of listenerID: String
    ) {
        guard historyRequests.isNews(error, of: kind), let error else { return }
        log(Notice(error, subject: listenerID, language: options.language))
    }
}
