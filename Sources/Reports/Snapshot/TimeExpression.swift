// A time as users type it, for `log --since` and for the browser: an age, a time of day, a date, or a time in the
// format of JSON documents.

package import Essentials

package enum TimeExpression {
    /// Parses `2h`, `14:02`, `14:02:31`, `2026-11-28`, `2026-11-28 14:02` and RFC 3339; returns nil for any other text.
    /// A time of day is the latest one that is not in the future: today's or yesterday's.
    package static func parse(_ text: String, now: UnixTime, zone: LocalZone) -> UnixTime? {
        if let seconds = duration(text) { return now + -seconds }
        if let seconds = timeOfDay(text) {
            let date = zone.date(now)
            guard let time = moment(date.year, date.month, date.day, seconds, zone) else { return nil }
            return time <= now ? time : time + -86_400
        }
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        let numbers = (parts.first ?? "").split(separator: "-", omittingEmptySubsequences: false).map { digits($0) }
        if numbers.count == 3, let year = numbers[0], let month = numbers[1], let day = numbers[2] {
            guard let seconds = parts.count == 1 ? 0 : timeOfDay(parts[1]) else { return nil }
            return moment(year, month, day, seconds, zone)
        }
        return Timestamp.parse(text)
    }

    private static func duration(_ text: String) -> Double? {
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800]
        guard let unit = text.last.flatMap({ units[$0] }), let number = digits(text.dropLast()) else { return nil }
        return Double(number) * unit
    }

    private static func timeOfDay(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { digits($0) }
        guard parts.count == 2 || parts.count == 3, let hour = parts[0], let minute = parts[1],
            let second = parts.count == 3 ? parts[2] : 0, hour < 24, minute < 60, second < 60
        else { return nil }
        return hour * 3_600 + minute * 60 + second
    }

    private static func moment(_ year: Int, _ month: Int, _ day: Int, _ seconds: Int, _ zone: LocalZone) -> UnixTime? {
        let padded = { (number: Int, width: Int) in
            String(repeating: "0", count: max(0, width - "\(number)".count)) + "\(number)"
        }
        let text = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T00:00:00Z"
        guard let midnight = Timestamp.parse(text) else { return nil }
        let utc = midnight + Double(seconds)
        // This is the offset at the resulting time. The offset of the first guess may differ if summer time begins or
        // ends in between.
        let guess = utc + -Double(zone.offset(utc))
        return utc + -Double(zone.offset(guess))
    }

    private static func digits(_ text: some StringProtocol) -> Int? {
        guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }
}
