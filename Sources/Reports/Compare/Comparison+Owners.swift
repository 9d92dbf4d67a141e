// The proxies and groups that were changed, added or removed. A missing owner counts as removed only if the lists of
// owners were read completely. A proxy that joined or left a group was neither added nor removed.

import Inventory

extension Comparison {
    static func ownerChanges(from old: Side, to new: Side) -> [OwnerChange] {
        let groups = (old: groups(in: old), new: groups(in: new))
        var changes: [OwnerChange] = []
        for (id, owner) in new.owners {
            if let before = old.owners[id] {
                if let change = OwnerChange(from: before, to: owner) { changes.append(change) }
            } else if let group = groups.old[id] {
                changes.append(OwnerChange(owner, from: group, to: nil))
            } else if old.hasAllOwners, owner.isRead {
                changes.append(OwnerChange(owner: id, name: owner.name, what: .added))
            }
        }
        for (id, owner) in old.owners where new.owners[id] == nil {
            if let group = groups.new[id] {
                changes.append(OwnerChange(owner, from: nil, to: group))
            } else if new.hasAllOwners, owner.isRead {
                changes.append(OwnerChange(owner: id, name: owner.name, what: .removed))
            }
        }
        return changes.inOrder
    }

    static func uncomparedOwners(from old: Side, to new: Side) -> Int {
        guard old.readsOwners, new.readsOwners else { return 0 }
        let groups = (old: groups(in: old), new: groups(in: new))
        return Set(old.owners.keys).union(new.owners.keys).count { id in
            switch (old.owners[id], new.owners[id]) {
            case (let before?, let after?): before.isRead != after.isRead
            case (let before?, nil): before.isRead && !new.hasAllOwners && groups.new[id] == nil
            case (nil, let after?): after.isRead && !old.hasAllOwners && groups.old[id] == nil
            case (nil, nil): false
            }
        }
    }

    /// The group of every member proxy.
    private static func groups(in side: Side) -> [OwnerID: OwnerID] {
        Dictionary(
            side.owners.values.flatMap { group in (group.members ?? []).map { ($0.id, group.id) } },
            uniquingKeysWith: min)
    }
}
