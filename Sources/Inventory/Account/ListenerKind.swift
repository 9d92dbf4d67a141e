// Listeners are of several kinds. Each kind has its own list, action and request budget. An owner is read kind by kind:
// a complete pass over one kind says nothing about another.

/// A kind of listener, such as TCP.
package struct ListenerKind: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The name as the service writes it in `Protocol`.
    package let name: String

    package init(_ name: String) { self.name = name }

    package static let tcp = ListenerKind("TCP")

    package var description: String { name }

    package static func < (left: ListenerKind, right: ListenerKind) -> Bool { left.name < right.name }
}

/// One kind of listeners of one owner: a list that can be complete or incomplete.
package struct ListID: Hashable, Comparable, Sendable {
    /// The owner; nil for a query of one listener.
    package let owner: OwnerID?
    package let kind: ListenerKind

    package init(_ owner: OwnerID?, _ kind: ListenerKind) {
        self.owner = owner
        self.kind = kind
    }

    package static func < (left: ListID, right: ListID) -> Bool {
        switch (left.owner, right.owner) {
        case (let a?, let b?) where a != b: a < b
        case (nil, _?): true
        case (_?, nil): false
        default: left.kind < right.kind
        }
    }
}

/// One pass over a list, from its first page to its last.
package struct Pass: Hashable, Sendable {
    package let list: ListID
    /// Later passes have higher numbers, across all lists.
    package let number: Int

    package init(_ owner: OwnerID?, _ kind: ListenerKind, number: Int) {
        list = ListID(owner, kind)
        self.number = number
    }

    package var owner: OwnerID? { list.owner }
    package var kind: ListenerKind { list.kind }
}
