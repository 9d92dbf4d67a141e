// Listeners are of several kinds, each with a list, an action and a budget of its own. An owner is read kind by kind:
// what ended for one kind says nothing about another.

/// The kind of a listener.
package struct ListenerKind: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// As the service writes it in `Protocol`.
    package let name: String

    package init(_ name: String) { self.name = name }

    package static let tcp = ListenerKind("TCP")

    package var description: String { name }

    package static func < (left: ListenerKind, right: ListenerKind) -> Bool { left.name < right.name }
}

/// One kind of listeners of one owner: what has a list of its own, and so can be complete or not.
package struct ListID: Hashable, Comparable, Sendable {
    /// nil for a question about one listener.
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

/// One pass over such a list, from its first page to its last.
package struct Pass: Hashable, Sendable {
    package let list: ListID
    /// Later passes have higher numbers, whatever list they are over.
    package let number: Int

    package init(_ owner: OwnerID?, _ kind: ListenerKind, number: Int) {
        list = ListID(owner, kind)
        self.number = number
    }

    package var owner: OwnerID? { list.owner }
    package var kind: ListenerKind { list.kind }
}
