// Histories of origins in the account: the service's own where it was asked, else what two readings of this run have seen.

import GAAP
package import TencentCloud

/// The service would not tell a history.
package struct HistoryFault: Equatable, Sendable {
    package let error: CloudError
    package let at: UnixTime
}

extension Account {
    /// Changes kept of an origin.
    private static let changesKept = 100
    /// Histories and traffics kept, those read last: a day by the minute takes 35 kB, and who looks around for days sees many.
    private static let (historiesKept, trafficsKept) = (500, 200)

    /// The history of an origin, the service's or that of this run; nil for an origin that its listener does not have.
    package func history(of key: OriginKey) -> OriginHistory? {
        histories[key] ?? seenHistory(of: key)
    }

    /// Takes a history in, and works out since when its listener is as it is.
    package mutating func note(_ history: OriginHistory, of key: OriginKey) {
        histories[key] = history
        historyFaults[key] = nil
        if histories.count > Self.historiesKept, let oldest = histories.min(by: { $0.value.readAt < $1.value.readAt }) {
            histories[oldest.key] = nil
        }
        guard let place = row(id: key.listenerID) else { return }
        rows[place].beganAt = began(rows[place])
    }

    /// Notes that a history could not be had. An earlier one stays.
    package mutating func note(_ error: CloudError, of key: OriginKey, at time: UnixTime) {
        historyFaults[key] = HistoryFault(error: error, at: time)
        if historyFaults.count > Self.historiesKept, let oldest = historyFaults.min(by: { $0.value.at < $1.value.at }) {
            historyFaults[oldest.key] = nil
        }
    }

    /// Takes in what a listener has carried.
    package mutating func note(_ traffic: Traffic, of listenerID: String) {
        self.traffic[listenerID] = traffic
        if self.traffic.count > Self.trafficsKept,
            let oldest = self.traffic.min(by: { $0.value.readAt < $1.value.readAt })
        {
            self.traffic[oldest.key] = nil
        }
    }

    /// What this run has seen of an origin.
    private func seenHistory(of key: OriginKey) -> OriginHistory? {
        guard let place = row(id: key.listenerID) else { return nil }
        let row = rows[place]
        if let changes = seenChanges[key] {
            return OriginHistory(points: changes, source: .seen, readAt: row.readAt)
        }
        guard let origin = row.origins.first(where: { $0.server.realServerID == key.realServerID }) else { return nil }
        let point = OriginHistory.Point(at: row.firstReadAt, health: OriginHistory.Health(origin.state))
        return OriginHistory(points: [point], source: .seen, readAt: row.readAt)
    }

    /// Notes which origins of a listener are not as they were.
    mutating func noteChanges(from before: Row, to row: Row) {
        for (server, state) in row.origins {
            guard let key = OriginKey(server, of: row.listener) else { continue }
            let old = before.origins.first { $0.server.realServerID == server.realServerID }?.state
            guard old != state else { continue }
            var changes = seenChanges[key] ?? []
            if changes.isEmpty, let old {
                changes.append(.init(at: before.firstReadAt, health: OriginHistory.Health(old)))
            }
            changes.append(.init(at: row.readAt, health: OriginHistory.Health(state)))
            seenChanges[key] = changes.suffix(Self.changesKept)
        }
    }

    /// When the state of a failing listener began: with the last of its origins where all are down, with the first of those that are
    /// where some are.
    private func began(_ row: Row) -> UnixTime? {
        guard row.state == .down || row.state == .dns || row.state == .part else { return nil }
        let falls = row.origins.filter { $0.state == .down || $0.state == .dns }.map { origin in
            OriginKey(origin.server, of: row.listener).flatMap { histories[$0]?.downSince?.time }
        }
        let known = falls.compactMap(\.self)
        // As long as one is not known, all being down may have begun with it.
        if row.state != .part { return known.count == falls.count ? known.max() : nil }
        return known.min()
    }
}
