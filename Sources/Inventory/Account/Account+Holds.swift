// Whether the subject of a query is known at all. A known owner without listeners differs from an unknown owner.

extension Account {
    /// Whether the owner or the listener of a scope is known.
    package func holds(_ scope: Scope) -> Bool {
        switch scope {
        case .all: true
        case .listener(let id): row(id: id) != nil
        case .proxy, .group: scope.owner.map { owners[$0] != nil } ?? false
        }
    }
}

extension Scope {
    /// The id of the owner or the listener; nil for the whole account.
    package var id: String? {
        switch self {
        case .proxy(let id), .group(let id), .listener(let id): id
        case .all: nil
        }
    }
}
