// Histories of origins: the service's history if it was requested, otherwise what at least two passes of this run have
// observed.

package import Essentials
package import GAAP
package import TencentCloud

/// A failed request for a history.
package struct HistoryFault: Equatable, Sendable {
    package let error: CloudError
    package let at: Moment

    /// Whether the request was cancelled because its result was no longer needed. In that case no fault is known.
    package var isCancelled: Bool { error == .cancelled }
}

extension Account {
    /// The maximum number of histories and of traffic statistics to keep. The oldest are discarded first. A history of
    /// one day with one point per minute takes 35 kB, and a user who browses for days sees many histories.
    private static let (historiesKept, trafficsKept) = (500, 200)

    /// The proxies that the listeners of an owner belong to, as Cloud Monitor identifies them; empty if they are not
    /// known.
    package func channels(of owner: OwnerID?) -> [String] {
        switch owner {
        case .proxy(let id)?: [id]
        case .group?, nil: []
        }
    }

    /// The history of an origin, from the service or from this run; nil for an origin without an id.
    package func originHistory(of server: BindRealServer, in row: Row) -> OriginHistory? {
        guard let origin = BoundOrigin(server, of: row.listener) else { return nil }
        return serviceHistory(of: origin, in: row) ?? seenHistory(of: origin, in: row)
    }

    /// Returns when an origin went down, according to its history and to the readings of this run; nil if it is not
    /// down or the time is not known.
    package func downSince(_ index: Int, in row: Row) -> Since? {
        guard row.health.origins.indices.contains(index), row.originsObserved.indices.contains(index) else {
            return nil
        }
        let state = row.health.origins[index]
        guard state == .down || state == .dns else { return nil }
        return Since.resolve(row.originsObserved[index], historySince(index, in: row))
    }

    /// Returns the service's history of an origin. If the service distinguishes ports, this is the history of the
    /// origin's port. If the service does not, the result is nil for an origin that is bound with several ports.
    private func serviceHistory(of origin: BoundOrigin, in row: Row) -> OriginHistory? {
        guard let history = histories[origin.key] else { return nil }
        if let port = origin.port, let own = history.ports[port] { return own }
        let bindings = (row.listener.realServerSet ?? []).count { $0.realServerID == origin.key.realServerID }
        return bindings > 1 ? nil : history
    }

    /// Returns when an origin went down, according to the service's history alone. A history that was read too long
    /// before the first of the current unbroken readings says nothing about the present. A history that was read
    /// shortly before the first of them is valid. This happens at the start, when the rows of the previous run are on
    /// the screen and their histories arrive before the first page.
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

    /// Stores a history and derives since when its listener has had its state.
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

    /// Stores since when a row has had its state, as an earlier run or a snapshot observed it.
    package mutating func note(_ since: Since, at place: Int) { rows[place].note(since) }

    /// Records that the request for a history failed. An earlier history stays.
    package mutating func note(_ error: CloudError, of key: OriginKey, at time: Moment) {
        historyFaults[key] = HistoryFault(error: error, at: time)
        if historyFaults.count > Self.historiesKept,
            let oldest = historyFaults.min(by: { $0.value.at.isBefore($1.value.at) })
        {
            historyFaults[oldest.key] = nil
        }
    }

    /// Stores the traffic of a listener.
    package mutating func note(_ traffic: Traffic, of listenerID: String) {
        self.traffic[listenerID] = traffic
        if self.traffic.count > Self.trafficsKept,
            let oldest = self.traffic.min(by: { $0.value.readAt.isBefore($1.value.readAt) })
        {
            self.traffic[oldest.key] = nil
        }
    }

    /// The history of an origin as this run has observed it.
    private func seenHistory(of origin: BoundOrigin, in row: Row) -> OriginHistory? {
        if let changes = seenChanges[origin] {
            return OriginHistory(points: changes, source: .seen, readAt: row.readAt)
        }
        guard let index = row.boundOrigins.firstIndex(of: origin) else { return nil }
        let from = row.originsObserved[index].from
        let point = OriginHistory.Point(at: from, health: OriginHistory.Health(row.health.origins[index]))
        // The state that an earlier run has read is known for a single moment. How long it had lasted by then is not
        // known.
        return OriginHistory(points: from.uptime == nil ? [] : [point], source: .seen, readAt: row.readAt)
    }

    /// Returns when the state of a failing listener began, according to the histories of its origins. If all origins
    /// are down, the state began when the last of them failed. If some are down, it began when the first of those
    /// failed.
    func began(_ row: Row) -> Since? {
        guard row.state == .down || row.state == .dns || row.state == .part else { return nil }
        let failing = row.health.origins.indices.filter {
            row.health.origins[$0] == .down || row.health.origins[$0] == .dns
        }
        let known = failing.compactMap { historySince($0, in: row) }
        guard row.state == .part else {
            // If the time of one origin is unknown, the state in which all are down may have begun with that origin.
            return known.count == failing.count ? known.max { $0.time.isBefore($1.time) } : nil
        }
        guard let first = known.min(by: { $0.time.isBefore($1.time) }) else { return nil }
        // An origin whose time is unknown may have failed earlier.
        let isAtLeast =
            known.count < failing.count || known.contains(where: \.isAtLeast)
            || row.health.origins.contains(.part)
        return Since(time: first.time, isAtLeast: isAtLeast, source: .history)
    }
}
