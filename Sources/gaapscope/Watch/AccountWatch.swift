// The state of `watch` between sweeps. Each sweep reads the account once and returns the changes since the previous
// sweep. This value uses neither files nor output; `WatchLoop` passes each sweep on.

import Essentials
import Inventory
import Reports

/// An account that is read repeatedly.
struct AccountWatch {
    /// What an earlier run has stored.
    struct Past {
        /// The account as it was read last.
        var kept: SnapshotDocument?
        /// The time up to which the account was observed.
        var observedUntil: UnixTime?
        /// What could not be read at that time.
        var unreadable: [Unreadable] = []
    }

    /// An owner, or the whole account, that could not be read.
    struct Unreadable: Equatable {
        let owner: OwnerID?
        let reason: Wording
        let since: UnixTime
    }

    private(set) var question: Question
    private let longestGap: Double
    private(set) var account: Account
    private var recorder = ChangeRecorder()
    private var sweeps = 0
    /// The time up to which everything in the scope was observed.
    private var observedUntil: Moment?

    /// - Parameters:
    ///   - interval: seconds between two sweeps.
    ///   - past: the state that the first sweep is compared with.
    init(_ question: Question, interval: Double, past: Past = Past()) {
        self.question = question
        longestGap = 2 * interval
        account = past.kept?.contents(reading: 0) ?? Account()
        account.longestGap = longestGap
        for entry in past.unreadable {
            account.takeOverUnreadable(entry.owner, reason: entry.reason, since: Moment(wall: entry.since))
        }
        account.transitions.areWanted = true
        observedUntil = [past.observedUntil, past.kept?.fetchedAt].compactMap(\.self).max().map { Moment(wall: $0) }
    }

    /// Reads the account once.
    /// - Parameter called: receives every attempt of a call.
    mutating func sweep(
        _ session: AccountSession, _ time: TimeSource, called: @escaping (AccountReader.Call) -> Void
    ) async -> Sweep {
        sweeps += 1
        let start = time.moment
        var recorder = recorder
        self.recorder = ChangeRecorder()
        let known = account
        account = Account()
        var outcome = await session.read(
            question,
            AccountReader.Wishes(
                isInBackground: true, changed: { recorder.take($0, in: $1, now: $2) }, called: called),
            number: sweeps, into: known)
        account = outcome.account
        outcome.account = Account()
        // If the question names a member of a group, later sweeps read the group.
        question.scope = outcome.scope
        self.recorder = recorder
        _ = account.reclaim(keeping: [])
        return end(outcome, from: start, to: time.moment)
    }

    private mutating func end(_ outcome: AccountReader.Outcome, from start: Moment, to end: Moment) -> Sweep {
        let scope = observed(outcome)
        let found = recorder.flush()
        var entries = found
        if let last = observedUntil, scope != .part {
            // If the last observation was made by another run, only the wall clock is available.
            let gap = start.age(of: last) ?? start.wall - last.wall
            if gap > longestGap {
                let interval = TimelineEntry.Interval(after: end.wallTime(of: last), by: end.wallTime(of: start))
                let entry = TimelineEntry(
                    interval: interval, what: .gap(question.scope.owner), sweep: found.first?.sweep ?? 0)
                entries.insert(entry, at: 0)
            }
        }
        if scope != .part { observedUntil = end }
        // The journal determines gaps itself, because other processes may have observed the account meanwhile.
        let batch = JournalBatch(
            scope, since: end.wallTime(of: start), until: end.wall, longestGap: longestGap, entries: found)
        return Sweep(
            number: sweeps, startedAt: start, endedAt: end, outcome: outcome, entries: entries,
            batch: scope == .part && found.isEmpty ? nil : batch)
    }

    /// Returns the scope that the answer covers. Owners that could not be read have separate entries.
    private func observed(_ outcome: AccountReader.Outcome) -> JournalBatch.Scope {
        guard !question.isFiltered, outcome.hasAllOwners, !outcome.isEmptyHanded else { return .part }
        switch question.scope {
        case .all: return .all
        case .proxy, .group:
            return outcome.isComplete ? question.scope.owner.map { .owner($0) } ?? .part : .part
        case .listener: return .part
        }
    }
}

/// One read of the account, and the changes it found.
struct Sweep {
    let number: Int
    let startedAt: Moment
    let endedAt: Moment
    /// The outcome of the read with the rows that it read, but without the account.
    let outcome: AccountReader.Outcome
    /// The changes, oldest first, including a gap in the observation before them.
    let entries: [TimelineEntry]
    /// The changes for the journal; nil if there is nothing to write.
    let batch: JournalBatch?
}

extension Moment {
    /// Returns the wall-clock time of an earlier moment, computed from its age, so that setting the clock in between
    /// does not shift it. The time of a moment of another run is returned unchanged.
    fileprivate func wallTime(of earlier: Moment) -> UnixTime { age(of: earlier).map { wall + -$0 } ?? earlier.wall }
}
