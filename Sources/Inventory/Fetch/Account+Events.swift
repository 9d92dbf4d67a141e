// How the events of the fetch service change the account. This is the only code that interprets them: the browser and
// the commands without a screen use the changes that it returns.
//
//   begin(run, question) ─► apply(event) … apply(.finished) ─► drop(run)
//
// Events of a run that has not begun, or that was dropped, change nothing.

package import Essentials
package import TencentCloud

/// What an event has changed, and the fact that it reports.
package struct Changes: Sendable {
    /// What an event reports besides the rows.
    package enum Fact: Sendable {
        /// The event belongs to a run that is not accepted.
        case nothing
        /// Owners were found.
        case owners(LoadID)
        /// The reading of a list of owners has ended.
        case listEnded(LoadID, action: String, ReadingOutcome)
        /// The owners that a sweep reads.
        case sweeping(LoadID, [OwnerID])
        case page(LoadID, FetchedPage)
        /// A pass over an owner's listeners of one kind has ended.
        case passEnded(LoadID, Pass, ReadingOutcome)
        case finished(LoadID)
        /// A history was read, or its request failed.
        case history(OriginKey, CloudError?)
        /// A listener's traffic was read, or its request failed.
        case traffic(listenerID: String, CloudError?)
        case called(CallRecord)
        case warned(Wording)
    }

    /// Rows that were read or removed, as indexes into `Account.rows`. The rows of a page are in the order of the page.
    package let rows: [Int]
    /// The rows in `rows` that are new, removed or changed, and further rows that changed because the state of their
    /// owner is no longer known. A row is left out if only the time and the response in which it was read differ.
    package let changed: [Int]
    package let fact: Fact
    /// The changes that were found, if `Account.transitions` records them.
    package fileprivate(set) var transitions: [Transition] = []

    fileprivate init(rows: [Int], changed: [Int]? = nil, fact: Fact) {
        self.rows = rows
        self.changed = changed ?? rows
        self.fact = fact
    }

    static let none = Changes(rows: [], fact: .nothing)
}

extension Account {
    /// Accepts the events of a run from now on.
    /// - Parameter isOnlySource: whether the account holds only the response to this query.
    package mutating func begin(_ run: LoadID, _ question: Question, isOnlySource: Bool = false) {
        runs[run] = RunRecord(question: question, isOnlySource: isOnlySource)
    }

    /// Stops accepting the events of a run.
    package mutating func drop(_ run: LoadID) { runs[run] = nil }

    /// Applies an event to the account.
    /// - Parameter now: the time to record for the end of a pass.
    package mutating func apply(_ event: FetchEvent, at now: Moment) -> Changes {
        var changes = take(event, at: now)
        changes.transitions = transitions.take()
        return changes
    }

    private mutating func take(_ event: FetchEvent, at now: Moment) -> Changes {
        if let run = event.run, runs[run] == nil { return .none }
        switch event {
        case .owners(let run, let found):
            if !found.isEmpty { runs[run]?.hasRead = true }
            return Changes(rows: learn(found, at: now), fact: .owners(run))
        case .ownersListed(let run, let action, let outcome):
            runs[run]?.note(outcome)
            if outcome != .complete {
                runs[run]?.hasAllOwners = false
                runs[run]?.isWhole = false
            }
            var rows: [Int] = []
            if case .failed = outcome { rows = forgetOldStates(at: now) }
            return Changes(rows: rows, fact: .listEnded(run, action: action, outcome))
        case .sweeping(let run, let listed):
            return Changes(rows: forgetOthers(than: listed, in: run, at: now), fact: .sweeping(run, listed))
        case .page(let run, let page):
            let forgotten = forgetOldOwners(of: page, in: run)
            let (rows, changed) = take(page, of: run)
            return Changes(rows: rows, changed: changed + forgotten, fact: .page(run, page))
        case .passEnded(let run, let pass, let outcome):
            return Changes(rows: end(pass, outcome, of: run, at: now), fact: .passEnded(run, pass, outcome))
        case .finished(let run):
            if let record = runs[run] { noteEnd(of: record, at: now) }
            return Changes(rows: removeUnownedRows(after: run), fact: .finished(run))
        case .history(let key, let result, let time):
            return Changes(rows: [], fact: .history(key, note(result, of: key, at: time)))
        case .traffic(let id, let result, _):
            return Changes(rows: [], fact: .traffic(listenerID: id, note(result, of: id)))
        case .called(let record): return Changes(rows: [], fact: .called(record))
        case .warned(let warning): return Changes(rows: [], fact: .warned(warning))
        }
    }

