// Recording what sweeps find, and looking at it: `T` and what Enter does there.

import Essentials
import Inventory
package import Reports

extension BrowserState {
    // MARK: Recording

    /// Notes what an event of the service has changed.
    mutating func record(_ transitions: [Transition]) {
        if !transitions.isEmpty { timeline.recorder.take(transitions, in: account, now: now) }
    }

    /// A run has ended: what it found goes to the journal, and so does that somebody looked.
    mutating func journalEffects(after run: Run) -> [Effect] {
        let scope = observed(by: run)
        guard scope != .part || !timeline.recorder.isEmpty else { return [] }
        return journalBatch(scope, since: run.startedAt).map { [.record($0)] } ?? []
    }

    /// What was found and has not gone to the journal, for the end of the session.
    package mutating func lastBatch() -> JournalBatch? {
        timeline.recorder.isEmpty ? nil : journalBatch(.part, since: now)
    }

    private mutating func journalBatch(_ scope: JournalBatch.Scope, since: Moment) -> JournalBatch? {
        guard !isOffline else { return nil }
        let found = timeline.recorder.flush()
        timeline.add(found)
        // By the clock as it stands now, in case that was set in between.
        let start = now.age(of: since).map { now.wall + -$0 } ?? now.wall
        if scope != .part { timeline.observe(from: start, to: now.wall) }
        return JournalBatch(scope, since: start, until: now.wall, longestGap: staleAfter, entries: found)
    }

    /// What a run has observed whole. Owners that could not be read have entries of their own.
    private func observed(by run: Run) -> JournalBatch.Scope {
        guard !run.question.isFiltered, run.failure == nil, run.failedLists.isEmpty, run.id != ownersRun,
            run.owners.isEmpty || run.failed.count < run.owners.count
        else { return .part }
        switch run.question.scope {
        case .all: return .all
        case .proxy, .group: return run.question.scope.owner.map { run.failed[$0] == nil ? .owner($0) : .part } ?? .part
        case .listener: return .part
        }
    }

    /// The history of an origin may say more exactly when it failed.
    mutating func narrowEntry(of key: OriginKey) -> [Effect] {
        guard let place = account.row(id: key.listenerID), let since = account.rows[place].since,
            let known = timeline.newest(of: key.listenerID), known.health?.to == account.rows[place].state,
            case .service(let granularity)? = account.histories[key]?.source,
            let narrowed = known.narrowed(by: since, granularity: granularity)
        else { return [] }
        timeline.replace(known, by: narrowed)
        return [
            .record(
                JournalBatch(.part, since: now.wall, until: now.wall, longestGap: staleAfter, entries: [narrowed]))
        ]
    }

    // MARK: Looking

    mutating func showTimeline() -> [Effect] {
        timeline.cursor.goToTop()
        return openRecords(.timeline)
    }

    /// Opens the listeners of an event as a list of their own, those of its owner where it is about an owner, and where
    /// neither exists any more, its entries.
    mutating func openEvent() -> [Effect] {
        guard let event = timeline.selected else { return [] }
        let title = event.headline(in: options.language)
        let ids = recordRows.map { account.rows[$0].id }
        if !ids.isEmpty {
            let effects = narrow(to: .listeners(ids, title: title))
            let gone = event.listeners.count - ids.count
            if gone > 0 {
                say(
                    Wording(
                        "\(Count.text(gone)) of its listeners \(gone == 1 ? "does" : "do") not exist any more",
                        zh: "其中 \(Count.text(gone)) 个监听器已不存在"))
            }
            return effects
        }
        if case .owner(let owner)? = event.cause, canNarrow(to: owner) { return narrow(to: .owner(owner)) }
        show(.entries(event.entries, title: title))
        return []
    }

    /// Whether the listeners of an owner can be shown without asking for them.
    func canNarrow(to owner: OwnerID) -> Bool { question == Question(.all) && account.owners[owner] != nil }
}
