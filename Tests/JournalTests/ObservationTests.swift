import Essentials
import Inventory
import Journal
import Reports
import Testing

@Suite struct ObservationTests {
    private static let gap = TimelineEntry.What.gap(nil)

    @Test func `A time without observation is an entry of its own`() throws {
        try withJournalPath { path in
            try JournalDatabase(creating: path).append(batch([], since: 1_000, until: 1_030))
            try JournalDatabase(creating: path).append(batch([], since: 5_000, until: 5_030))
            let entries = try JournalDatabase(creating: path).all()
            #expect(entries.map(\.what) == [Self.gap])
            #expect(entries.first?.interval == .init(after: UnixTime(1_030), by: UnixTime(5_000)))
        }
    }

    @Test func `A gap within one run is an entry, too, and a regular sweep is not a gap`() throws {
        try withJournalPath { path in
            let journal = try JournalDatabase(creating: path)
            for time in [1_030.0, 1_060, 1_090, 4_000, 4_030] {
                try journal.append(batch([], since: time - 5, until: time))
            }
            let entries = try journal.all()
            #expect(entries.map(\.interval) == [.init(after: UnixTime(1_090), by: UnixTime(3_995))])
        }
    }

    @Test func `A time that another process observed is not a gap`() throws {
        try withJournalPath { path in
            let (first, second) = (try JournalDatabase(creating: path), try JournalDatabase(creating: path))
            try first.append(batch([], since: 1_000, until: 1_010))
            for time in stride(from: 1_030.0, through: 3_000, by: 30) {
                try second.append(batch([], since: time - 5, until: time))
            }
            try first.append(batch([], since: 2_995, until: 2_999))
            #expect(try first.all().isEmpty)
        }
    }

    @Test func `Observing one proxy does not count as observing the others`() throws {
        try withJournalPath { path in
            let journal = try JournalDatabase(creating: path)
            try journal.append(batch([], since: 1_000, until: 1_030))
            try journal.append(batch([], owner: .proxy("link-1"), since: 1_040, until: 1_050))
            try journal.append(batch([], owner: .proxy("link-1"), since: 1_080, until: 1_090))
            try journal.append(batch([], since: 9_000, until: 9_030))
            #expect(try journal.all().map(\.interval) == [.init(after: UnixTime(1_030), by: UnixTime(9_000))])
            try journal.append(batch([], owner: .proxy("link-1"), since: 20_000, until: 20_010))
            #expect(try journal.all().first?.what == .gap(.proxy("link-1")))
        }
    }

    @Test func `If the clock is set back, no entry is lost and no gap is recorded`() throws {
        try withJournalPath { path in
            let journal = try JournalDatabase(creating: path)
            try journal.append(batch([entry("listener-1", by: 9_030)], since: 9_000, until: 9_030))
            try journal.append(batch([entry("listener-2", after: 9_030, by: 1_000)], since: 995, until: 1_000))
            try journal.append(batch([entry("listener-3", by: 1_030)], since: 1_025, until: 1_030))
            let entries = try journal.all()
            #expect(entries.compactMap(\.subjectID) == ["listener-3", "listener-2", "listener-1"])
            #expect(entries.map(\.interval.after) == [UnixTime(1_000), nil, UnixTime(1_000)])
        }
    }

    @Test func `A change that two processes observed is stored once, with the intersection of both intervals`() throws {
        try withJournalPath { path in
            let (first, second) = (try JournalDatabase(creating: path), try JournalDatabase(creating: path))
            try first.append(batch([entry(after: 1_000, by: 1_300)], until: 1_300))
            try second.append(batch([entry(after: 1_020, by: 1_050)], until: 1_050))
            #expect(try first.all().map(\.interval) == [.init(after: UnixTime(1_020), by: UnixTime(1_050))])
            // The same change at a later time is another change.
            try second.append(batch([entry(after: 2_020, by: 2_050)], since: 2_020, until: 2_050))
            #expect(try first.all().count(where: { $0.health != nil }) == 2)
            // The change back is another change, too.
            try second.append(batch([entry("listener-1", .down, .ok, after: 2_050, by: 2_080)], until: 2_080))
            #expect(try first.all().count(where: { $0.health != nil }) == 3)
        }
    }
}
