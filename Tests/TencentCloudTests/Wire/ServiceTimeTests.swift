import Essentials
import Testing

@testable import TencentCloud

@Suite struct ServiceTimeTests {
    @Test(arguments: [
        (1_795_416_097, "2026-11-23 14:41:37"), (0, "1970-01-01 08:00:00"), (1_709_136_000, "2024-02-29 00:00:00"),
        (-28_800, "1970-01-01 00:00:00"), (253_402_271_999, "9999-12-31 23:59:59"),
    ])
    func `A time is formatted in the service's time zone and parsed back`(seconds: Int, text: String) {
        #expect(ServiceTime.text(UnixTime(Double(seconds))) == text)
        #expect(ServiceTime.parse(text) == UnixTime(Double(seconds)))
    }

    @Test(arguments: [
        "", "2026-11-23", "2026-11-23T14:41:37", "2026-11-23 14:41:37Z", "2026-11-31 00:00:00", "2026-02-29 00:00:00",
        "2026-00-10 00:00:00", "2026-11-23 24:00:00", "2026-11-23 00:60:00", "2026-11-23 00:00:60",
        "1969-12-31 00:00:00", "+026-11-23 00:00:00", "2026-11-23 14:41:3七", "2026/11/23 14:41:37",
    ])
    func `Any other text is not a time`(text: String) { #expect(ServiceTime.parse(text) == nil) }

    @Test(arguments: [
        (1_795_416_097, "2026-11-23T14:41:37+08:00"), (0, "1970-01-01T08:00:00+08:00"),
        (253_402_271_999, "9999-12-31T23:59:59+08:00"),
    ])
    func `A time is formatted with its UTC offset and parsed back`(seconds: Int, text: String) {
        #expect(ServiceTime.zonedText(UnixTime(Double(seconds))) == text)
        #expect(ServiceTime.parseZoned(text) == UnixTime(Double(seconds)))
    }

    @Test(arguments: [
        ("2026-11-23T14:41:37Z", 1_795_444_897), ("2026-11-23T14:41:37+00:00", 1_795_444_897),
        ("2026-11-23T14:41:37-05:30", 1_795_464_697),
    ])
    func `A time with another UTC offset is parsed`(text: String, seconds: Int) {
        #expect(ServiceTime.parseZoned(text) == UnixTime(Double(seconds)))
    }

    @Test(arguments: [
        "", "2026-11-23T14:41:37", "2026-11-23 14:41:37+08:00", "2026-11-23T14:41:37+0800", "2026-11-23T14:41:37+24:00",
        "2026-11-23T14:41:37+08:60", "2026-11-23T14:41:37 08:00", "2026-02-30T00:00:00Z", "2026-11-23T14:41:37ZZ",
        "2026-11-23T14:41:37+08:0七",
    ])
    func `Any other text is not a time with a UTC offset`(text: String) { #expect(ServiceTime.parseZoned(text) == nil) }

    @Test(arguments: [Double.infinity, -.infinity, .nan, 1e300])
    func `Formatting an extreme time does not trap`(seconds: Double) {
        #expect(!ServiceTime.text(UnixTime(seconds)).isEmpty)
    }
}
