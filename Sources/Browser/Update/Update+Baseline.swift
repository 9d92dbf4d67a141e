// Marks a baseline, and shows the changes since a moment.

import Inventory
import Reports
import Essentials

extension BrowserState {
    /// Marks the current state as baseline.
    mutating func mark() {
        let isFirst = baseline == nil
        baseline = Baseline(markedAt: now, side: Comparison.Side(account))
        let (rows, time) = (Count.text(account.stateCounts.total), localTime(now))
        let key = keyName(.changes)
        let (baseline, verb) = isFirst ? ("the baseline", "标记") : ("the new baseline", "重新标记")
        showRemark(
            sweepRun?.isComplete == true
                ? Wording(
                    "marked \(rows) listeners as \(baseline) at \(time); \(key) shows later changes",
                    zh: "已于 \(time) 将 \(rows) 个监听器\(verb)为基线，按 \(key) 查看此后的变化")
                : Wording(
                    "marked \(rows) listeners as \(baseline) at \(time); some owners were not read completely, "
                        + "so \(key) compares only what was read",
                    zh: "已于 \(time) 将 \(rows) 个监听器\(verb)为基线；部分通道或通道组未读完，按 \(key) 仅比较已读部分"))
        if overlay == .changes { showChanges(since: .mark) }
    }

    /// Shows the changes since the mark or, if there is no mark, since the start. If the changes are already shown,
    /// goes to the next moment.
    mutating func showChanges() -> [Effect] {
        let moments = comparableSince
        guard let first = moments.first else { return [] }
        if overlay == .changes {
            let index = moments.firstIndex(of: changesView.since) ?? -1
            showChanges(since: moments[(index + 1) % moments.count])
            return []
        }
        let effects = openRecords(.changes)
        showChanges(since: first)
        return effects
    }

    private mutating func showChanges(since: ChangesSince) {
        changesView.since = since
        refreshChanges()
        changesView.goToTop()
    }

    /// Handles a typed time: shows the changes since then, or the fault of the text.
    mutating func submitTime(_ text: String) -> [Effect] {
        let typed = text.split(separator: " ").joined(separator: " ")
        guard let time = TimeExpression.parse(typed, now: now.wall, zone: options.zone) else {
            let fault = words(
                "\(typed) is not a time: use 20m, 2h, 14:02, 2026-11-28 or “2026-11-28 14:02”",
                zh: "\(typed) 不是时间：请用 20m、2h、14:02、2026-11-28 或“2026-11-28 14:02”")
            prompt?.fault = fault
            return []
        }
        guard time <= now.wall else {
            let fault = words("\(localTime(time)) is in the future", zh: "\(localTime(time)) 是将来的时间")
            prompt?.fault = fault
            return []
        }
        prompt = nil
        promptMemory.add(text, to: .since)
        let effects = overlay == .changes ? [] : openRecords(.changes)
        showChanges(since: .time(time))
        return effects
    }

    /// Opens the listener of the selected line, or the listeners of its owner. If the listener or owner no longer
    /// exists, shows what is recorded about it.
    mutating func openChange() -> [Effect] {
        switch changesView.selected {
        case .change(let change):
            if let row = recordRows.first {
                show(.detail(row))
                account.markSeen(row)
            } else {
                showEntries(about: change.subject.id, title: String(change.subject.line.drop { $0 == " " }))
            }
        case .owner(let change):
            if canNarrow(to: change.owner) { return narrow(to: .owner(change.owner)) }
            showEntries(about: change.owner.text, title: "\(change.owner.text) \(change.name)")
        case .blank, .section, nil: break
        }
        return []
    }
}
