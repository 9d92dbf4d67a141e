// The `Date` header, which only serves to measure the clock's error: a form that is not exactly the usual one is no
// date.

package import Essentials

/// `Mon, 23 Nov 2026 06:41:37 GMT`.
package enum HTTPDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]

    /// The moment, or nil for anything that is not a date of 1970 to 9999 in this form. The day of the week is not
    /// compared.
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
        // The 31st of a shorter month would be a day of the next.
        guard CivilDate(unixSeconds: midnight).day == day else { return nil }
        return UnixTime(Double(midnight + hour * 3_600 + minute * 60 + second))
    }

    /// The header's text for a moment.
    package static func format(_ time: UnixTime) -> String {
        let date = CivilDate(unixSeconds: time.wholeSeconds)
        let days = CivilDate.wholeDays(time.wholeSeconds)
        let weekday = weekdays[(days % 7 + 7) % 7]
        return "\(weekday), \(CivilDate.two(date.day)) \(months[date.month - 1]) \(date.year) \(date.clock) GMT"
    }

    /// Plain digits within a range; `Int` alone would take a sign.
    private static func number(_ text: Substring, _ range: ClosedRange<Int>) -> Int? {
        guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let number = Int(text),
            range.contains(number)
        else { return nil }
        return number
    }
}
