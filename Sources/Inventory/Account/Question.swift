// What is being viewed, and the exact query to the service.

package import GAAP

/// The part of the account that is being viewed.
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

    /// The owner, if the scope is an owner.
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
    /// The listener name, which must match exactly.
    package var listenerName: String?
    /// The port, which must match exactly.
    package var port: Int?
    /// A substring of the port or the name.
    package var searchValue: String?
    /// Whether the owner of a single scope is also read, for its status.
    package var readsOwner = true

    package init(
        _ scope: Scope, listenerName: String? = nil, port: Int? = nil, searchValue: String? = nil
    ) {
        self.scope = scope
        self.listenerName = listenerName
        self.port = port
        self.searchValue = searchValue
    }

    /// Whether the response may leave out listeners in the scope.
    package var isFiltered: Bool { listenerName != nil || port != nil || searchValue != nil }

    /// Returns the request for one page of an owner, or for the one listener of the scope.
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
