import Essentials
import Inventory
import Testing

@testable import Reports

@Suite struct TimelineEventTests {
    private static func lines(_ entries: [TimelineEntry], _ language: Language = .english) -> [String] {
        EventGrouper.events(of: entries).map { $0.line(in: .utc, now: UnixTime(50_000), language) }
    }

    @Test func `Changes of several listeners with the same origin in one sweep are one event`() {
        let entries = [
            Sample.health("4", owner: "link-3", region: "Singapore", after: 1_002, by: 1_032),
            Sample.health("3", owner: "link-2", region: "Hong Kong", after: 1_001, by: 1_031),
            Sample.health("2", .ok, .part, owner: "link-1", region: "Hong Kong"),
            Sample.health("1", region: "Hong Kong"),
        ]
        #expect(
            Self.lines(entries) == [
                "00:16:40-00:17:12  10.3.1.7 down: 4 listeners, 3 owners (Hong Kong, Singapore)"
            ])
        #expect(
            Self.lines(entries, .chinese) == [
                "00:16:40-00:17:12  10.3.1.7 异常：4 个监听器，3 个通道或通道组（Hong Kong、Singapore）"
            ])
    }

    @Test func `Events of one sweep are separated by cause, deteriorations before improvements`() {
        let entries = [
            Sample.health("5", .down, .ok, host: "10.0.0.9"), Sample.health("4", .down, .ok, host: "10.0.0.9"),
            Sample.health("3", host: "10.0.0.2"), Sample.health("2"), Sample.health("1"),
            Sample.entry("6", .added(as: .ok)),
        ]
        #expect(
            Self.lines(entries).map { String($0.dropFirst(19)) } == [
                "10.3.1.7 down: 2 listeners, 1 owner", "10.0.0.2 down: gw-3 :443 (link-1), OK -> DOWN",
                "10.0.0.9 up: 2 listeners, 1 owner", "added  443 gw-6 (link-1)  is OK",
            ])
    }

    @Test func `Different sweeps are different events, newest first`() {
        let entries = [
            Sample.health("1", host: "10.0.0.1", after: 20_000, by: 20_030, sweep: 2), Sample.health("1", sweep: 1),
        ]
        #expect(Self.lines(entries).map { $0.prefix(8) } == ["05:33:20", "00:16:40"])
    }

    @Test func `A single failure and its recovery are two events`() {
        let entries = [
            Sample.health("1", .down, .ok, after: 1_100, by: 1_130, sweep: 2), Sample.health("1", sweep: 1),
        ]
        #expect(EventGrouper.events(of: entries).map(\.kind) == [.better, .worse])
    }

    @Test func `Repeated failures and recoveries are one event with counts`() throws {
        let entries = (0..<6).reversed().map { number in
            let time = 1_000 + Double(number) * 100
            return number.isMultiple(of: 2)
                ? Sample.health("1", after: time, by: time + 30, sweep: number)
                : Sample.health("1", .down, .ok, after: time, by: time + 30, sweep: number)
        }
        let events = EventGrouper.events(of: entries)
        let event = try #require(events.first)
        #expect(events.count == 1)
        #expect((event.kind, event.count, event.opposites) == (.better, 3, 3))
        #expect(
            event.line(in: .utc, now: UnixTime(50_000), .english)
                == "00:16:40-00:25:30  10.3.1.7 up 3 times, down 3 times: gw-1 :443 (link-1), DOWN -> OK")
        #expect(event.entries == entries)
    }

    @Test
    func `Repeats are combined only within half an hour, so that a line does not wait for the end of the journal`() {
        var grouper = EventGrouper()
        var finished: [Int] = []
        for number in (0..<10).reversed() {
            let time = Double(number) * 1_000
            finished.append(grouper.add(Sample.health("1", after: time, by: time + 30, sweep: number)).count)
        }
        #expect(finished == [0, 0, 1, 0, 1, 0, 1, 0, 1, 0], "\(finished)")
        #expect(grouper.finish().count == 1)
    }

    @Test func `A change that two sweeps find in different listeners happened once`() {
        let entries = [
            Sample.health("2", after: 1_025, by: 1_055, sweep: 2),
            Sample.health("1", after: 1_000, by: 1_030, sweep: 1),
        ]
        #expect(Self.lines(entries) == ["00:16:40-00:17:35  10.3.1.7 down: 2 listeners, 1 owner"])
    }

    @Test func `Unreadable owners are combined to one event for each reason`() {
        func entry(_ owner: String, _ reason: String) -> TimelineEntry {
            TimelineEntry(
                interval: .init(after: nil, by: UnixTime(1_000)),
                what: .unreadable(.proxy(owner), name: "", reason: Wording(verbatim: reason)), sweep: 1)
        }
        #expect(
            Self.lines([entry("link-3", "HTTP 502"), entry("link-2", "HTTP 502"), entry("link-1", "timed out")]) == [
                "before 00:16:40  unreadable (HTTP 502): 2 owners", "before 00:16:40  unreadable  link-1  timed out",
            ])
    }

    @Test func `The reason of an unreadable owner is in the language of the reader`() {
        let entries = ["link-2", "link-1"].map { owner in
            TimelineEntry(
                interval: .init(after: UnixTime(1_000), by: UnixTime(1_030)),
                what: .unreadable(.proxy(owner), name: "", reason: Wording("timed out", zh: "超时")), sweep: 1)
        }
        #expect(Self.lines(entries) == ["00:16:40-00:17:10  unreadable (timed out): 2 owners"])
        #expect(Self.lines(entries, .chinese) == ["00:16:40-00:17:10  无法读取（超时）：2 个通道或通道组"])
        #expect(Self.lines([entries[0]], .chinese) == ["00:16:40-00:17:10  无法读取  link-2  超时"])
    }

    @Test func `A gap is an event that names the unknown time`() {
        let gap = TimelineEntry(interval: .init(after: UnixTime(1_000), by: UnixTime(9_000)), what: .gap(nil), sweep: 1)
        #expect(
            Self.lines([gap]) == [
                "00:16:40-02:30:00  not observed  changes in this time are unknown"
            ])
    }

    @Test func `Each of ten thousand entries is in exactly one event`() {
        let entries = (0..<10_000).reversed().map { number in
            Sample.health(
                "\(number)", host: "10.0.\(number % 250).1", owner: "link-\(number % 60)", after: Double(number) / 10,
                by: Double(number) / 10 + 30, sweep: number / 25)
        }
        let events = EventGrouper.events(of: entries)
        #expect(events.reduce(0) { $0 + $1.entries.count } == 10_000)
    }
}
