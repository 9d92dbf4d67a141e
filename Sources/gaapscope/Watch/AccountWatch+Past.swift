import Essentials
import Inventory
import Journal
import Reports

extension AccountWatch.Past {
    /// Reads what earlier runs have stored about the account. A file that cannot be read is ignored here; the next
    /// write to it reports the error.
    init(_ state: LastState?, _ question: Question) {
        guard let state else { return }
        kept = WatchedState(state, question).load()
        guard let journal = try? JournalDatabase(existing: state.journalPath) else { return }
        observedUntil = try? journal.lastObserved(question.scope.owner)
        for entry in (try? journal.lastReadability()) ?? [] {
            guard case .unreadable(let owner, _, let reason) = entry.what else { continue }
            unreadable.append(AccountWatch.Unreadable(owner: owner, reason: reason, since: entry.interval.by))
        }
    }
}
