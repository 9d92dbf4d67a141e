import Essentials

/// The `Retry-After` header in its two formats: seconds, or a date.
enum RetryAfter {
    /// The maximum in seconds. No server means a longer time, and the limit keeps the arithmetic in range.
    private static let maximum = 86_400.0

    /// Returns how long to wait, or nil if the header is missing or has another format. A date is compared with the
    /// response's own `Date` header, so that the local clock does not matter, or with `now` if there is no such header.
    static func parse(_ headers: [TransportHeader], now: UnixTime) -> Duration? {
        guard let text = headers["Retry-After"] else { return nil }
        if !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
            return duration(Double(text) ?? maximum)
        }
        return HTTPDate.parse(text).map { duration($0 - (HTTPDate.parse(headers["Date"]) ?? now)) }
    }

    private static func duration(_ seconds: Double) -> Duration {
        .milliseconds(Int((min(max(0, seconds), maximum) * 1_000).rounded()))
    }
}
