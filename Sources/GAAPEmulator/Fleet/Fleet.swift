// The emulated account. It is a value: code that reads it during a change sees the complete previous state.
//
// Invariants:
// - A listener has exactly one owner.
// - Each list is sorted newest first, as the service sends it.
// - Ids are unique.
// - Every binding's origin exists.

/// Proxies, groups, listeners and origins.
package struct Fleet: Sendable, Equatable {
    package internal(set) var proxies: [FleetProxy] = []
    package internal(set) var groups: [FleetGroup] = []
    package internal(set) var origins: [FleetOrigin] = []
    /// The listeners by owner. An owner without listeners has an empty list.
    package internal(set) var listeners: [FleetOwner: [FleetListener]] = [:]
    var ownerOfListener: [String: FleetOwner] = [:]

    package init() {}

    /// The owners of all listeners: every proxy outside groups, and every group.
    package var owners: [FleetOwner] {
        proxies.filter { $0.groupID == nil }.map { .proxy($0.id) } + groups.map { .group($0.id) }
    }

    package var listenerCount: Int { ownerOfListener.count }

    /// Returns a listener and its owner.
    package func listener(_ id: String) -> (listener: FleetListener, owner: FleetOwner)? {
        guard let owner = ownerOfListener[id], let listener = listeners[owner]?.first(where: { $0.id == id }) else {
            return nil
        }
        return (listener, owner)
    }

    func contains(_ owner: FleetOwner) -> Bool {
        switch owner {
        case .proxy(let id): proxies.contains { $0.id == id }
        case .group(let id): groups.contains { $0.id == id }
        }
    }
}

extension Fleet {
    /// Sets the health of an address for every listener that uses it.
    /// - Returns: whether there is such an origin.
    @discardableResult
    package mutating func setHealth(_ health: FleetOrigin.Health, ofAddress address: String) -> Bool {
        var found = false
        for index in origins.indices where origins[index].address == address {
            origins[index].health = health
            found = true
        }
        return found
    }

    /// Adds a listener before its owner's other listeners, as the service does with a new one.
    /// - Returns: whether the owner exists, the id is new, and all origins of the listener exist.
    @discardableResult
    package mutating func insert(_ listener: FleetListener, into owner: FleetOwner) -> Bool {
        guard listeners[owner] != nil, ownerOfListener[listener.id] == nil, hasOrigins(of: listener) else {
            return false
        }
        listeners[owner]?.insert(listener, at: 0)
        ownerOfListener[listener.id] = owner
        return true
    }

    /// Changes a listener in place. Its id must not change, and all its origins must exist.
    /// - Returns: whether it was changed.
    @discardableResult
    package mutating func change(listener id: String, _ change: (inout FleetListener) -> Void) -> Bool {
        guard let owner = ownerOfListener[id], let index = listeners[owner]?.firstIndex(where: { $0.id == id }),
            var listener = listeners[owner]?[index]
        else { return false }
        change(&listener)
        guard listener.id == id, hasOrigins(of: listener) else { return false }
        listeners[owner]?[index] = listener
        return true
    }

    /// Changes a proxy in place, inside a group or not, for example when a user closes it. Its id must not change.
    /// - Returns: whether it was changed.
    @discardableResult
    package mutating func change(proxy id: String, _ change: (inout FleetProxy) -> Void) -> Bool {
        guard let index = proxies.firstIndex(where: { $0.id == id }) else { return false }
        var proxy = proxies[index]
        change(&proxy)
        guard proxy.id == id else { return false }
        proxies[index] = proxy
        return true
    }

    /// Changes a group in place. Its id must not change.
    /// - Returns: whether it was changed.
    @discardableResult
    package mutating func change(group id: String, _ change: (inout FleetGroup) -> Void) -> Bool {
        guard let index = groups.firstIndex(where: { $0.id == id }) else { return false }
        var group = groups[index]
        change(&group)
        guard group.id == id else { return false }
        groups[index] = group
        return true
    }

    /// Removes a listener.
    /// - Returns: whether the listener existed.
    @discardableResult
    package mutating func remove(listener id: String) -> Bool {
        guard let owner = ownerOfListener.removeValue(forKey: id) else { return false }
        listeners[owner]?.removeAll { $0.id == id }
        return true
    }

    /// Records which origins have changed.
    /// - Parameter elapsed: the seconds since the emulator's start.
    mutating func noteChanges(from before: Fleet, at elapsed: Double) {
        for index in origins.indices.prefix(before.origins.count)
        where origins[index].health != before.origins[index].health {
            origins[index].changes.append(.init(elapsed: elapsed, before: before.origins[index].health))
        }
    }

    private func hasOrigins(of listener: FleetListener) -> Bool {
        listener.bindings.allSatisfy { origins.indices.contains($0.origin) }
    }
}
