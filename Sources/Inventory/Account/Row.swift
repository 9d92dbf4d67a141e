// One listener and what is known about it: its owner, its health, and when and in which response it was read.

package import GAAP
package import Essentials

/// A listener with its owner and state.
///
/// All values are behind one reference. They are copied when a value changes while the reference is shared. Otherwise
/// each copy of a row would retain forty references, and code that visits all of 100,000 rows copies each row.
package struct Row: Sendable, Equatable {
    private var storage: Storage

    package init(
        _ listener: TCPListener, kind: ListenerKind = .tcp, owner: OwnerID?, readAt: Moment, requestID: String? = nil,
        received: Received? = nil
    ) {
        let identity = Row.identity(of: listener, kind: kind)
        let hasID = !(listener.listenerID ?? "").isEmpty
        let health = Health(listener)
        storage = Storage(
            Values(
                id: hasID ? identity : [owner?.text, identity].compactMap(\.self).joined(separator: " "), kind: kind,
                listener: listener, owner: owner, health: health, readAt: readAt, requestID: requestID,
                received: received, observed: Observation(from: readAt),
                originsObserved: Array(repeating: Observation(from: readAt), count: health.origins.count)))
    }

    package var id: String { storage.values.id }
    package var kind: ListenerKind { storage.values.kind }
    package var listener: TCPListener {
        _read { yield storage.values.listener }
        _modify {
            detach()
            yield &storage.values.listener
        }
    }
    /// The owner that was queried for the listener, or that the listener names; nil if neither is known. See
    /// `Account+Filing`.
    package internal(set) var owner: OwnerID? {
        _read { yield storage.values.owner }
        _modify {
            detach()
            yield &storage.values.owner
        }
    }
    /// The other owners whose responses contain the listener: the service returned it for several owners.
    var otherClaims: [Claim] {
        _read { yield storage.values.otherClaims }
        _modify {
            detach()
            yield &storage.values.otherClaims
        }
    }
    package var health: Health {
        _read { yield storage.values.health }
        _modify {
            detach()
            yield &storage.values.health
        }
    }
    package var readAt: Moment {
        get { storage.values.readAt }
        _modify {
            detach()
            yield &storage.values.readAt
        }
    }
    package var requestID: String? {
        get { storage.values.requestID }
        _modify {
            detach()
            yield &storage.values.requestID
        }
    }
    /// The JSON as the service sent it; nil if the row was not received from the service.
    package var received: Received? {
        _read { yield storage.values.received }
        _modify {
            detach()
            yield &storage.values.received
        }
    }
    /// The time of the reading that found a different state than the reading before it; nil if this run found no
    /// change. The change itself lies between the two readings.
    package var changedAt: Moment? {
        get { storage.values.changedAt }
        _modify {
            detach()
            yield &storage.values.changedAt
        }
    }
    /// The consecutive readings with the current state.
    var observed: Observation {
        _read { yield storage.values.observed }
        _modify {
            detach()
            yield &storage.values.observed
        }
    }
    /// The consecutive readings with the current state of each origin, in the order of `origins`.
    var originsObserved: [Observation] {
        _read { yield storage.values.originsObserved }
        _modify {
            detach()
            yield &storage.values.originsObserved
        }
    }
    /// When the state began according to the histories of its origins; see `Account.note`.
    var historySince: Since? {
        _read { yield storage.values.historySince }
        _modify {
            detach()
            yield &storage.values.historySince
        }
    }
    /// Whether the state has changed since the user last looked at the row.
    package var isUnseen: Bool {
        get { storage.values.isUnseen }
        _modify {
            detach()
            yield &storage.values.isUnseen
        }
    }
    /// Whether the service no longer returns the listener. The row is kept until `Account.reclaim`, and is displayed
    /// only in views that were already open.
    package internal(set) var isRemoved: Bool {
        get { storage.values.isRemoved }
        _modify {
            detach()
            yield &storage.values.isRemoved
        }
    }
    /// Whether the row's index is free for another listener.
    var isVacant: Bool {
        get { storage.values.isVacant }
        _modify {
            detach()
            yield &storage.values.isVacant
        }
    }
    /// The number of the latest pass over the owner's listeners of this kind that found the row.
    var reading: Int {
        get { storage.values.reading }
        _modify {
            detach()
            yield &storage.values.reading
        }
    }

    // MARK: Storage

    private struct Values: Sendable, Equatable {
        let id: String
        let kind: ListenerKind
        var listener: TCPListener
        var owner: OwnerID?
        var otherClaims: [Claim] = []
        var health: Health
        var readAt: Moment
        var requestID: String?
        var received: Received?
        var changedAt: Moment? = nil
        var observed: Observation
        var originsObserved: [Observation]
        var historySince: Since? = nil
        var isUnseen: Bool = false
        var isRemoved: Bool = false
        var isVacant: Bool = false
        var reading: Int = 0
    }

    /// The values of a row. They never change while the storage is shared; see `detach`.
    /// Unchecked, because the compiler cannot see that only a row with the only reference changes them.
    private final class Storage: @unchecked Sendable {
        var values: Values

        init(_ values: Values) { self.values = values }
    }

    private mutating func detach() {
        if !isKnownUniquelyReferenced(&storage) { storage = Storage(storage.values) }
    }

    package static func == (left: Row, right: Row) -> Bool {
        left.storage === right.storage || left.storage.values == right.storage.values
    }
}

extension Row {
    /// The ListenerId. If the service does not send an id, the identity is the port and the name, which also identify a
    /// listener among those of one owner and one kind.
    static func identity(of listener: TCPListener, kind: ListenerKind) -> String {
        if let id = listener.listenerID, !id.isEmpty { return id }
        return "(no id) \(kind == .tcp ? "" : kind.name):\(listener.port ?? 0) \(listener.listenerName ?? "")"
    }

    /// The id of its owner; `?` if the owner is not known.
    package var ownerText: String { owner?.text ?? "?" }
    package var state: State { health.state }
    package var name: String { listener.listenerName ?? "" }
    package var port: Int? { listener.port }

    /// When the current state began, as far as the service's history or this run's own readings show.
    ///
    /// A healthy state that was observed since the first reading has no useful start time, and neither does a state
    /// that was read only once. In both cases the value is nil.
    package var since: Since? {
        guard let since = Since.resolve(observed, historySince) else { return nil }
        guard since.isAtLeast, since.source == .seen else { return since }
        return state.isProblem && since.time != readAt ? since : nil
    }

    /// Stores when the current state began, as an earlier run or a snapshot observed it.
    package mutating func note(_ since: Since) { historySince = since }

    /// The origins with their states.
    package var origins: [(server: BindRealServer, state: State)] {
        Array(zip(listener.realServerSet ?? [], health.origins)).map { (server: $0.0, state: $0.1) }
    }

    /// The number of healthy origins and of all origins, such as `1/2`. It is `?/2` if health checks are off, `?/?` if
    /// no origin was read, and `1/2+` if there may be origins that were not read.
    package var originCount: String {
        let count = health.origins.count
        let all = health.areOriginsRead ? "\(count)" : count == 0 ? "?" : "\(count)+"
        return "\(health.serving.map(String.init) ?? "?")/\(all)"
    }
}
