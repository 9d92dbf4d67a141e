// The changes between two states of an account, as values. Health is separate from configuration, because they answer
// different questions: what fails now, and what a maintenance window changed. A listener may have both.

package import Inventory
package import Essentials

/// One change of one listener.
package struct Change: Sendable, Equatable {
    /// The listener with its current values, or with its last values if it was removed.
    package struct Subject: Sendable, Equatable {
        package let id: String
        package let name: String
        package let port: Int?
        /// The owner; nil if it is not known.
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
        /// First the fields of the listener, in the order of the service's documentation, then its origins.
        case configuration([FieldChange])
    }

    package let subject: Subject
    package let what: What

    package init(subject: Subject, what: What) {
        self.subject = subject
        self.what = what
    }

    /// Whether the change is about health, not about configuration or existence.
    package var isHealth: Bool {
        if case .health = what { true } else { false }
    }
}

/// A change in a listener's health: its state, its origins, or both.
package struct HealthChange: Sendable, Equatable {
    package let from: State
    package let to: State
    /// The origins that changed, sorted by address.
    package let origins: [OriginChange]
    /// ListenerStatus and BindStatus, if they changed.
    package let fields: [FieldChange]

    package init(from: State, to: State, origins: [OriginChange], fields: [FieldChange]) {
        self.from = from
        self.to = to
        self.origins = origins
        self.fields = fields
    }

    /// Whether the new state is worse.
    package var isWorse: Bool { to < from }
}

/// A change in an origin's health.
package struct OriginChange: Sendable, Equatable {
    /// The origin's address or domain name, with the port if the listener has the address twice.
    package let address: String
    /// The old state; nil if the origin was not bound before.
    package let from: State?
    /// The new state; nil if the origin is not bound now.
    package let to: State?
    /// The addresses that DownIPList contains only now, and those that it contained only before, each in order.
    package let wentDown: [String]
    package let cameBack: [String]
    /// RealServerStatus, if it changed.
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

/// A change of a field, with decoded values.
package struct FieldChange: Sendable, Equatable {
    /// The name of the field in the API. For an origin that was bound or unbound it is `RealServerSet`.
    package let field: String
    /// The origin or group member that the field belongs to; nil for a field of the listener or owner itself.
    package let origin: String?
    /// The old value; nil if there was no value. The service sends null and empty text with the same meaning, so both
    /// count as no value.
    package let from: Wording?
    package let to: Wording?

    package init(field: String, origin: String?, from: Wording?, to: Wording?) {
        self.field = field
        self.origin = origin
        self.from = from
        self.to = to
    }
}
