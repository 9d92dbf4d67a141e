// What `watch` knows from one reading to the next. Each sweep reads the account once and returns what it found changed
// since the one before. A value without files and output; the loop around it decides what becomes of a sweep.

import Essentials
import Inventory
import Reports

/// An account that is read again and again.
struct AccountWatch {
    /// What an earlier run left behind.
    struct Past {
        /// The account as it was read last.
        var kept: SnapshotDocument?
        /// Up to when somebody observed the account.
        var observedUntil: UnixTime?
        /// What could not be read by then.
        var unreadable: [Unreadable] = []
    }

    /// An owner, or the whole account, that could not be read.
    struct Unreadable: Equatable {
        let owner: OwnerID?
        let reason: String
        let since: UnixTime
    }

    private(set) var question: Question
    private let longestGap: Double
    private(set) var account: Account
    private var recorder = ChangeRecorder()
    private var sweeps = 0
    /// Up to when everything in the scope was observed, the last time.
    private var observedUntil: Moment?

    /// - Parameters:
    ///   - interval: seconds between two sweeps.
    ///   - past: what the first sweep is compared with.
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
    /// - Parameter called: is handed every attempt of a call.
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
        // The group of a member is read from now on.
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
            // By the wall clock where the observation before was another run's.
            let gap = start.age(of: last) ?? start.wall - last.wall
            if gap > longestGap {
                let interval = TimelineEntry.Interval(after: end.wallTime(of: last), by: end.wallTime(of: start))
                let entry = TimelineEntry(
                    interval: interval, what: .gap(question.scope.owner), sweep: found.first?.sweep ?? 0)
                entries.insert(entry, at: 0)
            }
        }
        if scope != .part { observedUntil = end }
        // The journal finds gaps itself, since others may have observed the account meanwhile.
        let batch = JournalBatch(
            scope, since: end.wallTime(of: start), until: end.wall, longestGap: longestGap, entries: found)
        return Sweep(
            number: sweeps, startedAt: start, endedAt: end, outcome: outcome, entries: entries,
            batch: scope == .part && found.isEmpty ? nil : batch)
    }

    /// What the answer vouches for. Owners that could not be read have entries of their own.
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

/// One reading of the account, and what it found.
struct Sweep {
    let number: Int
    let startedAt: Moment
    let endedAt: Moment
    /// How the reading went, and the rows that it read; without the account.
    let outcome: AccountReader.Outcome
    /// What changed, the oldest first, the time without observation before it included.
    let entries: [TimelineEntry]
    /// The same for the journal; nil if there is nothing to say.
    let batch: JournalBatch?
}

extension Moment {
    /// An earlier moment on the wall clock as it stands now, so that setting the clock in between does not shift it. A
    /// moment of another run is as it was noted.
    fileprivate func wallTime(of earlier: Moment) -> UnixTime { age(of: earlier).map { wall + -$0 } ?? earlier.wall }
}
