// Local time. The offset from UTC depends on the time that is shown, not on the time at which it is shown: a time
// before the change to daylight saving time keeps its own offset.

/// The rules of a time zone. They are passed in, because pure targets do not read system settings.
package struct LocalZone: Sendable {
    /// Returns the offset of local time from UTC in seconds at a time.
    package let offset: @Sendable (UnixTime) -> Int

    package init(offset: @escaping @Sendable (UnixTime) -> Int) { self.offset = offset }

    package static let utc = LocalZone { _ in 0 }

    /// Returns the local date and time of a moment. A time outside the supported range is clamped to the range of Int.
    package func date(_ time: UnixTime) -> CivilDate {
        let seconds = time.wholeSeconds
        let (local, overflows) = seconds.addingReportingOverflow(offset(time))
        return CivilDate(unixSeconds: overflows ? seconds : local)
    }

    /// Returns the time as text: `14:02:31`, or with the date if it is not today: `2026-03-12 20:37:26`.
    package func text(_ time: UnixTime, now: UnixTime) -> String {
        let (date, today) = (date(time), date(now))
        return date.isSameDay(as: today) ? date.clock : "\(date) \(date.clock)"
    }
}

extension CivilDate {
    /// Returns whether both dates are on the same day.
    package func isSameDay(as other: CivilDate) -> Bool {
        year == other.year && month == other.month && day == other.day
    }
}
