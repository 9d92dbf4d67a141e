// How old what is on the screen is, and when that next changes by itself.

import Inventory
import Essentials

extension BrowserState {
    /// Seconds after which what was read is stale: two intervals.
    var staleAfter: Double { 2 * interval }

    /// Whether what was read then is too old to say anything about now. Offline nothing is newer, and the header says
    /// so.
    func isStale(_ readAt: Moment) -> Bool { !isOffline && !now.isWithin(staleAfter, of: readAt) }

    /// Seconds from `now` until the runtime shall send a tick; nil where nothing changes by itself.
    ///
    /// While data are refreshed that is every second. Paused, it is when something on the screen becomes stale or
    /// another day, and for what has lasted some time when that time is written otherwise, but not more often than once
    /// a minute.
    package var nextTick: Double? {
        guard isPaused else { return 1 }
        return [nextStale, nextAge, nextDay].compactMap(\.self).min()
    }

    /// Until the next of the readings on the screen is stale.
    private var nextStale: Double? {
        guard !isOffline else { return nil }
        let shown = [openedRow, paneSubject.row].compactMap(\.self).map { account.rows[$0].readAt }
        let lefts = (shown + [listing.oldest].compactMap(\.self)).compactMap { now.age(of: $0) }
            .map { staleAfter - $0 }
        // A moment after, for then it is.
        return lefts.filter { $0 >= 0 }.min().map { $0 + 0.01 }
    }

    /// Until FOR or SINCE of a row that is still fresh is written otherwise.
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
            let begun = [row.since] + origins.map { account.downSince($0, in: row) }
            return begun.compactMap { $0 }.compactMap { now.age(of: $0.time) }.map(Age.untilNext)
        }
        return waits.min().map { max($0, 60) + 0.01 }
    }

    /// Until today is another day, and times on the screen need their date.
    private var nextDay: Double? {
        let second = Double(options.zone.date(now.wall).secondOfDay)
        return 86_400 - second
    }

    /// Which readings speak of now.
    var recency: Recency {
        let (zone, today) = (options.zone, now.wall)
        var recency = Recency(now: now, freshFor: isOffline ? 0 : staleAfter) { zone.text($0, now: today) }
        recency.site = options.site
        return recency
    }

    /// Since when a listener is as it is, how long that has been, and how that is known.
    /// - Parameter time: the beginning, as it is to be written.
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

    /// A time for people, with its date where that is not today.
    func localTime(_ time: UnixTime) -> String { options.zone.text(time, now: now.wall) }
    func localTime(_ time: Moment) -> String { localTime(time.wall) }

    /// An age while ticks keep it current, else the time itself, which stays true without being drawn again.
    func ageText(_ time: Moment) -> String {
        guard !isPaused, let age = now.age(of: time) else { return localTime(time) }
        return Age.text(age)
    }
}
