import Testing

@testable import Essentials

@Suite struct MomentTests {
    private static let hostile = [
        0, 1, -1, 1e9, -1e9, Double(Int.max), Double(Int.min), .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
        .infinity,
        -.infinity, .nan, .leastNonzeroMagnitude,
    ]

    @Test(arguments: hostile, hostile) func `Extreme times can be formatted, moved and compared without a trap`(
        time: Double, offset: Double
    ) {
        let zone = LocalZone { _ in UnixTime(offset).wholeSeconds }
        #expect(!zone.text(UnixTime(time), now: UnixTime(offset)).isEmpty)
        let moment = Moment(wall: UnixTime(time), uptime: .seconds(1))
        let moved = moment + offset
        #expect(moved.age(of: moment) != nil)
        let placed = moment.placing(UnixTime(offset))
        #expect(placed.uptime != nil)
        _ = (moment.isBefore(placed), placed.isBefore(moment), placed.isWithin(offset, of: moment))
    }

    @Test func `An age is measured by uptime, even if the wall clock is set back`() {
        let then = Moment(wall: UnixTime(10_000), uptime: .seconds(100))
        let now = Moment(wall: UnixTime(10_000 - 3_600), uptime: .seconds(130))
        #expect(now.age(of: then) == 30)
        #expect(now.isWithin(30, of: then) && !now.isWithin(29, of: then))
        #expect(then.isBefore(now) && !now.isBefore(then))
    }

    @Test func `A moment of an earlier run has no known age and comes before every moment of this run`() {
        let then = Moment(wall: UnixTime(10_000))
        let now = Moment(wall: UnixTime(9_000), uptime: .zero)
        #expect(now.age(of: then) == nil)
        #expect(!now.isWithin(.infinity, of: then))
        #expect(then.isBefore(now) && !now.isBefore(then))
        #expect((then + 5).uptime == nil)
    }

    @Test func `A time from another clock is placed by its distance from the wall clock when it was read`() {
        let readAt = Moment(wall: UnixTime(10_000), uptime: .seconds(500))
        let placed = readAt.placing(UnixTime(9_400))
        #expect(placed == Moment(wall: UnixTime(9_400), uptime: .seconds(-100)))
        #expect(readAt.age(of: placed) == 600)
    }

    @Test func `A time of another day is shown with its date, in the UTC offset valid at that time`() {
        // The clocks go back an hour at 1,000,000,000.
        let zone = LocalZone { $0 < UnixTime(1_000_000_000) ? 7_200 : 3_600 }
        #expect(zone.text(UnixTime(999_999_999), now: UnixTime(1_000_000_100)) == "03:46:39")
        #expect(zone.text(UnixTime(1_000_000_000), now: UnixTime(1_000_000_100)) == "02:46:40")
        #expect(zone.text(UnixTime(999_900_000), now: UnixTime(1_000_000_100)) == "2001-09-08 00:00:00")
    }
}
