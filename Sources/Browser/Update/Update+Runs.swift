// Starts and cancels runs, and applies their events to the state. An error never removes rows that were already read.

import TencentCloud
import Essentials
import GAAP
import Inventory
import Reports

extension BrowserState {
    // MARK: Starting runs

    /// Starts a run for a question and makes it the current one. Runs that are no longer needed are cancelled; a sweep
    /// over all owners continues in the background.
    mutating func ask(_ new: Question, isManual: Bool, keepsNarrowing: Bool = false) -> [Effect] {
        let isSame = new == question && current != nil
        let earlier = isSame ? currentRun : new == Question(.all) ? sweepRun : nil
        if !isSame {
            overlays.closeAll()
            focus = .list
            if !keepsNarrowing { narrowed = [] }
            // An error of another question is not shown here; the error log has it.
            if failure?.question != new { failure = nil }
        }
        question = new
        var effects: [Effect] = []
        if let current, current != sweep { effects += drop(current) }
        if new == Question(.all), let sweep {
            if !isSame, let sweepRun, !sweepRun.isOver || !isManual && isFresh(sweepRun) {
                current = sweep
                relist(isNewScope: true)
                return effects
            }
            effects += drop(sweep)
        }
        lastLoad += 1
        var run = Run(id: LoadID(lastLoad), question: new, startedAt: now, isManual: isManual)
        if let earlier { run.takeOver(earlier) }
        account.begin(run.id, new)
        if isOffline { run = answerOffline(run) }
        runs[run.id] = run
        current = run.id
        if new == Question(.all) { sweep = run.id }
        if !isOffline { effects.append(.fetch(.load(new, run.id, new == Question(.all) ? .background : .foreground))) }
        relist(isNewScope: !isSame)
        return effects
    }

    /// Returns whether a finished run is recent enough to be shown without reading again.
    private func isFresh(_ run: Run) -> Bool {
        isPaused || run.finishedAt.map { now.isWithin(interval, of: $0) } ?? false
    }

    /// Drops a run and cancels it if necessary. Its later events are ignored.
    private mutating func drop(_ id: LoadID) -> [Effect] {
        account.drop(id)
        guard let run = runs.removeValue(forKey: id) else { return [] }
        return run.isOver ? [] : [.fetch(.cancel(id))]
    }

    /// Reads the lists of owners, unless a run is reading them or has read them.
    mutating func askOwners() -> [Effect] {
        if isOffline { return [] }
        if let sweepRun, sweepRun.areOwnersKnown || !sweepRun.isOver { return [] }
        if let ownersRun, let run = runs[ownersRun] {
            if !run.isOver || run.failedLists.isEmpty { return [] }
            _ = drop(ownersRun)
        }
        lastLoad += 1
        let id = LoadID(lastLoad)
        runs[id] = Run(id: id, question: Question(.all), startedAt: now, isManual: true)
        account.begin(id, Question(.all))
        ownersRun = id
        return [.fetch(.loadOwners(id))]
    }

    // MARK: Handling events

    mutating func take(_ event: FetchEvent) -> [Effect] {
        if event.isOfOtherAccount, !isAccountLost {
            isAccountLost = true
            return [.changeProfile(options.profile)]
        }
        let changes = account.apply(event, at: now)
        record(changes.transitions)
        switch changes.fact {
        case .nothing: break
        case .owners:
            apply(changes.rows)
            return redirectToGroup(from: question, about: .scope) ?? []
        case .listEnded(let id, let action, let outcome):
            if !changes.rows.isEmpty { apply(changes.rows) }
            finishList(of: action, outcome, in: id)
        case .sweeping(let id, let owners): sweep(owners, in: id, changing: changes.rows)
        case .page(let id, let page): return take(page, as: changes, of: id)
        case .passEnded(let id, let pass, let outcome): finish(pass, outcome, in: id, changing: changes.rows)
        case .finished(let id):
            finish(id, changing: changes.rows)
            let effects = runs[id].map { journalEffects(after: $0) } ?? []
            if overlays.contains(.changes) { refreshChanges() }
            return effects
        case .called(let record):
            gauges[record.action] = record.gauge
            calls.append(record)
        case .warned(let warning):
            log(notice(warning))
            showNotice(warning, about: .service)
        case .history(let key, let error):
            noteHistory(of: key, failing: error)
            return error == nil ? narrowEntry(of: key) : []
        case .traffic(let listenerID, let error): noteTraffic(of: listenerID, failing: error)
        }
        return []
    }

    private mutating func finishList(of action: String, _ outcome: ReadingOutcome, in id: LoadID) {
        guard let run = runs[id],
            let notice = Notice(outcome, of: .owners(by: action), language: options.language)
        else { return }
        runs[id]?.unreadLists.insert(action)
        if case .failed(let error) = outcome {
            runs[id]?.failedLists.append(error)
            fail(notice, asking: id == ownersRun ? nil : run.question)
            if run.question.scope != .all { failure = Failure(notice: unread(action, error), question: run.question) }
        } else {
            runs[id]?.areOwnersUnsure = true
            remarks.add(notice, about: .reading)
        }
    }

