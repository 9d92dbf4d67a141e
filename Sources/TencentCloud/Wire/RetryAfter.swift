import Essentials

/// The `Retry-After` header, in its two forms: seconds, or a date.
enum RetryAfter {
    /// No server means longer; it also keeps the arithmetic in range.
    private static let longest = 86_400.0

    /// How long to wait; nil where the header is missing or in another form. A date is compared with the answer's own
    /// `Date`, so that this machine's clock does not matter, and with `now` where there is none.
    static func parse(_ headers: [TransportHeader], now: UnixTime) -> Duration? {
        guard let text = headers["Retry-After"] else { return nil }
        if !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
            return duration(Double(text) ?? longest)
        }
        return HTTPDate.parse(text).map { duration($0 - (HTTPDate.parse(headers["Date"]) ?? now)) }
    }

    private static func duration(_ seconds: Double) -> Duration {
        .milliseconds(Int((min(max(0, seconds), longest) * 1_000).rounded()))
    }
}
