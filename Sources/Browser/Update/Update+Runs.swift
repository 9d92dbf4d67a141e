// Asking questions and taking in what comes: which runs are alive, which are given up, and what their events change. Rows that are
// there stay there whatever fails.

import Inventory
import TencentCloud

extension BrowserState {
    // MARK: Asking

    /// Asks a question, and looks at it. What nobody waits for any more is cancelled; a sweep over all owners goes on behind.
    mutating func ask(_ new: Question, isManual: Bool) -> [Effect] {
        var effects: [Effect] = []
        let isSame = new == question && current != nil
        let plainSweep = Question(.all)
        if let current, let run = runs[current], current != sweep || new == plainSweep {
            if !run.isOver { effects.append(.cancel(current)) }
            runs[current] = nil
        }
        if new == plainSweep, let sweep, sweep != current, let run = runs[sweep] {
            // A sweep is running behind, or is fresh enough: look at that one.
            if !isManual, !run.isOver || run.finishedAt.map({ now - $0 < interval }) ?? false {
                question = new
                current = sweep
                relist(restart: !isSame)
                return effects
            }
            if !run.isOver { effects.append(.cancel(sweep)) }
            runs[sweep] = nil
        }
        question = new
        lastLoad += 1
        let id = LoadID(lastLoad)
        runs[id] = Run(id: id, question: new, startedAt: now, isManual: isManual)
        current = id
        if new == plainSweep { sweep = id }
        effects.append(.load(new, id, new.scope == .all ? .background : .foreground))
        relist(restart: !isSame)
        return effects
    }

    /// Works the list out from the account.
    mutating func relist(restart: Bool) {
        if restart { listing.restart() }
        listing.reset(rows: rowsInScope, failures: failures, in: account, now: now)
    }

    /// Reads the lists of owners, unless a run does or has done so.
    mutating func askOwners() -> [Effect] {
        if let sweepRun, sweepRun.areOwnersKnown || !sweepRun.isOver { return [] }
        if let ownersRun, runs[ownersRun].map({ !$0.isOver || $0.failedLists.isEmpty }) ?? false { return [] }
        lastLoad += 1
        let id = LoadID(lastLoad)
        runs[id] = Run(id: id, question: Question(.all), startedAt: now, isManual: true)
        ownersRun = id
        return [.loadOwners(id)]
    }

    // MARK: Taking in

    mutating func take(_ event: FetchEvent) -> [Effect] {
        switch event {
        case .owners(let id, let owners):
            guard runs[id] != nil else { return [] }
            account.learn(owners)
        case .ownersFailed(let id, let action, let error):
            guard runs[id] != nil else { return [] }
            runs[id]?.failedLists.append(error)
            fail(Notice(error, subject: action), run: id)
        case .sweeping(let id, let owners):
            runs[id]?.owners = owners
            runs[id]?.areOwnersKnown = true
        case .page(let id, let page): take(page, of: id)
        case .ownerFinished(let id, let owner, let reading, let outcome):
            guard runs[id] != nil else { return [] }
            finish(owner, reading: reading, outcome, in: id)
        case .finished(let id): finish(id)
        case .called(let record): gauge = record.gauge
        }
        return []
    }

    private mutating func take(_ page: FetchedPage, of id: LoadID) {
        guard let run = runs[id] else { return }
        let rows = account.merge(
            page.listeners, askedOf: page.owner, reading: page.reading, at: page.receivedAt, requestID: page.requestID)
        runs[id]?.rowsRead += rows.count
        runs[id]?.total = page.total
        if run.question.isFiltered { runs[id]?.found.formUnion(rows) }
        if let owner = page.owner, !run.question.isFiltered {
            account.note(.underWay(rows: runs[id]?.rowsRead ?? 0, total: page.total), of: owner)
        }
        apply(rows, of: id)
    }

    /// Rows have changed: those that the list shows move to their places.
    private mutating func apply(_ rows: [Int], of id: LoadID) {
        let shown = rows.filter { index in
            let row = account.rows[index]
            if question.isFiltered { return id == current }
            switch question.scope {
            case .all: return true
            case .listener(let wanted): return row.id == wanted
            case .proxy, .group: return row.owner == question.scope.owner
            }
        }
        listing.apply(shown, failures: failures, in: account, now: now)
    }

    private mutating func finish(_ owner: OwnerID?, reading: Int, _ outcome: ReadingOutcome, in id: LoadID) {
        guard let run = runs[id] else { return }
        if let owner { runs[id]?.finished.insert(owner) }
        if case .failed(let error) = outcome {
            finish(owner, failing: error, in: run)
            return
        }
        guard let owner, !run.question.isFiltered else { return }
        switch outcome {
        case .complete:
            account.note(.complete(at: now), of: owner)
            let gone = account.removeUnseen(of: owner, reading: reading)
            if !gone.isEmpty { apply(gone, of: id) }
        case .changedWhileReading: account.note(.changedWhileReading(at: now), of: owner)
        case .short(let missing): account.note(.short(missing: missing, at: now), of: owner)
        case .failed: break
        }
        if case .complete = outcome { return }
        if id == current, question.scope != .all { say(words(outcome, of: owner)) }
    }

    private func words(_ outcome: ReadingOutcome, of owner: OwnerID) -> String {
        switch outcome {
        case .changedWhileReading: "\(owner.text) changed while reading: a row may be missing; R reads it again"
        case .short(let missing): "\(owner.text): the service gave \(missing) rows less than it announced"
        case .complete, .failed: ""
        }
    }

    private mutating func finish(_ owner: OwnerID?, failing error: CloudError, in run: Run) {
        if let owner {
            runs[run.id]?.failed[owner] = error
            account.note(.failed(error, at: now), of: owner)
        } else {
            runs[run.id]?.failure = error
        }
        if error == .cancelled { return }
        fail(Notice(error, subject: owner?.text ?? ""), run: run.id)
        if run.id == current { listing.show(failures: failures, in: account) }
    }

    private mutating func finish(_ id: LoadID) {
        guard runs[id] != nil else { return }
        runs[id]?.finishedAt = now
        if let banner, banner.isError, let failed = banner.run, failed != id, runs[id]?.isWhole == true,
            runs[failed] == nil || id == current
        {
            self.banner = nil
        }
        if id == current { listing.show(failures: failures, in: account) }
    }

    /// Ctrl-C while a run that a key asked for is under way.
    mutating func stopManualRead() -> [Effect]? {
        guard let run = currentRun, run.isManual, !run.isOver else { return nil }
        runs[run.id]?.finishedAt = now
        runs[run.id]?.failure = .cancelled
        say("stopped reading; what had come is shown", advice: "R reads again")
        return [.cancel(run.id)]
    }
}
