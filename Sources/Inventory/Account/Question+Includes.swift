extension Question {
    /// Whether the service's response would contain a listener, as far as the way in which the service compares is
    /// known.
    package func includes(_ row: Row) -> Bool {
        switch scope {
        case .all: break
        case .listener(let id): if row.id != id { return false }
        case .proxy, .group: if let owner = scope.owner, !row.isClaimed(by: owner) { return false }
        }
        if let listenerName, row.name != listenerName { return false }
        if let port, row.port != port { return false }
        guard let searchValue else { return true }
        return row.name.contains(searchValue) || row.port.map { "\($0)".contains(searchValue) } ?? false
    }
}
