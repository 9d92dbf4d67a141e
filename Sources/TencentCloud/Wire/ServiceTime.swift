// Times in the format of requests: `2026-11-23 14:41:37`. The documentation does not specify the time zone. The console
// of the service uses China Standard Time, and the documentation of other products specifies it for this format.
// Therefore the zone is UTC+8. Responses contain seconds since 1970, which need no time zone.

package import Essentials

/// Parses and formats `YYYY-MM-DD HH:MM:SS`.
package enum ServiceTime {
    /// The offset of the service's time zone from UTC in seconds.
    private static let offset = 8 * 3_600

    /// Returns the text of a time, rounded down to whole seconds.
    package static func text(_ time: UnixTime) -> String {
        let (local, overflows) = time.wholeSeconds.addingReportingOverflow(offset)
        let date = CivilDate(unixSeconds: overflows ? .max : local)
        return "\(date) \(date.clock)"
    }

    /// Returns the text of a time with its zone, in the format of Cloud Monitor: `2026-11-23T14:41:37+08:00`.
    package static func zonedText(_ time: UnixTime) -> String {
        text(time).replacing(" ", with: "T", maxReplacements: 1) + "+08:00"
    }

    /// Parses a time with a zone, `+08:00`, `-05:30` or `Z`. Returns nil for any other text.
    package static func parseZoned(_ text: String) -> UnixTime? {
        let bytes = Array(text.utf8)
        guard bytes.count > 19, bytes[10] == UInt8(ascii: "T"), let zone = zone(bytes[19...]),
            let time = parse(String(decoding: bytes[..<10] + [UInt8(ascii: " ")] + bytes[11..<19], as: UTF8.self))
        else { return nil }
        return time + Double(offset - zone)
    }

    /// Returns the offset of a zone from UTC in seconds.
    private static func zone(_ bytes: ArraySlice<UInt8>) -> Int? {
        let zone = Array(bytes)
        if zone == [UInt8(ascii: "Z")] { return 0 }
        guard zone.count == 6, zone[3] == UInt8(ascii: ":"), let hours = number(zone[1...2], 0...23),
            let minutes = number(zone[4...5], 0...59)
        else { return nil }
        switch zone[0] {
        case UInt8(ascii: "+"): return hours * 3_600 + minutes * 60
        case UInt8(ascii: "-"): return -(hours * 3_600 + minutes * 60)
        default: return nil
        }
    }

    /// Parses a date from 1970 to 9999 in exactly this format. Returns nil for any other text.
    package static func parse(_ text: String) -> UnixTime? {
        let bytes = Array(text.utf8)
        guard bytes.count == 19, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes[10] == UInt8(ascii: " "), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let year = number(bytes[0..<4], 1970...9999), let month = number(bytes[5..<7], 1...12),
            let day = number(bytes[8..<10], 1...31), let hour = number(bytes[11..<13], 0...23),
            let minute = number(bytes[14..<16], 0...59), let second = number(bytes[17..<19], 0...59)
        else { return nil }
        let midnight = CivilDate.days(year: year, month: month, day: day) * 86_400
        // Otherwise the 31st of a shorter month would be read as a day of the next month.
        guard CivilDate(unixSeconds: midnight).day == day else { return nil }
        return UnixTime(Double(midnight + hour * 3_600 + minute * 60 + second - offset))
    }

    private static func number(_ digits: ArraySlice<UInt8>, _ range: ClosedRange<Int>) -> Int? {
        var number = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return range.contains(number) ? number : nil
    }
}
