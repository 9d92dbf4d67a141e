// The net changes since a moment: the first and the last value for each listener and owner. A change that was undone is
// left out.

import Inventory
import Essentials

/// The net changes of a sequence of entries, by listener and by owner.
package struct ChangeFold: Sendable {
    fileprivate struct Listener {
        var subject: Change.Subject
        var health: HealthChange?
        var added: State?
        var removed: State?
        var moved: (from: OwnerID, to: OwnerID)?
        var fields: [FieldChange] = []
    }

    private struct OwnerFold {
        var name: String
        var added = false
        var removed = false
        var fields: [FieldChange] = []
    }

    private var listeners: [String: Listener] = [:]
    private var order: [String] = []
    private var ownerFolds: [OwnerID: OwnerFold] = [:]

    /// Computes the net changes of entries.
    /// - Parameter entries: in the order in which they were written.
    package init(_ entries: some Sequence<TimelineEntry>) {
        for entry in entries {
            switch entry.what {
            case .listener(let change): take(change)
            case .owner(let change): take(change)
            case .unreadable, .readable, .gap: break
            }
        }
    }

    private mutating func take(_ change: Change) {
        let id = change.subject.id
        if listeners[id] == nil { order.append(id) }
        // The value is changed in place, because a copy would also copy all its fields.
        listeners[id, default: Listener(subject: change.subject)].take(change)
    }

    private mutating func take(_ change: OwnerChange) {
        var owner = ownerFolds[change.owner] ?? OwnerFold(name: change.name)
        owner.name = change.name
        switch change.what {
        case .added: if owner.removed { owner.removed = false } else { owner.added = true }
        case .removed: if owner.added { owner.added = false } else { owner.removed = true }
        case .changed(let fields): for field in fields { owner.fields.fold(field) }
        }
        ownerFolds[change.owner] = owner
    }

    /// The changes of owners themselves, sorted by id.
    package var owners: [OwnerChange] {
        ownerFolds.sorted { $0.key < $1.key }.flatMap { id, owner in
            let fields = owner.fields.filter { $0.from != $0.to }
            var found: [OwnerChange.What] = []
            if owner.removed { found.append(.removed) }
            if owner.added { found.append(.added) }
            if !owner.added, !owner.removed, !fields.isEmpty { found.append(.changed(fields)) }
            return found.map { OwnerChange(owner: id, name: owner.name, what: $0) }
        }
    }

    /// The changes of listeners, in the order of a comparison.
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
        case .configuration(let new): for field in new { fields.fold(field) }
        }
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

extension [FieldChange] {
    /// Adds a later change of a field.
    fileprivate mutating func fold(_ new: FieldChange) {
        // All bound and unbound origins share this field.
        if new.field == "RealServerSet" {
            let undone = firstIndex { $0.field == new.field && $0.from == new.to && $0.to == new.from }
            if let undone { remove(at: undone) } else { append(new) }
            return
        }
        guard let place = firstIndex(where: { $0.field == new.field && $0.origin == new.origin }) else {
            return append(new)
        }
        self[place] = FieldChange(field: new.field, origin: new.origin, from: self[place].from, to: new.to)
    }
}
