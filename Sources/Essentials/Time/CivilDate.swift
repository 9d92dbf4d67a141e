// Dates and times without a calendar library: the proleptic Gregorian calendar in whole days since 1970-01-01. The
// arithmetic counts years from March, so that the leap day comes last (the well-known "days from civil" method).
//
// The code uses only integers and rounds down. Times come from responses, so every Int must work, however large.

/// A date and a time of day without a time zone. The caller adds the zone's offset.
package struct CivilDate: Equatable, Sendable, CustomStringConvertible {
    package let year: Int
    package let month: Int
    package let day: Int
    /// Seconds since midnight.
    package let secondOfDay: Int

    /// Creates the date and time of day of a time.
    /// - Parameter unixSeconds: seconds since 1970-01-01 00:00:00, with the zone's offset added. May be negative.
    package init(unixSeconds: Int) {
        let days = Self.wholeDays(unixSeconds)
        secondOfDay = unixSeconds &- days &* 86_400
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Returns the number of days from 1970-01-01 to a date. The caller must pass a month from 1 to 12 and a year from
    /// 0 to 9999.
    package static func days(year: Int, month: Int, day: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Returns the day of a time, counted from 1970-01-01.
    package static func wholeDays(_ unixSeconds: Int) -> Int {
        let (quotient, remainder) = unixSeconds.quotientAndRemainder(dividingBy: 86_400)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// The date as `YYYY-MM-DD`.
    package var description: String {
        let digits = String(year.magnitude)
        let padding = String(repeating: "0", count: max(0, 4 - digits.count))
        return "\(year < 0 ? "-" : "")\(padding)\(digits)-\(Self.two(month))-\(Self.two(day))"
    }

    /// The time of day as `HH:MM:SS`.
    package var clock: String {
        "\(Self.two(secondOfDay / 3_600)):\(Self.two(secondOfDay / 60 % 60)):\(Self.two(secondOfDay % 60))"
    }

    package static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
