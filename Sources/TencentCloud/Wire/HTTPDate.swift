/// The `Date` header: `Mon, 23 Nov 2026 06:41:37 GMT`. Only this form; anything else is nil, for it only serves to measure the
/// clock's error.
package enum HTTPDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]

    package static func parse(_ text: String?) -> UnixTime? {
        guard let parts = text?.split(separator: " "), parts.count == 6, parts[5] == "GMT",
            let day = Int(parts[1]), let month = months.firstIndex(of: String(parts[2])),
            let year = Int(parts[3]), (1970...9999).contains(year), (1...31).contains(day)
        else { return nil }
        let clock = parts[4].split(separator: ":").compactMap { Int($0) }
        guard clock.count == 3, clock.allSatisfy({ (0...60).contains($0) }) else { return nil }
        // Days from civil, counting years from March.
        let shiftedYear = month < 2 ? year - 1 : year
        let monthFromMarch = (month + 10) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let yearOfEra = shiftedYear % 400
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = shiftedYear / 400 * 146_097 + dayOfEra - 719_468
        return UnixTime(Double(days * 86_400 + clock[0] * 3_600 + clock[1] * 60 + clock[2]))
    }

    package static func format(_ time: UnixTime) -> String {
        let date = CivilDate(unixSeconds: time.wholeSeconds)
        let days = Int((time.seconds / 86_400).rounded(.down))
        let weekday = weekdays[((days % 7) + 7) % 7]
        let day = date.day < 10 ? "0\(date.day)" : "\(date.day)"
        return "\(weekday), \(day) \(months[date.month - 1]) \(date.year) \(date.clock) GMT"
    }
}
