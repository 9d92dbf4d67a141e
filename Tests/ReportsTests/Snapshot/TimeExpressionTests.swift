import Essentials
import Testing

@testable import Reports

@Suite struct TimeExpressionTests {
    /// 2026-11-28 02:00:00 UTC, and a zone that is eight hours ahead.
    private static let now = UnixTime(1_795_831_200)
    private static let zone = LocalZone { _ in 28_800 }

    @Test(arguments: [
        ("90s", 1_795_831_110.0), ("10m", 1_795_830_600), ("2h", 1_795_824_000), ("3d", 1_795_572_000),
        ("1w", 1_795_226_400), ("0s", 1_795_831_200), ("09:30", 1_795_829_400), ("09:30:05", 1_795_829_405),
        // This time is in the future today, so it is yesterday's.
        ("14:02", 1_795_759_320), ("2026-11-28", 1_795_795_200), ("2026-11-28 09:30", 1_795_829_400),
        ("2026-11-28T01:30:00Z", 1_795_829_400), ("2026-11-28T09:30:00+08:00", 1_795_829_400),
    ])
    func `Each form of a time is parsed`(text: String, seconds: Double) {
        #expect(TimeExpression.parse(text, now: Self.now, zone: Self.zone) == UnixTime(seconds))
    }

    @Test(arguments: [
        "", "h", "2", "2 h", "-2h", "2.5h", "2y", "24:00", "14:60", "14", "14:", "1:2:3:4", "2026-13-01", "2026-11",
        "2026-11-28 25:00", "99999999999h", "٢h", "yesterday",
    ])
    func `Other texts are not times`(text: String) {
        #expect(TimeExpression.parse(text, now: Self.now, zone: Self.zone) == nil)
    }
}
