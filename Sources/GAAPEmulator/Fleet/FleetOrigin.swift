// An origin server, identified by its address. Its health is stored only here, so every listener that checks it reports
// the same health.

/// An address or domain that listeners forward to.
package struct FleetOrigin: Sendable, Equatable {
    /// The result of health checks.
    package enum Health: Sendable, Equatable {
        case up
        case down
        /// The domain does not resolve.
        case unresolved
        /// One address of the domain is down.
        case partly
    }

    /// A change of the health during this run.
    package struct Change: Sendable, Equatable {
        /// The time of the change in seconds since the emulator's start.
        let elapsed: Double
        let before: Health
    }

    /// The id: `rs-` and 8 more characters.
    package let id: String
    package let address: String
    /// The addresses that the domain resolves to. Empty for an address.
    package let resolved: [String]
    package var health: Health
    /// The ports on which health checks fail regardless of the health: that service is stopped, but the host is up.
    package var downPorts: Set<Int> = []
    /// The age of its problem at the emulator's start in seconds. nil means a random age.
    var troubledFor: Int?
    /// The changes of the health during this run, made by `Emulator.update`, in order.
    var changes: [Change] = []

    package var isDomain: Bool { !resolved.isEmpty }

    package init(id: String, address: String, resolved: [String] = [], health: Health = .up) {
        self.id = id
        self.address = address
        self.resolved = resolved
        self.health = health
    }

    /// Returns the origin as health checks of one of its ports see it.
    func seen(onPort port: Int) -> FleetOrigin {
        guard downPorts.contains(port) else { return self }
        var origin = self
        origin.health = .down
        origin.changes = []
        return origin
    }
}
