import Inventory

extension BrowserState {
    /// Marks what is known now.
    mutating func mark() {
        let again = baseline == nil ? "" : " anew"
        baseline = Baseline(markedAt: now, side: Comparison.Side(account))
        let rows = account.stateCounts.total
        let whole =
            sweepRun?.isComplete == true ? "" : "; owners that have not been read whole are compared as far as they go"
        say(
            "baseline marked\(again) at \(localTime(now)): \(Count.text(rows)) listeners\(whole)",
            advice: "\(keyName(.changes)) shows what changes")
    }

    /// Compares once, when it is asked for: what a screen shows must not change under who reads it, nor cost a comparison a frame.
    mutating func showChanges() {
        guard let baseline else { return }
        self.baseline?.comparison = Comparison(from: baseline.side, to: Comparison.Side(account))
        self.baseline?.comparedAt = now
        show(.changes)
    }
}
