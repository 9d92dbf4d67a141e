// The moments since which changes can be shown, and the changes since the chosen moment.

import Essentials
import Inventory
import Reports

extension BrowserState {
    /// The moments that are available for comparison, in the order in which `D` goes through them.
    var comparableSince: [ChangesSince] { ChangesSince.steps.filter { start(of: $0) != nil } }

    /// Returns the time of a moment; nil if the moment is not available.
    private func start(of since: ChangesSince) -> UnixTime? {
        let isRecorded = firstSweepAt != nil || options.hasJournal
        return switch since {
        case .mark: baseline.map { wall(of: $0.markedAt) }
        case .start: firstSweepAt.map(wall)
        case .lastRun: isOffline ? nil : lastRunAt
        case .tenMinutes: isRecorded ? now.wall + -600 : nil
        case .hour: isRecorded ? now.wall + -3_600 : nil
        case .time(let time): time
        }
    }

    /// Returns the wall-clock time of a moment of this session. If the clock was set since then, returns the earlier of
    /// the two possible times, so that no later change is omitted.
    private func wall(of moment: Moment) -> UnixTime {
        now.age(of: moment).map { min(moment.wall, now.wall + -$0) } ?? moment.wall
    }

    /// Updates the changes since the chosen moment.
    mutating func refreshChanges() { changesView.show(changeList) }

    /// The changes since the chosen moment; nil if the moment is not available.
    private var changeList: ChangeList? {
        guard let from = start(of: changesView.since) else { return nil }
        let entries = timeline.entries(since: from)
        let fold = ChangeFold(entries)
        let unreadable = account.owners.values.count { if case .failed = $0.reading { true } else { false } }
        if changesView.since == .mark, let baseline {
            let comparison = Comparison(from: baseline.side, to: Comparison.Side(account))
            return ChangeList(
                since: .mark, from: from, changes: comparison.changes, owners: fold.owners,
                uncompared: comparison.notReadNow.count + comparison.notReadThen.count)
        }
        return ChangeList(
            since: changesView.since, from: from, changes: fold.changes, owners: fold.owners,
            gaps: entries.compactMap { if case .gap = $0.what { $0.interval } else { nil } }, unreadable: unreadable)
    }
}
