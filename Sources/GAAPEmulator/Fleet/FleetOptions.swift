// How large a fleet is to be made, and from which seed.

/// What a fleet is made from.
package struct FleetOptions: Sendable, Equatable {
    /// What there is to find in the account.
    package enum Story: Sendable {
        /// Every state that a listener and its owner can be in, so that all of them can be tried.
        case everyState
        /// One incident in an account that is well otherwise, as somebody on call finds it.
        case incident
    }

    package var seed: UInt64 = 1
    package var story = Story.everyState
    /// Outside of groups.
    package var proxies = 60
    package var groups = 5
    /// Over all owners; more than the service's 50 per owner only where they would not fit otherwise.
    package var listeners = 1_300
    /// Adds a listener whose name holds control characters, an escape sequence and a bidi control.
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

    /// Ports of one owner, fewer than there are numbers.
    static let mostPerOwner = 50_000

    /// The same, within what can be made: nothing negative, and no more listeners than ports.
    var bounded: FleetOptions {
        var options = self
        options.proxies = min(max(0, proxies), 20_000)
        options.groups = min(max(0, groups), 5_000)
        options.listeners = min(max(0, listeners), 1_000_000)
        return options
    }
}
