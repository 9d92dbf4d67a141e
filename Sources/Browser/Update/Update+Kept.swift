// The stored state of a previous start, and offline browsing of a snapshot.

import Inventory
package import Reports
import Essentials

extension BrowserState {
    /// Answers a question from the snapshot and returns the finished run.
    mutating func answerOffline(_ run: Run) -> Run {
        guard let kept else { return run }
        var run = run
        if let file = kept.offlineFile,
            let notice = Notice(run.question.scope, notHeldBy: account, of: file, language: options.language)
        {
            remarks.answer(notice)
        }
        run.owners = account.owners.keys.sorted()
        run.areOwnersKnown = true
        run.noteAllRead()
        run.found = Set(account.rows.indices.filter { run.question.includes(account.rows[$0]) })
        run.areOwnersUnsure = !kept.isComplete
        run.finishedAt = Moment(wall: kept.readAt)
        return run
    }

    /// Forgets the stored state once the whole account has been read.
    mutating func forgetKept(after run: Run) {
        if !isOffline, run.question == Question(.all), run.isWhole { kept = nil }
    }

    /// Returns the account as of the last complete sweep, to be stored for the next start; nil if no sweep was
    /// complete. The document also contains what later unfinished or failed sweeps have read, but its time is that of
    /// the complete sweep.
    package func sweptState(provenance: Report.Provenance) -> SnapshotDocument? {
        guard !isOffline, let (readAt, owners) = wholeSweep else { return nil }
        let rows = account.rows.indices.filter { index in
            let row = account.rows[index]
            // A row without a known owner was requested by its id.
            return !row.isRemoved && row.owner.map(owners.contains) ?? true
        }
        var document =
            Report(account: account, rows: rows, isComplete: true, now: readAt, provenance: provenance).document
        document.owners = document.owners.filter { owners.contains($0.owner.id) }
        for index in document.owners.indices { document.owners[index].isComplete = true }
        return document
    }
}
