// What the readings of this run have seen, one after another. Two readings with too much time between them are not one
// observation: the origin may have come and gone meanwhile. That holds for a pause, for readings that failed, for a
// listener that was gone, and for what an earlier run has read.

import GAAP
import Essentials

extension Account {
    /// Changes kept of an origin.
    private static let changesKept = 100

    /// Carries on what the readings before have seen of a row and its origins.
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
            // Nearly every reading.
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

    /// Notes what a reading has seen of an origin.
    /// - Parameters:
    ///   - then: what the readings before have seen, since `from`.
    ///   - gap: when the time began in which nobody looked, up to `time`; nil where there was none.
    private mutating func note(
        _ health: OriginHistory.Health, of key: BoundOrigin, at time: Moment, after then: OriginHistory.Health,
        from: Moment, to gap: Moment?
    ) {
        // After a gap the strip of a healthy origin may start again: remembering it for every origin would cost much
        // for little.
        guard seenChanges[key] != nil || health != .up || then != .up else { return }
        var changes = seenChanges[key] ?? []
        if changes.isEmpty, from.uptime != nil { changes.append(.init(at: from, health: then)) }
        if let gap, gap.uptime != nil { changes.append(.init(at: gap, health: .unknown)) }
        changes.append(.init(at: time, health: health))
        seenChanges[key] = changes.suffix(Self.changesKept)
    }
}

extension Row {
    /// What tells its origins apart, in their order; nil for one without an id.
    var boundOrigins: [BoundOrigin?] {
        (listener.realServerSet ?? []).map { BoundOrigin($0, of: listener) }
    }
}
