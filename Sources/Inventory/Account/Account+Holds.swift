// Whether what is asked about is known at all: an answer without rows is one thing, to be asked about nothing another.

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
    /// The id of the owner or the listener; nil for everything.
    package var id: String? {
        switch self {
        case .proxy(let id), .group(let id), .listener(let id): id
        case .all: nil
        }
    }
}
