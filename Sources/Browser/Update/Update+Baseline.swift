import Inventory
import Reports
import Essentials

extension BrowserState {
    /// Marks what is known now.
    mutating func mark() {
        let isFirst = baseline == nil
        baseline = Baseline(markedAt: now, side: Comparison.Side(account))
        changesSince = .mark
        let (rows, time) = (Count.text(account.stateCounts.total), localTime(now))
        let (key, isWhole) = (keyName(.changes), sweepRun?.isComplete == true)
        let again = isFirst ? "" : " again"
        let rest =
            isWhole
            ? Wording(verbatim: "")
            : Wording(
                "; what was read of the other owners is compared as far as it goes", zh: "；未读完的通道仅比较已读部分")
        say(
            Wording(
                "marked \(rows) listeners as the baseline\(again) at \(time); \(key) shows what changes\(rest[.english])",
                zh: "已于 \(time) 将 \(rows) 个监听器\(isFirst ? "" : "重新")标记为基线；按 \(key) 查看变化\(rest[.chinese])"))
    }

    /// Shows what changed; pressed again, since the next moment.
    mutating func showChanges() {
        let moments = comparableSince
        guard let first = moments.first else { return }
        let place = moments.firstIndex(of: changesSince)
        if openText?.subject == .changes, let place {
            changesSince = moments[(place + 1) % moments.count]
        } else if place == nil {
            changesSince = first
        }
        compareWithMark()
        show(.changes)
    }

    /// Compares when it is asked for and after each sweep, not for each frame.
    mutating func compareWithMark() {
        guard let baseline else { return }
        self.baseline?.comparison = Comparison(from: baseline.side, to: Comparison.Side(account))
    }
}