    /// Removes the owners that none of the complete lists contains, and their listeners.
    private mutating func forgetOthers(than listed: [OwnerID], in run: LoadID, at now: Moment) -> [Int] {
        guard runs[run]?.hasAllOwners == true else { return [] }
        defer { ownersListedAt = now }
        let known = Set(listed)
        return owners.keys.filter { !known.contains($0) }.flatMap { forget($0) }
    }

    private mutating func take(_ page: FetchedPage, of run: LoadID) -> (rows: [Int], changed: [Int]) {
        guard let record = runs[run] else { return ([], []) }
        let pass = page.pass
        let merged = mergePage(
            page.listeners, askedOf: pass.owner, kind: pass.kind, reading: pass.number, at: page.receivedAt,
            requestID: page.requestID, received: page.received)
        runs[run]?.firstPass = min(record.firstPass ?? pass.number, pass.number)
        if record.isAboutLists, let owner = pass.owner, owners[owner]?.readings[pass.kind]?.isOver != true {
            note(.underWay, of: owner, kind: pass.kind)
        }
        return merged
    }

    /// Marks the owners of a page as unread if they were last read too long ago. If one owner is requested, it is read
    /// in parallel with its listeners. Until its response arrives, an old reading of the owner says nothing about the
    /// listeners that were read now. A sweep reads the owners first.
    /// - Returns: the rows that changed.
    private mutating func forgetOldOwners(of page: FetchedPage, in run: LoadID) -> [Int] {
        guard let record = runs[run], record.question.scope != .all else { return [] }
        let owners = page.pass.owner.map { [$0] } ?? page.listeners.compactMap(OwnerID.init(of:))
        return Set(owners).flatMap { forgetOldState(of: $0, at: page.receivedAt) }
    }

    private mutating func end(_ pass: Pass, _ outcome: ReadingOutcome, of run: LoadID, at now: Moment) -> [Int] {
        if outcome != .complete { runs[run]?.isWhole = false }
        runs[run]?.note(outcome)
        guard let owner = pass.owner, runs[run]?.isAboutLists == true else { return [] }
        if case .failed = outcome {
            // A mistyped id is not an owner.
            if owners[owner] != nil { note(Reading(outcome, at: now), of: owner, kind: pass.kind) }
            return []
        }
        note(Reading(outcome, at: now), of: owner, kind: pass.kind)
        return outcome == .complete
            ? removeUnseen(of: owner, kind: pass.kind, reading: pass.number)
            : removeRepeatedlyUnseen(of: owner, kind: pass.kind, reading: pass.number)
    }

    /// Removes listeners without a known owner after a complete sweep, which would have found their owners.
    private mutating func removeUnownedRows(after run: LoadID) -> [Int] {
        guard let record = runs[run], record.isWhole, record.question == Question(.all), let first = record.firstPass
        else { return [] }
        return removeUnowned(before: first)
    }

    private mutating func note(
        _ result: Result<OriginHistory, CloudError>, of key: OriginKey, at time: Moment
    ) -> CloudError? {
        switch result {
        case .success(let history): note(history, of: key)
        case .failure(let error):
            note(error, of: key, at: time)
            return error
        }
        return nil
    }

    private mutating func note(_ result: Result<Traffic, CloudError>, of listenerID: String) -> CloudError? {
        switch result {
        case .success(let traffic): note(traffic, of: listenerID)
        case .failure(let error): return error
        }
        return nil
    }
}

extension RunRecord {
    /// Records the end of a list.
    fileprivate mutating func note(_ outcome: ReadingOutcome) {
        if case .failed = outcome { failure = failure ?? outcome } else { hasRead = true }
    }
}

extension FetchEvent {
    /// The run that the event belongs to; nil for events that belong to no run.
    package var run: LoadID? {
        switch self {
        case .owners(let run, _), .ownersListed(let run, _, _), .sweeping(let run, _), .page(let run, _),
            .passEnded(let run, _, _), .finished(let run):
            run
        case .history, .traffic, .called, .warned: nil
        }
    }
}
