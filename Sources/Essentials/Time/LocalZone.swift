// Local time. The offset from UTC belongs to the moment that is shown, not to the moment of showing: a time before the
// change to summer time keeps its own.

/// The rules of a time zone, handed in: the pure targets do not ask the machine.
package struct LocalZone: Sendable {
    /// Seconds that local time is ahead of UTC at a moment.
    package let offset: @Sendable (UnixTime) -> Int

    package init(offset: @escaping @Sendable (UnixTime) -> Int) { self.offset = offset }

    package static let utc = LocalZone { _ in 0 }

    /// The local date and time of a moment. A time beyond all calendars is cut to what an Int holds.
    package func date(_ time: UnixTime) -> CivilDate {
        let seconds = time.wholeSeconds
        let (local, overflows) = seconds.addingReportingOverflow(offset(time))
        return CivilDate(unixSeconds: overflows ? seconds : local)
    }

    /// `14:02:31`, and with its date where that is another day than today: `2026-03-12 20:37:26`.
    package func text(_ time: UnixTime, now: UnixTime) -> String {
        let (date, today) = (date(time), date(now))
        return date.isSameDay(as: today) ? date.clock : "\(date) \(date.clock)"
    }
}

extension CivilDate {
    /// Whether another date is of the same day.
    package func isSameDay(as other: CivilDate) -> Bool {
        year == other.year && month == other.month && day == other.day
    }
}
