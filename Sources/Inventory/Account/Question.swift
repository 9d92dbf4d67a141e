// What is being looked at, and what exactly is asked of the service for it.

package import GAAP

/// What is being looked at.
package enum Scope: Hashable, Sendable {
    case proxy(String)
    case group(String)
    case listener(String)
    /// Every proxy outside a group, and every group.
    case all

    /// The scope of one owner.
    package init(_ owner: OwnerID) {
        switch owner {
        case .proxy(let id): self = .proxy(id)
        case .group(let id): self = .group(id)
        }
    }

    /// The owner, where the scope is one.
    package var owner: OwnerID? {
        switch self {
        case .proxy(let id): .proxy(id)
        case .group(let id): .group(id)
        case .listener, .all: nil
        }
    }
}

/// A scope with the filters that the service applies.
package struct Question: Hashable, Sendable {
    package var scope: Scope
    /// Exact.
    package var listenerName: String?
    /// Exact.
    package var port: Int?
    /// Substring of port or name.
    package var searchValue: String?
    /// Whether the owner of a single scope is read as well, for its status.
    package var readsOwner = true

    package init(
        _ scope: Scope, listenerName: String? = nil, port: Int? = nil, searchValue: String? = nil
    ) {
        self.scope = scope
        self.listenerName = listenerName
        self.port = port
        self.searchValue = searchValue
    }

    /// Whether the answer is less than everything in the scope.
    package var isFiltered: Bool { listenerName != nil || port != nil || searchValue != nil }

    /// The request for one page, about one owner, or about the one listener of the scope.
    package func request(owner: OwnerID?, page: Pages.Request?) -> DescribeTCPListeners {
        var request = DescribeTCPListeners(
            listenerName: listenerName, port: port, searchValue: searchValue,
            offset: page?.offset, limit: page?.limit)
        switch owner {
        case .proxy(let id)?: request.proxyID = id
        case .group(let id)?: request.groupID = id
        case nil: break
        }
        if case .listener(let id) = scope { request.listenerID = id }
        return request
    }
}

/// The identity of one run of one question.
package struct LoadID: Hashable, Sendable {
    package let number: Int

    package init(_ number: Int) { self.number = number }
}
