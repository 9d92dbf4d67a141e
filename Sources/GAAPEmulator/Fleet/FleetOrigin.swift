// An origin server, known by its address. Its health lives here and only here: every listener that checks it tells the
// same.

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

    /// Its health was another until a moment of this run.
    package struct Change: Sendable, Equatable {
        /// Seconds since the emulator's start.
        let elapsed: Double
        let before: Health
    }

    /// `rs-` and 8 more.
    package let id: String
    package let address: String
    /// What a domain resolves to; empty for an address.
    package let resolved: [String]
    package var health: Health
    /// Ports on which checks fail whatever the health is: somebody stopped that service, and the host is up.
    package var downPorts: Set<Int> = []
    /// How long its trouble had lasted at the emulator's start, seconds; nil leaves it to chance.
    var troubledFor: Int?
    /// What became of it in this run, by `Emulator.update`, in order.
    var changes: [Change] = []

    package var isDomain: Bool { !resolved.isEmpty }

    package init(id: String, address: String, resolved: [String] = [], health: Health = .up) {
        self.id = id
        self.address = address
        self.resolved = resolved
        self.health = health
    }

    /// The origin as checks of one of its ports find it.
    func seen(onPort port: Int) -> FleetOrigin {
        guard downPorts.contains(port) else { return self }
        var origin = self
        origin.health = .down
        origin.changes = []
        return origin
    }
}
