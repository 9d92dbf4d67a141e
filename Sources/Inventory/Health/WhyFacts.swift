// What the sentences of `WhyRules` are made from: a listener, and what the rest of the account says about its failing origins.

import GAAP

/// How an address that fails here is elsewhere.
package struct Elsewhere: Equatable, Sendable {
    /// The address that fails here.
    package let address: OriginAddress
    /// Listeners over other owners in which it fails, and in which it is fine; some of them.
    package let failing: [Place]
    package let fine: [Place]
    /// Listeners of the same owner in which it fails: these say nothing about the path.
    package let failingHere: [Place]

    /// A listener, for people.
    package struct Place: Equatable, Sendable {
        package let name: String
        package let owner: String

        package init(name: String, owner: String) {
            self.name = name
            self.owner = owner
        }
    }

    package init(address: OriginAddress, failing: [Place], fine: [Place], failingHere: [Place]) {
        self.address = address
        self.failing = failing
        self.fine = fine
        self.failingHere = failingHere
    }
}

/// A listener as the rules see it.
package struct WhyFacts: Sendable {
    package let row: Row
    package var elsewhere: [Elsewhere] = []
    /// Histories of its origins, in their order; nil where there is none.
    package var histories: [OriginHistory?] = []

    package init(_ row: Row) { self.row = row }

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
    package func whyFacts(_ row: Row) -> WhyFacts {
        var facts = WhyFacts(row)
        facts.elsewhere = elsewhere(row)
        facts.histories = row.origins.map { origin in
            OriginKey(origin.server, of: row.listener).flatMap { history(of: $0) }
        }
        return facts
    }

    /// How the failing addresses of a listener are in others.
    private func elsewhere(_ row: Row) -> [Elsewhere] {
        var addresses: [OriginAddress] = []
        for (server, state) in row.origins where state == .down || state == .dns || state == .part {
            let named = (server.downIPList ?? []).compactMap { OriginAddress($0) }
            let own = OriginAddress(host: server.realServerIP ?? "", port: server.realServerPort)
            for address in named.isEmpty ? [own] : named where !address.host.isEmpty && !addresses.contains(address) {
                addresses.append(address)
            }
        }
        return addresses.prefix(Self.originsFollowed).compactMap { elsewhere($0, than: row) }
    }

    private func elsewhere(_ address: OriginAddress, than row: Row) -> Elsewhere? {
        guard let entry = addresses[address.host], let here = self.row(id: row.id) else { return nil }
        var (failing, fine, failingHere): ([Elsewhere.Place], [Elsewhere.Place], [Elsewhere.Place]) = ([], [], [])
        // The same host on another port is another service.
        for use in entry.uses.prefix(Self.usesLookedAt)
        where use.row != here && (address.port == nil || use.port == nil || use.port == address.port) {
            // Where an owner is not known, the path is not known to be another one.
            guard let owner = rows[use.row].owner, let own = row.owner else { continue }
            let place = Elsewhere.Place(name: rows[use.row].name, owner: owner.text)
            switch (use.isFailing, owner == own) {
            case (true, true): failingHere.append(place)
            case (true, false): failing.append(place)
            case (false, false) where use.state == .ok: fine.append(place)
            case (false, _): break
            }
        }
        guard !failing.isEmpty || !fine.isEmpty || !failingHere.isEmpty else { return nil }
        return Elsewhere(address: address, failing: failing, fine: fine, failingHere: failingHere)
    }
}
