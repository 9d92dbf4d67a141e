// Histories of origins in the account: the service's own where it was asked, else what two readings of this run have
// seen.

package import Essentials
package import GAAP
package import TencentCloud

/// The service would not tell a history.
package struct HistoryFault: Equatable, Sendable {
    package let error: CloudError
    package let at: Moment

    /// Whether nobody waited for the history any more, so that nothing is known to be wrong.
    package var isCancelled: Bool { error == .cancelled }
}

extension Account {
    /// Histories and traffics kept, those read last: a day by the minute takes 35 kB, and who looks around for days
    /// sees many.
    private static let (historiesKept, trafficsKept) = (500, 200)

    /// The proxies that the listeners of an owner belong to, as Cloud Monitor names them; none where they are not
    /// known.
    package func channels(of owner: OwnerID?) -> [String] {
        switch owner {
        case .proxy(let id)?: [id]
        case .group?, nil: []
        }
    }

    /// The history of an origin, the service's or that of this run; nil for an origin without an id.
    package func originHistory(of server: BindRealServer, in row: Row) -> OriginHistory? {
        guard let origin = BoundOrigin(server, of: row.listener) else { return nil }
        return serviceHistory(of: origin, in: row) ?? seenHistory(of: origin, in: row)
    }

    /// Since when an origin is down, from its history and what this run has seen; nil for one that is not down, or
    /// where nothing is known.
    package func downSince(_ index: Int, in row: Row) -> Since? {
        guard row.health.origins.indices.contains(index), row.originsObserved.indices.contains(index) else {
            return nil
        }
        let state = row.health.origins[index]
        guard state == .down || state == .dns else { return nil }
        return Since.resolve(row.originsObserved[index], historySince(index, in: row))
    }

    /// The service's history of an origin, that of its port where the service tells ports apart. Where it does not, it
    /// is nil for an origin that is bound on several.
    private func serviceHistory(of origin: BoundOrigin, in row: Row) -> OriginHistory? {
        guard let history = histories[origin.key] else { return nil }
        if let port = origin.port, let own = history.ports[port] { return own }
        let bindings = (row.listener.realServerSet ?? []).count { $0.realServerID == origin.key.realServerID }
        return bindings > 1 ? nil : history
    }

    /// The same by the service's history alone. A history that was read too long before the first of the readings that
    /// still go on says nothing about now. A history that came shortly before that reading does: so it is at the start,
    /// where the rows of the last run are on the screen and their histories arrive before the first page.
    private func historySince(_ index: Int, in row: Row) -> Since? {
        guard let server = row.listener.realServerSet?[index], let origin = BoundOrigin(server, of: row.listener),
            let history = serviceHistory(of: origin, in: row),
            isUnbroken(from: history.readAt, to: row.originsObserved[index])
        else { return nil }
        return history.downSince
    }

    private func isUnbroken(from last: Moment, to next: Observation) -> Bool {
        !last.isBefore(next.from) || next.isResumed && next.from.isWithin(longestGap, of: last)
    }

    /// Takes a history in, and works out since when its listener is as it is.
    package mutating func note(_ history: OriginHistory, of key: OriginKey) {
        histories[key] = history
        historyFaults[key] = nil
        if histories.count > Self.historiesKept,
            let oldest = histories.min(by: { $0.value.readAt.isBefore($1.value.readAt) })
        {
            histories[oldest.key] = nil
        }
        guard let place = row(id: key.listenerID) else { return }
        rows[place].historySince = began(rows[place])
    }

    /// Takes over since when a row is as it is, from whoever has observed it before.
    package mutating func note(_ since: Since, at place: Int) { rows[place].note(since) }

    /// Notes that a history could not be had. An earlier one stays.
    package mutating func note(_ error: CloudError, of key: OriginKey, at time: Moment) {
        historyFaults[key] = HistoryFault(error: error, at: time)
        if historyFaults.count > Self.historiesKept,
            let oldest = historyFaults.min(by: { $0.value.at.isBefore($1.value.at) })
        {
            historyFaults[oldest.key] = nil
        }
    }

    /// Takes in what a listener has carried.
    package mutating func note(_ traffic: Traffic, of listenerID: String) {
        self.traffic[listenerID] = traffic
        if self.traffic.count > Self.trafficsKept,
            let oldest = self.traffic.min(by: { $0.value.readAt.isBefore($1.value.readAt) })
        {
            self.traffic[oldest.key] = nil
        }
    }

    /// What this run has seen of an origin.
    private func seenHistory(of origin: BoundOrigin, in row: Row) -> OriginHistory? {
        if let changes = seenChanges[origin] {
            return OriginHistory(points: changes, source: .seen, readAt: row.readAt)
        }
        guard let index = row.boundOrigins.firstIndex(of: origin) else { return nil }
        let from = row.originsObserved[index].from
        let point = OriginHistory.Point(at: from, health: OriginHistory.Health(row.health.origins[index]))
        // What another run has read is a moment, and nobody knows of how long ago.
        return OriginHistory(points: from.uptime == nil ? [] : [point], source: .seen, readAt: row.readAt)
    }

    /// When the state of a failing listener began, by the histories of its origins: with the last of them where all are
    /// down, with the first of those that are where some are.
    func began(_ row: Row) -> Since? {
        guard row.state == .down || row.state == .dns || row.state == .part else { return nil }
        let failing = row.health.origins.indices.filter {
            row.health.origins[$0] == .down || row.health.origins[$0] == .dns
        }
        let known = failing.compactMap { historySince($0, in: row) }
        guard row.state == .part else {
            // As long as one is not known, all being down may have begun with it.
            return known.count == failing.count ? known.max { $0.time.isBefore($1.time) } : nil
        }
        guard let first = known.min(by: { $0.time.isBefore($1.time) }) else { return nil }
        // Another one may have been the first.
        let isAtLeast =
            known.count < failing.count || known.contains(where: \.isAtLeast)
            || row.health.origins.contains(.part)
        return Since(time: first.time, isAtLeast: isAtLeast, source: .history)
    }
}
