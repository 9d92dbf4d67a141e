// The age of the data on the screen, and when the screen next changes without an event.

import Inventory
import Essentials

extension BrowserState {
    /// The age in seconds from which data is stale: two intervals.
    var staleAfter: Double { 2 * interval }

    /// Returns whether data of this time is too old for statements about the present. Offline, nothing is stale,
    /// because there is no newer data and the header shows its time.
    func isStale(_ readAt: Moment) -> Bool { !isOffline && !now.isWithin(staleAfter, of: readAt) }

    /// The number of seconds from `now` until the runtime must send a tick; nil if nothing changes without an event.
    ///
    /// With automatic refresh, a tick is due every second. While paused, a tick is due when something on the screen
    /// becomes stale, when the date changes, and when a duration on the screen changes, but for durations not more than
    /// once a minute.
    package var nextTick: Double? {
        guard isPaused else { return 1 }
        return [nextStale, nextAge, nextDay].compactMap(\.self).min()
    }

    /// Seconds until the next row on the screen becomes stale.
    private var nextStale: Double? {
        guard !isOffline else { return nil }
        let shown = [openedRow, paneSubject.row].compactMap(\.self).map { account.rows[$0].readAt }
        let remaining = (shown + [listing.oldest].compactMap(\.self)).compactMap { now.age(of: $0) }
            .map { staleAfter - $0 }
        // At exactly two intervals data is not stale yet, so the tick comes slightly later.
        return remaining.filter { $0 >= 0 }.min().map { $0 + 0.01 }
    }

    /// Seconds until FOR or SINCE of a row that is not stale changes on the screen.
    private var nextAge: Double? {
        guard !isOffline else { return nil }
        let first = max(0, min(listing.top, listing.visible.count))
        let shown = listing.visible[first...].prefix(max(0, size.rows)).compactMap { item -> Int? in
            if case .row(let index) = item { index } else { nil }
        }
        let waits = (shown + [openedRow, paneSubject.row].compactMap(\.self)).flatMap { index -> [Double] in
            let row = account.rows[index]
            guard !isStale(row.readAt) else { return [] }
            let origins = index == openedRow || index == paneSubject.row ? Array(row.origins.indices) : []
            let beginnings = [row.since] + origins.map { account.downSince($0, in: row) }
            return beginnings.compactMap { $0 }.compactMap { now.age(of: $0.time) }.map(Age.untilNext)
        }
        return waits.min().map { max($0, 60) + 0.01 }
    }

    /// Seconds until midnight, after which the times on the screen need a date.
    private var nextDay: Double? {
        let second = Double(options.zone.date(now.wall).secondOfDay)
        return 86_400 - second
    }

    /// Determines which data is recent enough for statements about the present.
    var recency: Recency {
        let (zone, today) = (options.zone, now.wall)
        var recency = Recency(now: now, freshFor: isOffline ? 0 : staleAfter) { zone.text($0, now: today) }
        recency.site = options.site
        return recency
    }

    /// Returns words that say since when and for how long a listener has had its state, and how the start is known.
    /// - Parameter time: the time at which the state began, as text.
    func sinceWords(_ since: Since, _ row: Row, _ time: String) -> Wording {
        let age = since.lasting(now: now, readAt: row.readAt, freshFor: staleAfter) ?? ""
        guard since.isAtLeast else {
            return since.source == .seen
                ? Wording("since \(time) (\(age), observed)", zh: "始于 \(time)（\(age)，启动后观察到）")
                : Wording("since \(time) (\(age), from the service's history)", zh: "始于 \(time)（\(age)，依据服务端历史）")
        }
        return since.source == .seen
            ? Wording("\(age), observed only since \(time)", zh: "\(age)，自 \(time) 起才开始观察")
            : Wording("\(age), the service's history begins at \(time)", zh: "\(age)，服务端历史始于 \(time)")
    }

    /// Returns a local time, with its date if it is not today.
    func localTime(_ time: UnixTime) -> String { options.zone.text(time, now: now.wall) }
    func localTime(_ time: Moment) -> String { localTime(time.wall) }

    /// Returns the age of a time while ticks keep the age current; otherwise the time itself, which stays correct
    /// without being drawn again.
    func ageText(_ time: Moment) -> String {
        guard !isPaused, let age = now.age(of: time) else { return localTime(time) }
        return Age.text(age)
    }
}
