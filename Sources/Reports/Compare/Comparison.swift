// Compares two states of an account, listener by listener. Differences between any two readings are not changes: ages,
// RequestIds, and the order of listeners, of origins and of DownIPList. A missing listener counts as removed only if
// its owner was read completely.
//
// The order of changes is fixed: first health changes, with degradations before recoveries and worse states first; then
// removed listeners, added listeners, moved listeners, and configuration changes. Equal ranks are sorted by port and
// id. Changed proxies and groups are separate.

package import Inventory
import GAAP
import Essentials

/// The changes from one state of an account to another.
package struct Comparison: Sendable, Equatable {
    /// One of the two states.
    package struct Side: Sendable {
        /// How much of the state was read.
        package enum Extent: Sendable, Equatable {
            case whole
            /// Only these owners were read completely. A missing listener of another owner may just not have been read.
            case only(Set<OwnerID>)

            func covers(_ owner: OwnerID?) -> Bool {
                switch self {
                case .whole: true
                case .only(let owners): owner.map(owners.contains) ?? false
                }
            }
        }

        package var rows: [Row]
        package var extent: Extent
        /// Every known proxy outside groups, and every known group.
        package var owners: [OwnerID: Owner]
        /// Whether `owners` is complete.
        package var hasAllOwners: Bool
        /// Whether the owners of every scope were read. Documents of version 1 contain them only for whole accounts.
        package var readsOwners = true

        package init(
            rows: [Row], extent: Extent = .whole, owners: [OwnerID: Owner] = [:], hasAllOwners: Bool = false
        ) {
            self.rows = rows
            self.extent = extent
            self.owners = owners
            self.hasAllOwners = hasAllOwners
        }

        /// Creates a side from an account without its removed listeners. An owner counts as read if its latest reading
        /// was complete.
        package init(_ account: Account) {
            rows = account.rows.filter { !$0.isRemoved }
            extent = .only(
                Set(
                    account.owners.compactMap { id, entry in
                        if case .complete = entry.reading { id } else { nil }
                    }))
            owners = account.owners.mapValues(\.lastKnown)
            hasAllOwners = account.ownersListedAt != nil
        }
    }

    package let changes: [Change]
    /// The proxies and groups that were changed, added or removed.
    package let owners: [OwnerChange]
    /// The number of proxies and groups that only one of the states contains, or has read. The other state may lack
    /// them because it was not read completely.
    package let uncomparedOwners: Int
    /// Listeners of the old state that are missing in the new one, where their owner was not read completely. They may
    /// still exist.
    package let notReadNow: [Change.Subject]
    /// The reverse: listeners of the new state that may have existed before.
    package let notReadThen: [Change.Subject]

    package init(from old: Side, to new: Side) {
        var then = Dictionary(old.rows.map { ($0.id, $0) }) { first, _ in first }
        var changes: [Change] = []
        var notReadNow: [Change.Subject] = []
        var notReadThen: [Change.Subject] = []
        var seen: Set<String> = []
        for row in new.rows where seen.insert(row.id).inserted {
            if let before = then.removeValue(forKey: row.id) {
                changes += Self.changes(from: before, to: row)
            } else if old.extent.covers(row.owner) {
                changes.append(Change(subject: .init(row), what: .added(as: row.state)))
            } else {
                notReadThen.append(.init(row))
            }
        }
        for row in then.values {
            if new.extent.covers(row.owner) {
                changes.append(Change(subject: .init(row), what: .removed(was: row.state)))
            } else {
                notReadNow.append(.init(row))
            }
        }
        self.changes = Self.ordered(changes)
        owners = Self.ownerChanges(from: old, to: new)
        uncomparedOwners = Self.uncomparedOwners(from: old, to: new)
        self.notReadNow = notReadNow.sorted { Self.place($0) < Self.place($1) }
        self.notReadThen = notReadThen.sorted { Self.place($0) < Self.place($1) }
    }

    /// Whether nothing changed, as far as both states were read.
    package var isEmpty: Bool { changes.isEmpty && owners.isEmpty }

    // MARK: One listener

    /// Returns the changes between two readings of one listener.
    static func changes(from old: Row, to new: Row) -> [Change] {
        let hasMoved = old.owner != nil && new.owner != nil && old.owner != new.owner
        guard old.listener != new.listener || old.health.hasChanged(to: new.health) || hasMoved else { return [] }
        let subject = Change.Subject(new)
        let origins = OriginPairs(from: old, to: new)
        var changes: [Change] = []
        if let health = health(from: old, to: new, origins) {
            changes.append(Change(subject: subject, what: .health(health)))
        }
        if hasMoved, let before = old.owner, let after = new.owner {
            changes.append(Change(subject: subject, what: .moved(from: before, to: after)))
        }
        let fields = configuration(from: old, to: new, origins)
        if !fields.isEmpty { changes.append(Change(subject: subject, what: .configuration(fields))) }
        return changes
    }

    private static func health(from old: Row, to new: Row, _ origins: OriginPairs) -> HealthChange? {
        let changed =
            origins.pairs.compactMap { originChange(from: $0.old, to: $0.new, origins) }
            + origins.unbound.compactMap { originChange(from: $0, to: nil, origins) }
            + origins.bound.compactMap { originChange(from: nil, to: $0, origins) }
        let fields = [ComparedField].listener.filter { $0.role == .health }.compactMap {
            $0.change(from: old.listener, to: new.listener)
        }
        let hasChanged = old.health.hasChanged(to: new.health)
        guard hasChanged || !changed.isEmpty || !fields.isEmpty else { return nil }
        return HealthChange(
            // A state that differs only because an owner was not read is not a change.
            from: hasChanged ? old.state : new.state, to: new.state,
            origins: changed.sorted { $0.address < $1.address },
            fields: fields)
    }

    /// Returns the change in an origin's health; nil if it did not change. Binding or unbinding a healthy origin is
    /// only a configuration change.
    private static func originChange(
        from old: OriginPairs.Origin?, to new: OriginPairs.Origin?, _ origins: OriginPairs
    ) -> OriginChange? {
        guard let shown = new ?? old else { return nil }
        let before = Set(old?.server.downIPList ?? [])
        let after = Set(new?.server.downIPList ?? [])
        let wentDown = after.subtracting(before)
        // A list that was not read does not prove that an address is up again.
        let cameBack = new?.server.readsDownList ?? true ? before.subtracting(after) : []
        var status: FieldChange?
        if let old, let new {
            status = [ComparedField].origin.first { $0.name == "RealServerStatus" }?
                .change(from: old.server, to: new.server, origin: origins.name(shown))
            guard old.state != new.state || !wentDown.isEmpty || !cameBack.isEmpty || status != nil else { return nil }
        } else {
            guard [.down, .dns, .part, .unknown].contains(shown.state) else { return nil }
        }
        return OriginChange(
            address: origins.name(shown), from: old?.state, to: new?.state,
            wentDown: wentDown.sorted(), cameBack: cameBack.sorted(), status: status)
    }

    private static func configuration(from old: Row, to new: Row, _ origins: OriginPairs) -> [FieldChange] {
        let own = [ComparedField].listener.filter { $0.role == .configuration }.compactMap {
            $0.change(from: old.listener, to: new.listener)
        }
        let theirs = origins.pairs.flatMap { pair in
            [ComparedField].origin.filter { $0.role == .configuration }.compactMap {
                $0.change(from: pair.old.server, to: pair.new.server, origin: origins.name(pair.old))
            }
        }
        let unbound = origins.unbound.map { Self.binding(from: $0.endpoint, to: nil) }
        let bound = origins.bound.map { Self.binding(from: nil, to: $0.endpoint) }
        return own + theirs + unbound + bound
    }

    private static func binding(from old: String?, to new: String?) -> FieldChange {
        FieldChange(
            field: "RealServerSet", origin: nil, from: old.map(Wording.init(verbatim:)),
            to: new.map(Wording.init(verbatim:)))
    }

    // MARK: Order

    /// Sorts changes in the fixed order.
    package static func ordered(_ changes: [Change]) -> [Change] {
        changes.map { (rank: Self.rank($0), change: $0) }.sorted { $0.rank < $1.rank }.map(\.change)
    }

    /// The levels of the order as one number, and the tie-breaker.
    private struct Rank: Comparable {
        let level: Int
        let place: Place

        static func < (left: Rank, right: Rank) -> Bool {
            left.level == right.level ? left.place < right.place : left.level < right.level
        }
    }

    private static func rank(_ change: Change) -> Rank {
        // The kind of change, then the direction, then the new state, then the old state.
        func level(_ what: Int, _ direction: Int = 0, _ to: State? = nil, _ from: State? = nil) -> Int {
            ((what * 4 + direction) * 32 + (to?.rawValue ?? 0)) * 32 + (from.map { 31 - $0.rawValue } ?? 0)
        }
        let number =
            switch change.what {
            case .health(let health):
                level(0, health.to < health.from ? 0 : health.to == health.from ? 1 : 2, health.to, health.from)
            case .removed(let state): level(1, 0, state)
            case .added(let state): level(2, 0, state)
            case .moved: level(3)
            case .configuration: level(4)
            }
        return Rank(level: number, place: place(change.subject))
    }

    private struct Place: Comparable {
        let port: Int
        let id: String

        static func < (left: Place, right: Place) -> Bool {
            left.port == right.port ? left.id < right.id : left.port < right.port
        }
    }

    private static func place(_ subject: Change.Subject) -> Place {
        Place(port: subject.port ?? .max, id: subject.id)
    }
}
