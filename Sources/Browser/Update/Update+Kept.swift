// Beginning with what was kept of an earlier run, and browsing a snapshot with nothing behind it.

import Inventory
package import Reports
import Essentials

extension BrowserState {
    /// A question to a snapshot is answered on the spot.
    mutating func answerOffline(_ run: Run) -> Run {
        guard let kept else { return run }
        var run = run
        if let file = kept.offlineFile,
            let notice = Notice(run.question.scope, notHeldBy: account, of: file, language: options.language)
        {
            remark = notice
        }
        run.owners = account.owners.keys.sorted()
        run.areOwnersKnown = true
        run.noteAllRead()
        run.found = Set(account.rows.indices.filter { run.question.includes(account.rows[$0]) })
        run.areOwnersUnsure = !kept.isComplete
        run.finishedAt = Moment(wall: kept.readAt)
        return run
    }

    /// All has been read again.
    mutating func forgetKept(after run: Run) {
        if !isOffline, run.question == Question(.all), run.isWhole { kept = nil }
    }

    /// The account as the last whole sweep found it, to be kept for the next start; nil where no sweep was whole. What
    /// has been read since, by a sweep that is under way or has failed, is in it, too: its time is that of the whole
    /// one.
    package func sweptState(provenance: Report.Provenance) -> SnapshotDocument? {
        guard !isOffline, let (readAt, owners) = wholeSweep else { return nil }
        let rows = account.rows.indices.filter { place in
            let row = account.rows[place]
            // One of no known owner was asked for by its id.
            return !row.isRemoved && row.owner.map(owners.contains) ?? true
        }
        var document =
            Report(account: account, rows: rows, isComplete: true, now: readAt, provenance: provenance).document
        document.owners = document.owners.filter { owners.contains($0.owner.id) }
        for index in document.owners.indices { document.owners[index].isComplete = true }
        return document
    }
}
