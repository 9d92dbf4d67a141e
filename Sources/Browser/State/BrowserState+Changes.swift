// Since which moments changes can be shown, and what they are.

import Essentials
import Inventory
import Reports

extension BrowserState {
    /// The moments for which there is something to compare with, in the order of the keys.
    var comparableSince: [ChangesSince] { ChangesSince.allCases.filter { start(of: $0) != nil } }

    /// When it was; nil for one that there is not.
    private func start(of since: ChangesSince) -> UnixTime? {
        switch since {
        case .mark: baseline?.markedAt.wall
        case .start: firstSweepAt?.wall
        case .lastRun: isOffline ? nil : lastRunAt
        case .tenMinutes: firstSweepAt == nil ? nil : now.wall + -600
        case .hour: firstSweepAt == nil ? nil : now.wall + -3_600
        }
    }

    /// What has changed since the chosen moment; nil where there is nothing to compare with.
    var changeList: ChangeList? {
        guard let from = start(of: changesSince) else { return nil }
        if changesSince == .mark {
            guard let comparison = baseline?.comparison else { return nil }
            return ChangeList(
                since: .mark, from: from, changes: comparison.changes, owners: ownerChanges(since: from),
                uncompared: comparison.notReadNow.count + comparison.notReadThen.count)
        }
        let entries = timeline.entries(since: from)
        return ChangeList(
            since: changesSince, from: from, changes: ChangeFold(entries).changes, owners: ownerChanges(since: from),
            gaps: entries.compactMap { if case .gap = $0.what { $0.interval } else { nil } })
    }

    private func ownerChanges(since time: UnixTime) -> [OwnerChange] {
        timeline.entries(since: time).compactMap { if case .owner(let change) = $0.what { change } else { nil } }
    }
}
