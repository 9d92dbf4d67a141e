// What changed between two states of an account, as values. Health stands apart from configuration: who is on call asks
// for the one, who made a change last night for the other, and a listener may have both.

package import Inventory
package import Essentials

/// One change of one listener.
package struct Change: Sendable, Equatable {
    /// The listener as people know it: as it is now, or as it was where it is gone.
    package struct Subject: Sendable, Equatable {
        package let id: String
        package let name: String
        package let port: Int?
        /// nil where it is not known.
        package let owner: OwnerID?

        package init(id: String, name: String, port: Int?, owner: OwnerID?) {
            self.id = id
            self.name = name
            self.port = port
            self.owner = owner
        }

        package init(_ row: Row) { self.init(id: row.id, name: row.name, port: row.port, owner: row.owner) }
    }

    package enum What: Sendable, Equatable {
        case health(HealthChange)
        case removed(was: State)
        case added(as: State)
        case moved(from: OwnerID, to: OwnerID)
        /// Fields of the listener first, in the order of the service's document; then its origins.
        case configuration([FieldChange])
    }

    package let subject: Subject
    package let what: What

    package init(subject: Subject, what: What) {
        self.subject = subject
        self.what = what
    }

    /// Whether it is about how the listener is, not about what it is.
    package var isHealth: Bool {
        if case .health = what { true } else { false }
    }
}

/// How a listener's health changed: its word, its origins, or both.
package struct HealthChange: Sendable, Equatable {
    package let from: State
    package let to: State
    /// The origins that changed, in the order of their addresses.
    package let origins: [OriginChange]
    /// ListenerStatus and BindStatus, where they changed.
    package let fields: [FieldChange]

    package init(from: State, to: State, origins: [OriginChange], fields: [FieldChange]) {
        self.from = from
        self.to = to
        self.origins = origins
        self.fields = fields
    }

    /// Whether the word is a worse one now.
    package var isWorse: Bool { to < from }
}

/// How an origin's health changed.
package struct OriginChange: Sendable, Equatable {
    /// Its address or name; with the port where the listener has two of it.
    package let address: String
    /// nil where it was not bound then.
    package let from: State?
    /// nil where it is not bound now.
    package let to: State?
    /// Addresses that DownIPList names now and did not then; and those it does not name any more. In their order.
    package let wentDown: [String]
    package let cameBack: [String]
    /// RealServerStatus, where it changed.
    package let status: FieldChange?

    package init(
        address: String, from: State?, to: State?, wentDown: [String], cameBack: [String], status: FieldChange?
    ) {
        self.address = address
        self.from = from
        self.to = to
        self.wentDown = wentDown
        self.cameBack = cameBack
        self.status = status
    }
}

/// How a field changed, in decoded words.
package struct FieldChange: Sendable, Equatable {
    /// As the API calls it. For an origin that was bound or unbound it is `RealServerSet`.
    package let field: String
    /// The origin, or the member of a group, that has the field; nil for the listener's or owner's own.
    package let origin: String?
    /// nil where there was nothing. The service sends null and empty text for the same thing, and so both are nothing.
    package let from: Wording?
    package let to: Wording?

    package init(field: String, origin: String?, from: Wording?, to: Wording?) {
        self.field = field
        self.origin = origin
        self.from = from
        self.to = to
    }
}
