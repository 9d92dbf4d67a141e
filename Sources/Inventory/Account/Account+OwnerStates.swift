// How the state of an owner affects its listeners. The owner that is displayed with a listener determines the
// listener's state.

import Essentials

extension Account {
    /// The owner state that a row depends on; nil if owner states are ignored.
    func appliedOwnerState(of row: Row) -> OwnerState? {
        guard usesOwnerStates else { return nil }
        guard let owner = row.owner else { return .notRead(isGroup: false) }
        let entry = owners[owner]
        // What an earlier run has read of an owner says nothing about a listener that was read in this run.
        let isOlder = entry?.readAt?.uptime == nil && row.readAt.uptime != nil
        return isOlder ? .notRead(isGroup: owner.isGroup) : entry?.state ?? .notRead(isGroup: owner.isGroup)
    }

    /// Stores the state of an owner and updates the states of its listeners.
    /// - Parameters:
    ///   - last: when the owner was read before; nil if it never was.
    ///   - time: when the owner was read.
    mutating func setState(_ state: OwnerState, of owner: OwnerID, after last: Moment?, at time: Moment?) {
        guard let entry = owners[owner] else { return }
        owners[owner]?.state = state
        guard usesOwnerStates else { return }
        for place in entry.rows where rows[place].owner == owner && !glances[place].isRemoved {
            let before = rows[place]
            var row = before
            applyOwnerState(to: &row, at: place)
            guard row.health != before.health else { continue }
            uncount(before)
            count(row)
            if before.state != row.state { noteChange(of: &row, from: before, after: last, at: time ?? before.readAt) }
            rows[place] = row
        }
    }

    /// Applies the state of its owner to a row, and updates everything that depends on the row's state.
    mutating func applyOwnerState(to row: inout Row, at place: Int) {
        let before = row.health
        row.health.apply(appliedOwnerState(of: row))
        guard row.health != before else { return }
        glances[place] = Glance(row)
        index.set(Self.searchText(row), at: place)
    }

    /// Records that the state of a row differs from the one that its last reading produced.
    private mutating func noteChange(of row: inout Row, from before: Row, after last: Moment?, at time: Moment) {
        guard before.health.hasChanged(to: row.health) else {
            row.observed = Observation(from: time)
            return
        }
        row.changedAt = row.readAt.uptime == nil ? nil : time
        row.isUnseen = true
        row.observed = row.observed.after(
            time, isSame: false, last: row.readAt, isUnbroken: time.isWithin(longestGap, of: row.readAt))
        transitions.note(.ownerStateApplied(from: before, to: row, after: last, by: time))
    }

    /// Marks owners as unread if they were not read for too long: their old states say nothing about the present.
    /// - Returns: the indexes of the rows that changed.
    mutating func forgetOldStates(at now: Moment) -> [Int] {
        revision += 1
        return owners.keys.flatMap { forgetOldState(of: $0, at: now) }
    }

    /// Marks one owner as unread if it was not read for too long.
    /// - Returns: the indexes of the rows that changed.
    mutating func forgetOldState(of id: OwnerID, at now: Moment) -> [Int] {
        guard let entry = owners[id], entry.owner.isRead else { return [] }
        if let readAt = entry.readAt, now.isWithin(longestGap, of: readAt) { return [] }
        revision += 1
        // Its status is no longer displayed, written or searched. The last known value is kept for the next comparison.
        owners[id]?.owner.isRead = false
        setState(.notRead(isGroup: id.isGroup), of: id, after: entry.readAt, at: now)
        return entry.rows
    }
}
