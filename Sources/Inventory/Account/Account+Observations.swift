// Combines consecutive readings of this run into observations. If too much time passed between two readings, they are
// not one observation, because the origin may have failed and recovered in between. The same applies after a pause,
// after failed readings, after a listener was gone, and to what an earlier run has read.

import GAAP
import Essentials

extension Account {
    /// The maximum number of changes to keep for each origin.
    private static let changesKept = 100

    /// Continues the observations of a row and its origins with a new reading.
    mutating func observe(_ row: inout Row, after before: Row) {
        let isUnbroken = !before.isRemoved && row.readAt.isWithin(longestGap, of: before.readAt)
        let hasChanged = before.health.hasChanged(to: row.health)
        row.observed =
            before.state == row.state || hasChanged
            ? before.observed.after(row.readAt, isSame: !hasChanged, last: before.readAt, isUnbroken: isUnbroken)
            : Observation(from: row.readAt)
        let isAlike =
            before.health.origins == row.health.origins
            && (before.listener.realServerSet == row.listener.realServerSet
                || before.boundOrigins == row.boundOrigins)
        if isUnbroken, isAlike {
            // This is the case for nearly every reading.
            row.originsObserved = before.originsObserved
            row.historySince = before.historySince
        } else {
            observeOrigins(&row, after: before, isUnbroken: isUnbroken)
            row.historySince = began(row)
        }
    }

    private mutating func observeOrigins(_ row: inout Row, after before: Row, isUnbroken: Bool) {
        let keys = row.boundOrigins
        let old = Dictionary(
            before.boundOrigins.enumerated().compactMap { index, key in key.map { ($0, index) } },
            uniquingKeysWith: { first, _ in first })
        for (index, key) in keys.enumerated() {
            guard let key, let known = old[key] else { continue }
            let (then, now) = (before.health.origins[known], row.health.origins[index])
            let observed = before.originsObserved[known]
            row.originsObserved[index] = observed.after(
                row.readAt, isSame: OriginHistory.Health(then) == OriginHistory.Health(now), last: before.readAt,
                isUnbroken: isUnbroken)
            guard row.originsObserved[index] != observed else { continue }
            note(
                OriginHistory.Health(now), of: key, at: row.readAt, after: OriginHistory.Health(then),
                from: observed.from, to: isUnbroken ? nil : before.readAt)
        }
    }

    /// Records what a reading has observed of an origin.
    /// - Parameters:
    ///   - then: the health that earlier readings have observed since `from`.
    ///   - gap: the start of a period without readings that ends at `time`; nil if there was no such period.
    private mutating func note(
        _ health: OriginHistory.Health, of key: BoundOrigin, at time: Moment, after then: OriginHistory.Health,
        from: Moment, to gap: Moment?
    ) {
        // After a gap, the history of a healthy origin may start again. Storing the gap for every origin would cost
        // much memory for little benefit.
        guard seenChanges[key] != nil || health != .up || then != .up else { return }
        var changes = seenChanges[key] ?? []
        if changes.isEmpty, from.uptime != nil { changes.append(.init(at: from, health: then)) }
        if let gap, gap.uptime != nil { changes.append(.init(at: gap, health: .unknown)) }
        changes.append(.init(at: time, health: health))
        seenChanges[key] = changes.suffix(Self.changesKept)
    }
}

extension Row {
    /// The identities of the row's origins, in the order of `realServerSet`; nil for an origin without an id.
    var boundOrigins: [BoundOrigin?] {
        (listener.realServerSet ?? []).map { BoundOrigin($0, of: listener) }
    }
}
