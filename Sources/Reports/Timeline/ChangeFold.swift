// What entries amount to since a moment: each listener with its first value and its last, so that what went and came
// back is no change.

import Inventory
import Essentials

/// The changes that entries amount to, each listener's apart.
package struct ChangeFold: Sendable {
    fileprivate struct Listener {
        var subject: Change.Subject
        var health: HealthChange?
        var added: State?
        var removed: State?
        var moved: (from: OwnerID, to: OwnerID)?
        var fields: [FieldChange] = []
    }

    private var listeners: [String: Listener] = [:]
    private var order: [String] = []

    /// - Parameter entries: in the order of writing.
    package init(_ entries: some Sequence<TimelineEntry>) {
        for entry in entries {
            guard case .listener(let change) = entry.what else { continue }
            let id = change.subject.id
            if listeners[id] == nil { order.append(id) }
            var listener = listeners[id] ?? Listener(subject: change.subject)
            listener.take(change)
            listeners[id] = listener
        }
    }

    /// In the order of a comparison.
    package var changes: [Change] { Comparison.ordered(order.flatMap { listeners[$0]?.changes ?? [] }) }
}

extension ChangeFold.Listener {
    fileprivate mutating func take(_ change: Change) {
        subject = change.subject
        switch change.what {
        case .health(let new):
            health = HealthChange(
                from: health?.from ?? new.from, to: new.to, origins: new.origins, fields: new.fields)
        case .added(let state): if removed == nil { added = state } else { removed = nil }
        case .removed(let state): if added == nil { removed = state } else { added = nil }
        case .moved(let from, let to): moved = (moved?.from ?? from, to)
        case .configuration(let new): for field in new { take(field) }
        }
    }

    private mutating func take(_ new: FieldChange) {
        // Origins that come and go have one field for all of them.
        guard new.field != "RealServerSet",
            let place = fields.firstIndex(where: { $0.field == new.field && $0.origin == new.origin })
        else { return fields.append(new) }
        fields[place] = FieldChange(field: new.field, origin: new.origin, from: fields[place].from, to: new.to)
    }

    fileprivate var changes: [Change] {
        var found: [Change.What] = []
        if let removed { found.append(.removed(was: health?.from ?? removed)) }
        if let added { found.append(.added(as: health?.to ?? added)) }
        if added == nil, removed == nil, let health, health.from != health.to { found.append(.health(health)) }
        if let moved, moved.from != moved.to { found.append(.moved(from: moved.from, to: moved.to)) }
        let changed = fields.filter { $0.from != $0.to }
        if added == nil, removed == nil, !changed.isEmpty { found.append(.configuration(changed)) }
        return found.map { Change(subject: subject, what: $0) }
    }
}
