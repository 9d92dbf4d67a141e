// The facts for the sentences of `WhyRules`: a listener, and what the rest of the account shows about its failing
// origins.

package import GAAP
package import Essentials

/// The state that other listeners report for an address that fails in this listener.
package struct Elsewhere: Equatable, Sendable {
    /// The address that fails in this listener.
    package let address: OriginAddress
    /// Some of the listeners of other owners: those in which the address fails, and those in which it is healthy.
    package let failing: [Place]
    package let fine: [Place]
    /// Listeners of the same owner in which the address fails. They say nothing about the path.
    package let failingHere: [Place]
    /// The time of the oldest reading that was used; nil if all of them are recent.
    package var asOf: UnixTime?

    /// A listener, for display.
    package struct Place: Equatable, Sendable {
        package let name: String
        package let owner: String

        package init(name: String, owner: String) {
            self.name = name
            self.owner = owner
        }
    }

    package init(
        address: OriginAddress, failing: [Place], fine: [Place], failingHere: [Place], asOf: UnixTime? = nil
    ) {
        self.address = address
        self.asOf = asOf
        self.failing = failing
        self.fine = fine
        self.failingHere = failingHere
    }
}

/// Which readings count as current. Conclusions use only those, or name the time that they refer to.
package struct Recency: Sendable {
    package let now: Moment
    /// How long a reading counts as current, in seconds.
    package let freshFor: Double
    /// Formats a time.
    package let timeText: @Sendable (UnixTime) -> String
    /// The site of the account, which has rules of its own; nil if it is not known.
    package var site: Site?

    package init(now: Moment, freshFor: Double, timeText: @escaping @Sendable (UnixTime) -> String) {
        self.now = now
        self.freshFor = freshFor
        self.timeText = timeText
    }

    /// Formats times in UTC: `2026-03-12 20:37:26 UTC`.
    package static func utc(now: Moment, freshFor: Double) -> Recency {
        Recency(now: now, freshFor: freshFor) { time in
            let date = LocalZone.utc.date(time)
            return "\(date) \(date.clock) UTC"
        }
    }

    /// Returns when the first of the rows that were read recently will no longer be recent; nil if none is recent.
    package func end(in account: Account) -> Moment? {
        guard let uptime = now.uptime, freshFor.isFinite else { return nil }
        // Durations are compared, not seconds: there may be 100,000 of them.
        let oldest = uptime - .seconds(freshFor)
        var first: Duration?
        for glance in account.glances {
            guard let read = glance.readAt.uptime, read > oldest else { continue }
            if first.map({ read < $0 }) ?? true { first = read }
        }
        return first.map { now + ($0 - oldest) / .seconds(1) }
    }

    func isRecent(_ reading: Moment) -> Bool { now.isWithin(freshFor, of: reading) }

    /// The number of seconds for which a reading stays current.
    package func left(of reading: Moment) -> Double { now.age(of: reading).map { freshFor - $0 } ?? .infinity }
}

/// A listener with the facts that the rules use.
package struct WhyFacts: Sendable {
    package let row: Row
    package var elsewhere: [Elsewhere] = []
    /// The histories of its origins, in their order; nil for an origin without a history.
    package var histories: [OriginHistory?] = []
    package let recency: Recency
    /// The display names of its origins.
    let names: OriginNames
    /// How long the conclusions stay valid without new readings, in seconds.
    package fileprivate(set) var holdsFor = Double.infinity

    package init(_ row: Row, recency: Recency) {
        self.row = row
        self.recency = recency
        names = row.listener.originNames
    }

    var listener: TCPListener { row.listener }
    var isChecked: Bool { listener.healthCheck == .on }
    var servers: [BindRealServer] { listener.realServerSet ?? [] }
    /// Whether a statement about all its origins is possible.
    var readsOrigins: Bool { row.health.areOriginsRead }
    var failing: Int { row.health.origins.count { $0 == .down || $0 == .dns } }
}

extension Account {
    /// The maximum number of uses of an address that are examined for one listener, so that a popular address does not
    /// take as long as a whole frame of the screen.
    private static let usesLookedAt = 2_000
    /// The maximum number of failing origins that are looked up in other listeners.
    private static let originsFollowed = 8

    /// Returns what is known about the health of a listener.
    package func whyFacts(_ row: Row, _ recency: Recency) -> WhyFacts {
        var facts = WhyFacts(row, recency: recency)
        facts.elsewhere = elsewhere(row, &facts)
        facts.histories = row.origins.map { originHistory(of: $0.server, in: row) }
        return facts
    }

    /// Returns the states that other listeners report for the addresses that fail in this listener.
    private func elsewhere(_ row: Row, _ facts: inout WhyFacts) -> [Elsewhere] {
        var addresses: [OriginAddress] = []
        for (server, state) in row.origins where state == .down || state == .dns || state == .part {
            let named = (server.downIPList ?? []).compactMap { OriginAddress($0) }
            let own = OriginAddress(host: server.realServerIP ?? "", port: row.listener.port(of: server))
            for address in named.isEmpty ? [own] : named where !address.host.isEmpty && !addresses.contains(address) {
                addresses.append(address)
            }
        }
        return addresses.prefix(Self.originsFollowed).compactMap { elsewhere($0, than: row, &facts) }
    }

    private func elsewhere(_ address: OriginAddress, than row: Row, _ facts: inout WhyFacts) -> Elsewhere? {
        guard let entry = addresses[address.host], let here = self.row(id: row.id) else { return nil }
        // The same host with a different port is a different service.
        let uses = entry.uses.prefix(Self.usesLookedAt).filter { use in
            use.row != here && (address.port == nil || use.port == nil || use.port == address.port)
        }
        if facts.recency.isRecent(row.readAt) {
            let recent = uses.filter { facts.recency.isRecent(glances[$0.row].readAt) }
            let readings = recent.map { glances[$0.row].readAt } + [row.readAt]
            if let found = places(of: address, recent, than: row, asOf: nil) {
                facts.holdsFor = readings.reduce(facts.holdsFor) { min($0, facts.recency.left(of: $1)) }
                return found
            }
            facts.holdsFor = min(facts.holdsFor, facts.recency.left(of: row.readAt))
        }
        let oldest = uses.reduce(row.readAt.wall) { min($0, glances[$1.row].readAt.wall) }
        return places(of: address, uses, than: row, asOf: oldest)
    }

    private func places(
        of address: OriginAddress, _ uses: [AddressUse], than row: Row, asOf: UnixTime?
    ) -> Elsewhere? {
        var (failing, fine, failingHere): ([Elsewhere.Place], [Elsewhere.Place], [Elsewhere.Place]) = ([], [], [])
        for use in uses {
            // If one of the owners is not known, the paths may be the same.
            guard let owner = rows[use.row].owner, let own = row.owner else { continue }
            let place = Elsewhere.Place(name: rows[use.row].name, owner: owner.text)
            switch (use.isFailing, owner == own) {
            case (true, true): failingHere.append(place)
            case (true, false): failing.append(place)
            // If the owner does not forward traffic, a normal state may be outdated.
            case (false, false) where use.state == .ok && rows[use.row].health.isOwnerServing: fine.append(place)
            case (false, _): break
            }
        }
        guard !failing.isEmpty || !fine.isEmpty || !failingHere.isEmpty else { return nil }
        return Elsewhere(address: address, failing: failing, fine: fine, failingHere: failingHere, asOf: asOf)
    }
}
