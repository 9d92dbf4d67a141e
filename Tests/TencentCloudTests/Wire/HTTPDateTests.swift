import Essentials
import Testing

@testable import TencentCloud

@Suite struct HTTPDateTests {
    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (1_763_880_097, "Sun, 23 Nov 2025 06:41:37 GMT"),
        (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
    ])
    func `A date is formatted and parsed`(seconds: Int, text: String) {
        #expect(HTTPDate.format(UnixTime(Double(seconds))) == text)
        #expect(HTTPDate.parse(text)?.wholeSeconds == seconds)
    }

    @Test func `Dates of three centuries survive formatting and parsing`() {
        for day in stride(from: 0, to: 110_000, by: 13) {
            let time = UnixTime(Double(day * 86_400 + day % 86_400))
            #expect(HTTPDate.parse(HTTPDate.format(time)) == time)
        }
    }

    @Test(arguments: [
        "", " ", "now", "1763880097", "Sun, 23 Nov 2025 06:41:37", "Sun, 23 Nov 2025 06:41:37 UTC",
        "Sunday, 23-Nov-25 06:41:37 GMT", "Sun Nov 23 06:41:37 2025", "Sun, 23 nov 2025 06:41:37 GMT",
        "Sun, 31 Feb 2025 06:41:37 GMT", "Sun, 29 Feb 2025 06:41:37 GMT", "Sun, 0 Nov 2025 06:41:37 GMT",
        "Sun, 32 Nov 2025 06:41:37 GMT", "Sun, +3 Nov 2025 06:41:37 GMT", "Sun, 23 Nov 1969 06:41:37 GMT",
        "Sun, 23 Nov 99999999999999999999 06:41:37 GMT", "Sun, 23 Nov 2025 24:41:37 GMT",
        "Sun, 23 Nov 2025 06:60:37 GMT", "Sun, 23 Nov 2025 06:41 GMT", "Sun, 23 Nov 2025 a:06:41:37 GMT",
        "Sun, 23 Nov 2025 06::37 GMT", "Sun, 23 Nov 2025 -6:41:37 GMT",
    ])
    func `Any other text is not a date`(text: String) { #expect(HTTPDate.parse(text) == nil) }

    @Test func `A missing header gives no date`() { #expect(HTTPDate.parse(nil) == nil) }

    @Test(arguments: [-Double.infinity, Double.nan, 1e300, -1e12])
    func `Formatting an extreme time does not trap`(seconds: Double) {
        #expect(HTTPDate.format(UnixTime(seconds)).hasSuffix(" GMT"))
    }
}
