package import Essentials
import Inventory
package import Reports

extension JournalDatabase {
    /// Returns what was observed of the account up to now, and what changed in that time.
    /// - Parameter longestGap: the maximum time in seconds between two observations that count as continuous.
    package func past(longestGap: Double, now: UnixTime) throws(JournalError) -> ObservedPast {
        var spans: [ObservedPast.Span] = []
        try database.query("SELECT scope, since, until FROM observed") { row in
            guard let scope = row.text(0), let since = row.real(1), let until = row.real(2) else { return true }
            spans.append(
                ObservedPast.Span(
                    owner: scope == "all" ? nil : scope, since: UnixTime(since), until: UnixTime(until)))
            return true
        }
        let readabilities = try lastReadability().map { entry in
            var isReadable = false
            if case .readable = entry.what { isReadable = true }
            return ObservedPast.Readability(owner: entry.owner?.text, isReadable: isReadable, by: entry.interval.by)
        }
        var past = ObservedPast(spans, readabilities, longestGap: longestGap, now: now)
        if let earliest = past.earliest { past.turns = try turns(since: earliest) }
        return past
    }

    /// Returns the last change of each listener's state.
    private func turns(since earliest: UnixTime) throws(JournalError) -> [String: ObservedPast.Turn] {
        var turns: [String: ObservedPast.Turn] = [:]
        try database.query(
            """
            SELECT subject, to_state, seen_before, seen_after FROM entry WHERE seen_after >= ?
                AND kind IN ('health', 'added', 'removed') AND from_state IS NOT to_state ORDER BY id DESC
            """, [.real(earliest.seconds)]
        ) { row in
            guard let id = row.text(0), turns[id] == nil, let by = row.real(3) else { return true }
            turns[id] = ObservedPast.Turn(
                to: row.text(1).flatMap(State.init(word:)),
                interval: TimelineEntry.Interval(after: row.real(2).map { UnixTime($0) }, by: UnixTime(by)))
            return true
        }
        return turns
    }
}
