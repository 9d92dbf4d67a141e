import Essentials
import GAAP
import Inventory
import TencentCloud
import TestSupport
import Testing

@testable import Reports

@Suite struct ChangeRecorderTests {
    private static func entries(_ transitions: [Transition], in account: Account = Account()) -> [TimelineEntry] {
        var recorder = ChangeRecorder()
        recorder.take(transitions, in: account, now: Moment(2_000))
        return recorder.flush()
    }

    private static func row(_ id: String, _ origins: [BindRealServer], proxy: String = "link-1", at time: Double) -> Row
    {
        Row(.sample(id, origins: origins, proxy: proxy), at: time)
    }

    private static func fall(_ id: String, of hosts: [String], proxy: String = "link-1") -> Transition {
        .changed(
            from: row(id, hosts.map { .origin($0) }, proxy: proxy, at: 1_000),
            to: row(id, hosts.map { .origin($0, .abnormal, down: [$0]) }, proxy: proxy, at: 1_030))
    }

    @Test func `The interval of a change is from the previous read to the read that found the change`() throws {
        let entry = try #require(Self.entries([Self.fall("1", of: ["10.0.0.1"])]).first)
        #expect(entry.interval == .init(after: UnixTime(1_000), by: UnixTime(1_030)))
        #expect(entry.health?.from == .ok && entry.health?.to == .down)
        #expect(entry.cause == .origin("10.0.0.1"))
    }

    @Test func `If the clock is set back between two reads, the interval is still correct`() throws {
        let before = Row(
            .sample("1", in: .ok), owner: nil, readAt: Moment(wall: UnixTime(9_000), uptime: .seconds(100)))
        let after = Row(
            .sample("1", in: .down), owner: nil, readAt: Moment(wall: UnixTime(1_000), uptime: .seconds(130)))
        let entry = try #require(Self.entries([.changed(from: before, to: after)]).first)
        #expect(entry.interval == .init(after: UnixTime(970), by: UnixTime(1_000)))
    }

    @Test func `Of several origins, the origin that is shared by the largest number of listeners is the cause`() {
        let entries = Self.entries([
            Self.fall("1", of: ["10.0.0.1", "10.0.0.2"]), Self.fall("2", of: ["10.0.0.2"], proxy: "link-2"),
            Self.fall("3", of: ["10.0.0.3"]),
        ])
        #expect(
            entries.map(\.cause) == [.origin("10.0.0.2"), .origin("10.0.0.2"), .origin("10.0.0.3")])
    }

    @Test func `The same configuration change of several listeners is a common cause`() {
        func change(_ id: String, delay: Int) -> Transition {
            let old = TCPListener.sample(id)
            var new = old
            new.delayLoop = delay
            return .changed(from: Row(old, at: 1_000), to: Row(new, at: 1_030))
        }
        let entries = Self.entries([change("1", delay: 5), change("2", delay: 5), change("3", delay: 9)])
        #expect(
            entries.map(\.cause) == [
                .configuration("DelayLoop nothing -> 5 s"), .configuration("DelayLoop nothing -> 5 s"), nil,
            ])
    }

    @Test func `The cause of listeners that are removed with their owner is the owner`() {
        var account = Account()
        account.learn([Owner(id: .proxy("link-1"), name: "gateway")])
        let owner = Owner(id: .proxy("link-1"), name: "gateway")
        let entries = Self.entries(
            [
                .removed(Self.row("1", [], at: 1_000), of: owner), .removed(Self.row("2", [], at: 1_000), of: owner),
                .removed(Self.row("3", [], proxy: "link-2", at: 1_000), of: nil),
                .ownerRemoved(owner, after: Moment(900)),
            ], in: account)
        #expect(
            entries.map(\.cause) == [.owner(.proxy("link-1")), .owner(.proxy("link-1")), nil, nil])
        #expect(entries.map(\.interval.by) == [2_000, 2_000, 2_000, 2_000].map { UnixTime($0) })
        #expect(entries[0].place.ownerName == "gateway" && entries[3].place.ownerName == "gateway")
    }

    @Test func `Owners that change, are added or cannot be read have entries, too`() {
        let old = Owner.serving(.proxy("link-1"), name: "gateway")
        var new = old
        new.status = .value(.closed)
        new.bandwidth = 20
        let error = CloudError.transport(TransportError(.other, Wording("timed out", zh: "超时")))
        let entries = Self.entries([
            .ownerChanged(from: old, to: new, after: Moment(1_000)), .ownerAdded(old, after: Moment(1_000)),
            .unreadable(.proxy("link-1"), error, after: nil), .readable(.proxy("link-1"), after: Moment(1_500)),
        ])
        #expect(
            entries.map { $0.details(in: .english) } == [
                "Status RUNNING -> CLOSED; Bandwidth nothing -> 20", "", "timed out", "",
            ])
        #expect(entries[2].details(in: .chinese) == "超时")
        #expect(entries.map { $0.title(in: .english) } == ["closed", "added", "unreadable", "readable"])
        #expect(entries.map(\.interval.after) == [UnixTime(1_000), UnixTime(1_000), nil, UnixTime(1_500)])
    }

    @Test func `Each sweep has its own number`() {
        var recorder = ChangeRecorder()
        #expect(recorder.isEmpty && recorder.flush().isEmpty)
        recorder.take([Self.fall("1", of: ["10.0.0.1"])], in: Account(), now: Moment(2_000))
        #expect(!recorder.isEmpty)
        let first = recorder.flush()
        recorder.take([Self.fall("2", of: ["10.0.0.1"])], in: Account(), now: Moment(2_000))
        #expect(first.map(\.sweep) != recorder.flush().map(\.sweep))
    }
}
