// Keeps memory use constant over time: the data of removed listeners is released, and their indexes are used again.
//
// Callers that hold indexes pass them to `reclaim`. Every other removed row is emptied, and its index goes to the next
// new listener. So an index means the same listener as long as its holder passes it.

import GAAP
import Essentials

extension Account {
    /// Releases the data of removed rows.
    /// - Parameter held: the indexes of rows that are still displayed. These rows stay as they are.
    /// - Returns: the indexes that are now vacant.
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

    /// Discards what this run has observed of origins that are no longer bound to a listener.
    mutating func forgetOrigins(of before: Row, goneFrom row: Row) {
        guard row.health.areOriginsRead, !seenChanges.isEmpty || !historyFaults.isEmpty else { return }
        let kept = Set(row.boundOrigins.compactMap(\.self))
        let keptKeys = Set(kept.map(\.key))
        for case let origin? in before.boundOrigins where !kept.contains(origin) {
            // An origin that is bound again later starts a new history.
            seenChanges[origin] = nil
            if !keptKeys.contains(origin.key) { historyFaults[origin.key] = nil }
        }
    }

    /// The sizes of everything that is stored. Tests check that they do not grow.
    package struct Extent: Equatable, Sendable {
        package let rows, vacantRows, searchBytes, addresses, owners, ownerTexts, seenChanges, histories: Int
    }

    /// The number of runs whose events are accepted.
    package var runCount: Int { runs.count }

    package var extent: Extent {
        Extent(
            rows: rows.count, vacantRows: vacantRows.count, searchBytes: index.byteCount + ownerIndex.byteCount,
            addresses: addresses.entries.count, owners: owners.count, ownerTexts: ownerIndex.rowCount,
            seenChanges: seenChanges.count, histories: histories.count + historyFaults.count + traffic.count)
    }
}

extension Row {
    /// The content of an index that no listener has.
    fileprivate static let vacant: Row = {
        var row = Row(TCPListener(), owner: nil, readAt: Moment(wall: UnixTime(0)))
        row.isRemoved = true
        row.isVacant = true
        return row
    }()
}
