import Essentials
import GAAP
import Inventory
import TestSupport
import Testing

@testable import Reports

@Suite struct TimelineEntryTests {
    @Test func `An interval whose start is after its end has no start`() {
        let interval = TimelineEntry.Interval(after: UnixTime(20), by: UnixTime(10))
        #expect(interval.after == nil)
    }

    @Test(
        arguments: [
            (1_000.0, 1_030.0, "00:16:40-00:17:10"), (1_000, 1_000, "00:16:40"), (nil, 1_030, "before 00:17:10"),
            (-100, 1_030, "1969-12-31 23:58:20-00:17:10"), (-100, -50, "1969-12-31 23:58:20-23:59:10"),
        ] as [(Double?, Double, String)])
    func `An interval shows the date if it is not today`(after: Double?, by: Double, text: String) {
        let interval = TimelineEntry.Interval(after: after.map { UnixTime($0) }, by: UnixTime(by))
        #expect(interval.text(in: .utc, now: UnixTime(2_000), .english) == text)
    }

    @Test func `Two observations of one change are narrowed to the intersection of their intervals`() {
        let (first, second) = (Sample.health("a", after: 1_000, by: 1_300), Sample.health("a", after: 1_020, by: 1_050))
        #expect(first.isSame(as: second) && second.isSame(as: first))
        #expect(first.narrowed(by: second.interval) == .init(after: UnixTime(1_020), by: UnixTime(1_050)))
        #expect(!first.isSame(as: Sample.health("a", after: 1_301, by: 1_330)))
        #expect(!first.isSame(as: Sample.health("b", after: 1_000, by: 1_300)))
    }

    @Test(arguments: [
        (1_100.0, 1_040.0, 1_160.0), (1_020, 1_000, 1_080), (1_290, 1_230, 1_300),
    ])
    func `The history of an origin narrows the time of its failure`(time: Double, after: Double, by: Double) {
        let since = Since(time: Moment(time), isAtLeast: false, source: .history)
        let narrowed = Sample.health("a", after: 1_000, by: 1_300).narrowed(by: since, granularity: 60)
        #expect(narrowed?.interval == .init(after: UnixTime(after), by: UnixTime(by)))
    }

    @Test func `A history without an exact time, or with a contradictory time, does not narrow the interval`() {
        let entry = Sample.health("a", after: 1_000, by: 1_300)
        for since in [
            Since(time: Moment(1_100), isAtLeast: true, source: .history),
            Since(time: Moment(1_100), isAtLeast: false, source: .seen),
            Since(time: Moment(5_000), isAtLeast: false, source: .history),
            Since(time: Moment(10), isAtLeast: false, source: .history),
        ] {
            #expect(entry.narrowed(by: since, granularity: 60) == nil)
        }
        let back = Sample.health("a", .down, .ok, after: 1_000, by: 1_300)
        let since = Since(time: Moment(1_100), isAtLeast: false, source: .history)
        #expect(back.narrowed(by: since, granularity: 60) == nil)
    }
}

/// Creates sample entries with default values.
enum Sample {
    static func health(
        _ id: String, _ from: State = .ok, _ to: State = .down, host: String = "10.3.1.7", owner: String = "link-1",
        region: String? = nil, after: Double? = 1_000, by: Double = 1_030, sweep: Int = 1
    ) -> TimelineEntry {
        let origin = OriginChange(address: host, from: from, to: to, wentDown: [], cameBack: [], status: nil)
        let health = HealthChange(from: from, to: to, origins: [origin], fields: [])
        return entry(id, .health(health), owner, region, after, by, .origin(host), sweep)
    }

    static func entry(
        _ id: String, _ what: Change.What, _ owner: String = "link-1", _ region: String? = nil,
        _ after: Double? = 1_000, _ by: Double = 1_030, _ cause: TimelineEntry.Cause? = nil, _ sweep: Int = 1
    ) -> TimelineEntry {
        TimelineEntry(
            interval: .init(after: after.map { UnixTime($0) }, by: UnixTime(by)),
            what: .listener(
                Change(subject: .init(id: id, name: "gw-\(id)", port: 443, owner: .proxy(owner)), what: what)),
            place: .init(ownerName: "", accessRegion: region), cause: cause, sweep: sweep)
    }
}