    /// Returns one line that says why the owner of the scope is not known. Its listeners are still shown, and the error
    /// log has the complete error.
    private func unread(_ action: String, _ error: CloudError) -> Notice {
        let (cause, key) = (Notice.cause(of: error), keyName(.errors))
        let isOfGroup = action == DescribeProxyGroupList.name
        // The members of a group are in the list of proxies.
        if !isOfGroup, question.scope.owner?.isGroup == true {
            return notice(
                Wording(
                    "members of the group not read: \(cause[.english]) (\(key))",
                    zh: "未读到通道组成员：\(cause[.chinese])（\(key)）"))
        }
        return notice(
            isOfGroup
                ? Wording(
                    "group status not read: \(cause[.english]) (\(key))", zh: "未读到通道组状态：\(cause[.chinese])（\(key)）")
                : Wording(
                    "proxy status not read: \(cause[.english]) (\(key))", zh: "未读到通道状态：\(cause[.chinese])（\(key)）"))
    }

    /// Handles the end of all lists of owners.
    private mutating func sweep(_ owners: [OwnerID], in id: LoadID, changing rows: [Int]) {
        guard let run = runs[id] else { return }
        runs[id]?.owners = owners
        runs[id]?.areOwnersKnown = true
        guard run.failedLists.isEmpty, !run.areOwnersUnsure else { return }
        let known = Set(owners)
        // The rows of a new owner have not been read yet.
        if !known.isSubset(of: run.owners) { runs[id]?.isRereading = false }
        runs[id]?.keepFailures(of: known)
        apply(rows)
    }

    private mutating func take(_ page: FetchedPage, as changes: Changes, of id: LoadID) -> [Effect] {
        guard let run = runs[id] else { return [] }
        let rows = changes.rows
        runs[id]?.note(page)
        if run.question.isFiltered {
            runs[id]?.found.formUnion(rows)
            runs[id]?.foundNow.formUnion(rows)
        }
        apply(run.question.isFiltered ? rows + changes.changed : changes.changed, read: rows)
        return ring(for: rows, of: run, at: page.receivedAt)
    }

    /// Rings once per run if something has become a problem since the previous run.
    private mutating func ring(for rows: [Int], of run: Run, at time: Moment) -> [Effect] {
        guard rings, run.isRereading, !run.hasRung else { return [] }
        let isNew = rows.contains { account.rows[$0].changedAt == time && account.rows[$0].state.isProblem }
        guard isNew else { return [] }
        runs[run.id]?.hasRung = true
        return [.bell]
    }

    private mutating func finish(_ pass: Pass, _ outcome: ReadingOutcome, in id: LoadID, changing rows: [Int]) {
        guard let run = runs[id] else { return }
        runs[id]?.note(pass, outcome)
        if case .failed(let error) = outcome {
            if error == .cancelled { return }
            fail(Notice(error, subject: pass.owner?.text ?? "", language: options.language), asking: run.question)
            if id == current { apply([]) }
            return
        }
        if !rows.isEmpty { apply(rows) }
        guard let notice = Notice(outcome, of: .listeners(of: pass.owner?.text ?? ""), language: options.language)
        else { return }
        // A filtered list does not show whether the complete list of the owner has changed.
        if pass.owner != nil, run.question.isFiltered { return }
        log(notice)
        // A sweep shows its first notice even if another notice is replaced. The header shows how many owners are
        // incomplete.
        let isFirst = run.unsure.isEmpty && !run.areOwnersUnsure
        guard id == current else { return }
        if pass.owner == nil || question.scope != .all || isFirst || !remarks.hasNotice(about: .reading) {
            remarks.add(notice, about: .reading)
        }
    }

    private mutating func finish(_ id: LoadID, changing rows: [Int]) {
        runs[id]?.finishedAt = now
        guard let run = runs[id] else { return }
        if run.isWhole { runs[id]?.found = run.foundNow }
        if !rows.isEmpty { apply(rows) }
        if id == sweep, run.isWhole, !isOffline {
            wholeSweep = (now, Set(account.owners.keys))
            if firstSweepAt == nil { firstSweepAt = now }
        }
        forgetKept(after: run)
        adviseAfter(run)
        if !run.hasFailures, let failure, answers(run, failure.question) { self.failure = nil }
        if id == current {
            relist()
            listing.pin()
        }
        reclaim()
    }

    /// Removes the rows of listeners that are gone, except those that are on the screen or that Esc can return to.
    private mutating func reclaim() {
        let reclaimed = account.reclaim(keeping: heldRows)
        guard !reclaimed.isEmpty else { return }
        for id in runs.keys {
            runs[id]?.found.subtract(reclaimed)
            runs[id]?.foundNow.subtract(reclaimed)
        }
    }

    /// Returns whether a run without failures has read the question that failed before.
    private func answers(_ run: Run, _ failed: Question?) -> Bool {
        guard let failed else { return run.question == Question(.all) }
        if run.id == ownersRun { return false }
        if run.question == failed { return true }
        return run.question == Question(.all) && !failed.isFiltered
            && failed.scope.owner.map(run.owners.contains) ?? false
    }

    /// Handles Ctrl-C: stops the current run if the user requested it; otherwise returns nil.
    mutating func stopManualRead() -> [Effect]? {
        guard let run = currentRun, run.isManual, !run.isOver else { return nil }
        runs[run.id]?.finishedAt = now
        runs[run.id]?.failure = .cancelled
        listing.pin()
        showRemark(
            Wording("stopped reading; the rows read so far are shown", zh: "已停止读取，现显示已读到的内容"),
            advice: Wording("\(keyName(.refresh)) reads again", zh: "按 \(keyName(.refresh)) 重新读取"))
        return [.fetch(.cancel(run.id))]
    }
}
