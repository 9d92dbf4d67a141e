// An origin server, known by its address. Its health lives here and only here: every listener that checks it tells the same.

/// An address or domain that listeners forward to.
package struct FleetOrigin: Sendable, Equatable {
    /// What health checks find.
    package enum Health: Sendable, Equatable {
        case up
        case down
        /// A domain that does not resolve.
        case unresolved
        /// A domain one of whose addresses is down.
        case partly
    }

    /// `rs-` and 8 more.
    package let id: String
    package let address: String
    /// What a domain resolves to; empty for an address.
    package let resolved: [String]
    package var health: Health

    package var isDomain: Bool { !resolved.isEmpty }

    package init(id: String, address: String, resolved: [String] = [], health: Health = .up) {
        self.id = id
        self.address = address
        self.resolved = resolved
        self.health = health
    }
}
