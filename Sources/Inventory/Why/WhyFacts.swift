// What the sentences of `WhyRules` are made from: a listener, and what the rest of the account says about its failing
// origins.

package import GAAP
package import Essentials

/// How an address that fails here is elsewhere.
package struct Elsewhere: Equatable, Sendable {
    /// The address that fails here.
    package let address: OriginAddress
    /// Listeners over other owners in which it fails, and in which it is fine; some of them.
    package let failing: [Place]
    package let fine: [Place]
    /// Listeners of the same owner in which it fails: these say nothing about the path.
    package let failingHere: [Place]
    /// The time of the oldest reading that this rests on; nil where all of them are recent.
    package var asOf: UnixTime?

    /// A listener, for people.
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

/// Which readings speak of now. A conclusion is drawn from those alone, or says of when it is.
package struct Recency: Sendable {
    package let now: Moment
    /// Seconds for which a reading speaks of now.
    package let freshFor: Double
    /// How a time is written.
    package let timeText: @Sendable (UnixTime) -> String
    /// The site of the account, whose rules differ; nil where it is not known.
    package var site: Site?

    package init(now: Moment, freshFor: Double, timeText: @escaping @Sendable (UnixTime) -> String) {
        self.now = now
        self.freshFor = freshFor
        self.timeText = timeText
    }

    /// With times in UTC: `2026-03-12 20:37:26 UTC`.
    package static func utc(now: Moment, freshFor: Double) -> Recency {
        Recency(now: now, freshFor: freshFor) { time in
            let date = LocalZone.utc.date(time)
            return "\(date) \(date.clock) UTC"
        }
    }

    func isRecent(_ reading: Moment) -> Bool { now.isWithin(freshFor, of: reading) }

    /// Seconds for which a reading will still be recent.
    package func left(of reading: Moment) -> Double { now.age(of: reading).map { freshFor - $0 } ?? .infinity }
}

/// A listener as the rules see it.
package struct WhyFacts: Sendable {
    package let row: Row
    package var elsewhere: [Elsewhere] = []
    /// Histories of its origins, in their order; nil without one.
    package var histories: [OriginHistory?] = []
    package let recency: Recency
    /// What its origins are called.
    let names: OriginNames
    /// Seconds for which what is said stays true if nothing new is read.
    package fileprivate(set) var holdsFor = Double.infinity

    package init(_ row: Row, recency: Recency) {
        self.row = row
        self.recency = recency
        names = row.listener.originNames
    }

    var listener: TCPListener { row.listener }
    var isChecked: Bool { listener.healthCheck == .on }
    var servers: [BindRealServer] { listener.realServerSet ?? [] }
    /// Whether what is said of all its origins can be said.
    var readsOrigins: Bool { row.health.areOriginsRead }
    var failing: Int { row.health.origins.count { $0 == .down || $0 == .dns } }
}

extension Account {
    /// Uses of an address looked at for one listener: a popular one must not cost a frame.
    private static let usesLookedAt = 2_000
    /// Failing origins that are followed to other listeners.
    private static let originsFollowed = 8

    /// What is known about the health of a listener.
    package func whyFacts(_ row: Row, _ recency: Recency) -> WhyFacts {
        var facts = WhyFacts(row, recency: recency)
        facts.elsewhere = elsewhere(row, &facts)
        facts.histories = row.origins.map { originHistory(of: $0.server, in: row) }
        return facts
    }

    /// How the failing addresses of a listener are in others.
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
        // The same host on another port is another service.
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
            // Where an owner is not known, the path is not known to be another one.
            guard let owner = rows[use.row].owner, let own = row.owner else { continue }
            let place = Elsewhere.Place(name: rows[use.row].name, owner: owner.text)
            switch (use.isFailing, owner == own) {
            case (true, true): failingHere.append(place)
            case (true, false): failing.append(place)
            // Where nothing is forwarded, a normal origin may be what was seen before.
            case (false, false) where use.state == .ok && rows[use.row].health.isOwnerServing: fine.append(place)
            case (false, _): break
            }
        }
        guard !failing.isEmpty || !fine.isEmpty || !failingHere.isEmpty else { return nil }
        return Elsewhere(address: address, failing: failing, fine: fine, failingHere: failingHere, asOf: asOf)
    }
}
