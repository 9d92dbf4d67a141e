// The size of a fleet, and its seed.

/// The options from which a fleet is created.
package struct FleetOptions: Sendable, Equatable {
    /// The problems in the account.
    package enum Story: Sendable {
        /// Every state of a listener and its owner, so that users can try all of them.
        case everyState
        /// One incident in an account that is otherwise healthy, as a user on call finds it.
        case incident
    }

    package var seed: UInt64 = 1
    package var story = Story.everyState
    /// The number of proxies outside groups.
    package var proxies = 60
    package var groups = 5
    /// The number of listeners of all owners. An owner has more listeners than the service's limit of 50 only if the
    /// listeners would not fit otherwise.
    package var listeners = 1_300
    /// Whether to add a listener whose name contains control characters, an escape sequence and a bidirectional
    /// control.
    package var hostileNames = false

    package init(
        seed: UInt64 = 1, proxies: Int = 60, groups: Int = 5, listeners: Int = 1_300, hostileNames: Bool = false
    ) {
        self.seed = seed
        self.proxies = proxies
        self.groups = groups
        self.listeners = listeners
        self.hostileNames = hostileNames
    }

    /// The maximum number of listeners of one owner. It is lower than the number of ports.
    static let maximumPerOwner = 50_000

    /// The options within the supported range: no negative numbers, and not more listeners than ports.
    var bounded: FleetOptions {
        var options = self
        options.proxies = min(max(0, proxies), 20_000)
        options.groups = min(max(0, groups), 5_000)
        options.listeners = min(max(0, listeners), 1_000_000)
        return options
    }
}
