import Testing

@testable import Essentials

@Suite struct MomentTests {
    private static let hostile = [
        0, 1, -1, 1e9, -1e9, Double(Int.max), Double(Int.min), .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
        .infinity,
        -.infinity, .nan, .leastNonzeroMagnitude,
    ]

    @Test(arguments: hostile, hostile) func `No time is too far away to be written, moved or compared`(
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

    @Test func `An age is counted by uptime, wherever the wall clock is set to`() {
        let then = Moment(wall: UnixTime(10_000), uptime: .seconds(100))
        let now = Moment(wall: UnixTime(10_000 - 3_600), uptime: .seconds(130))
        #expect(now.age(of: then) == 30)
        #expect(now.isWithin(30, of: then) && !now.isWithin(29, of: then))
        #expect(then.isBefore(now) && !now.isBefore(then))
    }

    @Test func `The age of a moment of another run is not known, and it comes before all of this one`() {
        let then = Moment(wall: UnixTime(10_000))
        let now = Moment(wall: UnixTime(9_000), uptime: .zero)
        #expect(now.age(of: then) == nil)
        #expect(!now.isWithin(.infinity, of: then))
        #expect(then.isBefore(now) && !now.isBefore(then))
        #expect((then + 5).uptime == nil)
    }

    @Test func `A time of another clock is placed by its distance at that moment`() {
        let readAt = Moment(wall: UnixTime(10_000), uptime: .seconds(500))
        let placed = readAt.placing(UnixTime(9_400))
        #expect(placed == Moment(wall: UnixTime(9_400), uptime: .seconds(-100)))
        #expect(readAt.age(of: placed) == 600)
    }

    @Test func `A time has its date where it is of another day, in its own offset`() {
        // The clocks go back an hour at 1,000,000,000.
        let zone = LocalZone { $0 < UnixTime(1_000_000_000) ? 7_200 : 3_600 }
        #expect(zone.text(UnixTime(999_999_999), now: UnixTime(1_000_000_100)) == "03:46:39")
        #expect(zone.text(UnixTime(1_000_000_000), now: UnixTime(1_000_000_100)) == "02:46:40")
        #expect(zone.text(UnixTime(999_900_000), now: UnixTime(1_000_000_100)) == "2001-09-08 00:00:00")
    }
}
