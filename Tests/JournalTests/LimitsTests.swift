import Essentials
import Glibc
import Inventory
import Journal
import Reports
import Testing

@Suite struct LimitsTests {
    @Test func `Entries older than the maximum age are removed, except the newest entries`() throws {
        try withJournalPath { path in
            var limits = JournalLimits(age: 100)
            limits.entriesKept = 3
            let journal = try JournalDatabase(creating: path, limits: limits)
            for time in stride(from: 1_000.0, to: 1_010, by: 1) {
                try journal.append(batch([entry("listener-\(Int(time))", by: time)], until: time))
            }
            try journal.prune(now: UnixTime(1_106))
            #expect(try journal.all().compactMap(\.subjectID).last == "listener-1006")
            // The clock was set forward by a year.
            try journal.prune(now: UnixTime(32_000_000))
            #expect(try journal.all().compactMap(\.subjectID) == ["listener-1009", "listener-1008", "listener-1007"])
            // The clock was set back.
            try journal.prune(now: UnixTime(-5))
            #expect(try journal.all().count == 3)
        }
    }

    @Test func `The file does not exceed its maximum size, and the newest entries are kept`() throws {
        try withJournalPath { path in
            let journal = try JournalDatabase(creating: path, limits: JournalLimits(size: 256 << 10))
            for number in 1...20 {
                let time = 1_000 + Double(number)
                let entries = (1...100).map { entry("listener-\(number)-\($0)", by: time) }
                try journal.append(batch(entries, until: time))
                try journal.prune(now: UnixTime(time))
            }
            var facts = stat()
            #expect(stat(path, &facts) == 0 && facts.st_size <= 256 << 10, "\(facts.st_size)")
            let entries = try journal.all()
            #expect(entries.first?.subjectID == "listener-20-100")
            #expect(entries.count > 200 && entries.count < 2_000, "\(entries.count)")
        }
    }

    @Test func `A killed writer leaves only complete batches, and every committed batch`() throws {
        try withJournalPath { path in
            for round in 1...5 {
                let probe = try Probe(["write", path, "\(round)"])
                let committed = probe.stop(after: 20 + round)
                #expect(committed >= 20)
                let entries = try JournalDatabase(creating: path).all().compactMap(\.subjectID)
                let mine = Set(entries.filter { $0.hasPrefix("listener-\(round)-") })
                #expect(mine.count.isMultiple(of: 3) && mine.count >= 3 * committed, "\(mine.count) of \(committed)")
            }
        }
    }

    @Test func `Concurrent writers lose no entries`() throws {
        try withJournalPath { path in
            let probes = try ["a", "b", "c"].map { try Probe(["count", path, $0, "40"]) }
            for probe in probes {
                var last: String?
                while let line = probe.line() { last = line }
                #expect(last == "40")
            }
            let entries = try JournalDatabase(creating: path).all().filter { $0.owner == .proxy("link-1") }
            #expect(Set(entries.compactMap(\.subjectID)).count == 3 * 40 * 3)
        }
    }

    @Test func `A full disk is reported as an error, and the batches committed before are kept`() throws {
        try withJournalPath { path in
            let probe = try Probe(["limit", path, "200000"])
            var (committed, error) = (0, "")
            while let line = probe.line() {
                if let number = Int(line) { committed = number } else { error = line }
            }
            #expect(error == "error: \(path): cannot be written: the disk is full")
            #expect(committed > 10)
            #expect(try JournalDatabase(creating: path).all().count == 3 * committed)
        }
    }

    /// All pieces as one.
    private static func extract(
        _ journal: JournalDatabase, limit: Int, after unwritten: [TimelineEntry] = []
    ) throws -> JournalExtract {
        var whole = JournalExtract()
        try journal.extract(limit: limit, after: unwritten) { piece in
            whole = JournalExtract(
                whole.entries + piece.entries, beginsAt: piece.beginsAt, observedUntil: piece.observedUntil,
                isCut: piece.isCut, isContinued: piece.isContinued)
        }
        return whole
    }

    @Test func `An extract comes in pieces, a short one first, and the last one says that there is more`() throws {
        try withJournalPath { path in
            let journal = try JournalDatabase(creating: path)
            let entries = (0..<1_500).map { entry("listener-\($0)", by: 1_000) }
            try journal.append(batch(entries, since: 900, until: 1_000))
            var pieces: [JournalExtract] = []
            try journal.extract(limit: 1_300) { pieces.append($0) }
            #expect(pieces.map(\.entries.count) == [200, 1_000, 100])
            #expect(pieces.map(\.isContinued) == [true, true, false])
            #expect(pieces.map(\.isCut) == [false, false, true])
            #expect(pieces.allSatisfy { $0.observedUntil == UnixTime(1_000) })
            let subjects = pieces.flatMap(\.entries).compactMap(\.subjectID)
            #expect(subjects == (200..<1_500).reversed().map { "listener-\($0)" })
            pieces = []
            try journal.extract(limit: 200) { pieces.append($0) }
            #expect(pieces.map(\.entries.count) == [200] && pieces.map(\.isCut) == [true])
        }
    }

    @Test func `An extract says how far the journal reaches back, and up to when somebody looked`() throws {
        try withJournalPath { path in
            var limits = JournalLimits(age: 100)
            limits.entriesKept = 2
            let journal = try JournalDatabase(creating: path, limits: limits)
            let empty = try Self.extract(journal, limit: 10)
            #expect(empty.entries.isEmpty && empty.beginsAt == nil && empty.observedUntil == nil && !empty.isCut)
            for time in stride(from: 1_000.0, to: 1_005, by: 1) {
                try journal.append(batch([entry("listener-\(Int(time))", by: time)], since: 900, until: time))
            }
            let all = try Self.extract(journal, limit: 10)
            #expect(all.entries.count == 5 && !all.isCut)
            #expect(all.beginsAt == UnixTime(900) && all.observedUntil == UnixTime(1_004))
            let some = try Self.extract(journal, limit: 3, after: [entry("listener-new", by: 1_005)])
            #expect(some.entries.map(\.subjectID) == ["listener-new", "listener-1004", "listener-1003"] && some.isCut)
            // What was removed is not known any more, whatever was observed then.
            try journal.prune(now: UnixTime(1_103))
            #expect(try Self.extract(journal, limit: 10).beginsAt == UnixTime(1_003))
        }
    }
}
