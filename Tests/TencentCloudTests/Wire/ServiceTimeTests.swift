import Essentials
import Testing

@testable import TencentCloud

@Suite struct ServiceTimeTests {
    @Test(arguments: [
        (1_795_416_097, "2026-11-23 14:41:37"), (0, "1970-01-01 08:00:00"), (1_709_136_000, "2024-02-29 00:00:00"),
        (-28_800, "1970-01-01 00:00:00"), (253_402_271_999, "9999-12-31 23:59:59"),
    ])
    func `A moment is written in the service's zone, and read back`(seconds: Int, text: String) {
        #expect(ServiceTime.text(UnixTime(Double(seconds))) == text)
        #expect(ServiceTime.parse(text) == UnixTime(Double(seconds)))
    }

    @Test(arguments: [
        "", "2026-11-23", "2026-11-23T14:41:37", "2026-11-23 14:41:37Z", "2026-11-31 00:00:00", "2026-02-29 00:00:00",
        "2026-00-10 00:00:00", "2026-11-23 24:00:00", "2026-11-23 00:60:00", "2026-11-23 00:00:60",
        "1969-12-31 00:00:00", "+026-11-23 00:00:00", "2026-11-23 14:41:3七", "2026/11/23 14:41:37",
    ])
    func `Anything else is no time`(text: String) { #expect(ServiceTime.parse(text) == nil) }

    @Test(arguments: [Double.infinity, -.infinity, .nan, 1e300])
    func `No moment is too far to be written`(seconds: Double) {
        #expect(!ServiceTime.text(UnixTime(seconds)).isEmpty)
    }
}
