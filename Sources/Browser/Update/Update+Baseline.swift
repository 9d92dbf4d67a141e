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
        let rest =
            sweepRun?.isComplete == true
            ? Wording(verbatim: "")
            : Wording(
                "; owners that have not been read whole are compared as far as they go", zh: "；未读完的通道仅比较已读部分")
        say(
            Wording(
                "baseline marked\(isFirst ? "" : " anew") at \(time): \(rows) listeners\(rest[.english])",
                zh: "已于 \(time) \(isFirst ? "标记" : "重新标记")基线：\(rows) 个监听器\(rest[.chinese])"),
            advice: Wording("\(keyName(.changes)) shows what changes", zh: "按 \(keyName(.changes)) 查看变化"))
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
