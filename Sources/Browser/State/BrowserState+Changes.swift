// Since which moments changes can be shown, and what they are.

import Essentials
import Inventory
import Reports

extension BrowserState {
    /// The moments for which there is something to compare with, in the order of the keys.
    var comparableSince: [ChangesSince] { ChangesSince.steps.filter { start(of: $0) != nil } }

    /// When it was; nil for one that there is not.
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

    /// When a moment of this session was, on a clock that may have been set since: the earlier one of the two times, so
    /// that nothing that happened afterwards is left out.
    private func wall(of moment: Moment) -> UnixTime {
        now.age(of: moment).map { min(moment.wall, now.wall + -$0) } ?? moment.wall
    }

    /// Works out what has changed since the chosen moment.
    mutating func refreshChanges() { changesView.show(changeList) }

    /// What has changed since the chosen moment; nil where there is nothing to compare with.
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
