// The `Date` header, which is only used to measure the error of the local clock. A date in any other format than the
// usual one is ignored.

package import Essentials

/// The date format `Mon, 23 Nov 2026 06:41:37 GMT`.
package enum HTTPDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]

    /// Parses a date from 1970 to 9999 in this format. Returns nil for any other text. The day of the week is not
    /// checked.
    package static func parse(_ text: String?) -> UnixTime? {
        guard let parts = text?.split(separator: " "), parts.count == 6, parts[5] == "GMT",
            let day = number(parts[1], 1...31), let month = months.firstIndex(of: String(parts[2])),
            let year = number(parts[3], 1970...9999)
        else { return nil }
        let clock = parts[4].split(separator: ":", omittingEmptySubsequences: false)
        guard clock.count == 3, let hour = number(clock[0], 0...23), let minute = number(clock[1], 0...59),
            let second = number(clock[2], 0...60)
        else { return nil }
        let midnight = CivilDate.days(year: year, month: month + 1, day: day) * 86_400
        // Otherwise the 31st of a shorter month would be read as a day of the next month.
        guard CivilDate(unixSeconds: midnight).day == day else { return nil }
        return UnixTime(Double(midnight + hour * 3_600 + minute * 60 + second))
    }

    /// Returns the text of the header for a time.
    package static func format(_ time: UnixTime) -> String {
        let date = CivilDate(unixSeconds: time.wholeSeconds)
        let days = CivilDate.wholeDays(time.wholeSeconds)
        let weekday = weekdays[(days % 7 + 7) % 7]
        return "\(weekday), \(CivilDate.two(date.day)) \(months[date.month - 1]) \(date.year) \(date.clock) GMT"
    }

    /// Returns a number of decimal digits within a range, or nil. `Int` alone would also accept a sign.
    private static func number(_ text: Substring, _ range: ClosedRange<Int>) -> Int? {
        guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let number = Int(text),
            range.contains(number)
        else { return nil }
        return number
    }
}
