// Records what sweeps find, and opens the timeline and its events.

import Essentials
import Inventory
package import Reports

extension BrowserState {
    // MARK: Recording

    /// Records the changes that a fetch event caused.
    mutating func record(_ transitions: [Transition]) {
        if !transitions.isEmpty { timeline.recorder.take(transitions, in: account, now: now) }
    }

    /// Returns the effects after a run: the journal receives the changes that the run found, and the period and scope
    /// of the observation.
    mutating func journalEffects(after run: Run) -> [Effect] {
        let scope = observed(by: run)
        guard scope != .part || !timeline.recorder.isEmpty else { return [] }
        return journalBatch(scope, since: run.startedAt).map { [.record($0)] } ?? []
    }

    /// Returns the changes that have not been sent to the journal, at the end of the session.
    package mutating func lastBatch() -> JournalBatch? {
        timeline.recorder.isEmpty ? nil : journalBatch(.part, since: now)
    }

    private mutating func journalBatch(_ scope: JournalBatch.Scope, since: Moment) -> JournalBatch? {
        guard !isOffline else { return nil }
        let found = timeline.recorder.flush()
        timeline.add(found)
        // Uses the current wall clock, because the clock may have been set since then.
        let start = now.age(of: since).map { now.wall + -$0 } ?? now.wall
        if scope != .part { timeline.observe(from: start, to: now.wall) }
        return JournalBatch(scope, since: start, until: now.wall, longestGap: staleAfter, entries: found)
    }

    /// Returns which part of the account a run has observed completely. Unreadable owners have their own entries.
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

    /// Replaces an entry by a more exact one if the history of the origin narrows the time of the change.
    mutating func narrowEntry(of key: OriginKey) -> [Effect] {
        guard let index = account.row(id: key.listenerID), let since = account.rows[index].since,
            let known = timeline.newest(of: key.listenerID), known.health?.to == account.rows[index].state,
            case .service(let granularity)? = account.histories[key]?.source,
            let narrowed = known.narrowed(by: since, granularity: granularity)
        else { return [] }
        timeline.replace(known, by: narrowed)
        return [
            .record(
                JournalBatch(.part, since: now.wall, until: now.wall, longestGap: staleAfter, entries: [narrowed]))
        ]
    }

    // MARK: Showing

    mutating func showTimeline() -> [Effect] {
        timeline.cursor.goToTop()
        return openRecords(.timeline)
    }

    /// Opens the listeners of the selected event as a list. If none of them exists any more, opens the listeners of the
    /// event's owner or, failing that, its entries.
    mutating func openEvent() -> [Effect] {
        guard let event = timeline.selected else { return [] }
        let title = event.headline(in: options.language)
        let ids = recordRows.map { account.rows[$0].id }
        if !ids.isEmpty {
            let effects = narrow(to: .listeners(ids, title: title))
            let gone = event.listeners.count - ids.count
            if gone > 0 {
                showRemark(
                    Wording(
                        "\(Count.text(gone)) of its listeners no longer \(gone == 1 ? "exists" : "exist")",
                        zh: "其中 \(Count.text(gone)) 个监听器已不存在"))
            }
            return effects
        }
        if case .owner(let owner)? = event.cause, canNarrow(to: owner) { return narrow(to: .owner(owner)) }
        show(.entries(event.entries, title: title))
        return []
    }

    /// Returns whether the listeners of an owner can be shown without a request.
    func canNarrow(to owner: OwnerID) -> Bool { question == Question(.all) && account.owners[owner] != nil }
}
