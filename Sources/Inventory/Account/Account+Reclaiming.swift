// Memory that does not grow with time: what is kept of listeners that are gone is given up, and their places are used
// again.
//
// Whoever holds indexes says which ones; every other removed row is emptied, and its place goes to the next new
// listener. So an index means the same listener for as long as its holder names it.

import GAAP
import Essentials

extension Account {
    /// Gives up everything that is kept of removed rows.
    /// - Parameter held: rows that somebody still looks at: they stay as they are.
    /// - Returns: the places that are vacant now.
    package mutating func reclaim(keeping held: Set<Int>) -> Set<Int> {
        var reclaimed: Set<Int> = []
        var ids: Set<String> = []
        for place in rows.indices where rows[place].isRemoved && !rows[place].isVacant && !held.contains(place) {
            ids.insert(rows[place].id)
            indexByID[rows[place].id] = nil
            rows[place] = .vacant
            glances[place] = Glance(.vacant)
            index.clear(place)
            vacantRows.append(place)
            reclaimed.insert(place)
        }
        guard !reclaimed.isEmpty else { return [] }
        histories = histories.filter { !ids.contains($0.key.listenerID) }
        historyFaults = historyFaults.filter { !ids.contains($0.key.listenerID) }
        seenChanges = seenChanges.filter { !ids.contains($0.key.key.listenerID) }
        for id in ids { traffic[id] = nil }
        return reclaimed
    }

    /// Forgets what this run has seen of origins that a listener does not have any more.
    mutating func forgetOrigins(of before: Row, goneFrom row: Row) {
        guard row.health.areOriginsRead, !seenChanges.isEmpty || !historyFaults.isEmpty else { return }
        let kept = Set(row.boundOrigins.compactMap(\.self))
        let keptKeys = Set(kept.map(\.key))
        for case let origin? in before.boundOrigins where !kept.contains(origin) {
            // One that is bound again later is another story.
            seenChanges[origin] = nil
            if !keptKeys.contains(origin.key) { historyFaults[origin.key] = nil }
        }
    }

    /// How much is kept, for whoever watches that it stays so.
    package struct Extent: Equatable, Sendable {
        package let rows, vacantRows, searchBytes, addresses, owners, ownerTexts, seenChanges, histories: Int
    }

    /// Runs whose events are taken in.
    package var runCount: Int { runs.count }

    package var extent: Extent {
        Extent(
            rows: rows.count, vacantRows: vacantRows.count, searchBytes: index.byteCount + ownerIndex.byteCount,
            addresses: addresses.entries.count, owners: owners.count, ownerTexts: ownerIndex.rowCount,
            seenChanges: seenChanges.count, histories: histories.count + historyFaults.count + traffic.count)
    }
}

extension Row {
    /// What stands in a place that no listener has.
    fileprivate static let vacant: Row = {
        var row = Row(TCPListener(), owner: nil, readAt: Moment(wall: UnixTime(0)))
        row.isRemoved = true
        row.isVacant = true
        return row
    }()
}
