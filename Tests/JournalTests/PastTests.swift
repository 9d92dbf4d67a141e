import Essentials
import Inventory
import Journal
import Reports
import TestSupport
import Testing

@Suite struct PastTests {
    @Test func `What the journal knows of a listener reaches up to the last observation`() throws {
        try withJournalPath { path in
            let journal = try JournalDatabase(creating: path)
            try journal.append(batch([], since: 1_000, until: 1_030))
            try journal.append(batch([entry(after: 1_030, by: 1_060)], since: 1_060, until: 1_060))
            try journal.append(batch([], since: 1_090, until: 1_090))
            let row = Row(.sample("listener-1", in: .down), at: 1_100)
            let since = try journal.past(longestGap: 60, now: UnixTime(1_100)).since(row)
            #expect(since?.time.wall == UnixTime(1_060) && since?.isAtLeast == false)
            #expect(try journal.past(longestGap: 60, now: UnixTime(1_200)).since(row) == nil)
            let other = Row(.sample("listener-2", in: .down), at: 1_100)
            #expect(try journal.past(longestGap: 60, now: UnixTime(1_100)).since(other) == nil)
        }
    }

    @Test func `What can be read and what cannot is known by its last entry`() throws {
        try withJournalPath { path in
            let journal = try JournalDatabase(creating: path)
            let (one, two) = (OwnerID.proxy("link-1"), OwnerID.group("lg-1"))
            let whats: [TimelineEntry.What] = [
                .unreadable(one, name: "", reason: Wording(verbatim: "a")), .readable(one, name: ""),
                .unreadable(two, name: "", reason: Wording(verbatim: "b")),
                .unreadable(nil, name: "", reason: Wording(verbatim: "c")),
            ]
            for (number, what) in whats.enumerated() {
                let time = 1_000 + 30 * Double(number)
                let entry = TimelineEntry(
                    interval: .init(after: UnixTime(time - 30), by: UnixTime(time)), what: what, sweep: 1)
                try journal.append(batch([entry], since: time, until: time))
            }
            #expect(try Set(journal.lastReadability().map(\.interval.by.seconds)) == [1_030, 1_060, 1_090])
            #expect(
                try journal.lastReadability().contains {
                    $0.what == .unreadable(nil, name: "", reason: Wording(verbatim: "c"))
                })
            #expect(try journal.lastObserved(one) == UnixTime(1_090))
        }
    }
}
