import CSQLite
import Essentials
import FoundationEssentials
import Glibc
import Inventory
import Reports
import Testing

@testable import Journal

@Suite struct JournalDatabaseTests {
    @Test func `A file system without locks is the reason, and leaves no other file behind`() throws {
        try withJournalPath { path in
            do throws(JournalError) {
                _ = try JournalFile.prepare(path) { _ in
                    errno = ENOLCK
                    return false
                }
                Issue.record("no error")
            } catch {
                #expect(error.reason == .system(ENOLCK, isWriting: true) && error.isTemporary)
            }
            _ = try JournalFile.prepare(path)
            let folder = path.split(separator: "/").dropLast().joined(separator: "/")
            #expect(try FileManager.default.contentsOfDirectory(atPath: "/" + folder) == ["journal.db"])
        }
    }

    @Test func `Every kind of entry is read as it was written, newest first`() throws {
        let place = TimelineEntry.Place(ownerName: "gateway", accessRegion: "Hong Kong")
        let interval = TimelineEntry.Interval(after: UnixTime(1_000), by: UnixTime(1_030))
        let subject = Change.Subject(id: "listener-2", name: "名称 \"x\"\n", port: nil, owner: .group("lg-1"))
        let fields = [
            FieldChange(
                field: "DelayLoop", origin: nil, from: Wording("5 s", zh: "5 秒"), to: Wording("10 s", zh: "10 秒")),
            FieldChange(field: "RealServerWeight", origin: "10.0.0.1", from: nil, to: Wording(verbatim: "")),
        ]
        let whats: [TimelineEntry.What] = [
            .listener(Change(subject: subject, what: .added(as: .none))),
            .listener(Change(subject: subject, what: .removed(was: .unknown))),
            .listener(Change(subject: subject, what: .moved(from: .proxy("link-1"), to: .group("lg-1")))),
            .listener(Change(subject: subject, what: .configuration(fields))),
            .owner(OwnerChange(owner: .proxy("link-9"), name: "pay", what: .added)),
            .owner(OwnerChange(owner: .proxy("link-9"), name: "pay", what: .removed)),
            .owner(OwnerChange(owner: .group("lg-9"), name: "", what: .changed(fields))),
            .unreadable(.proxy("link-9"), name: "pay", reason: Wording("timed out", zh: "超时")),
            .readable(.group("lg-9"), name: "x"),
            .gap(nil), .gap(.proxy("link-3")),
        ]
        let causes: [TimelineEntry.Cause?] = [
            nil, .origin("10.3.1.7"), .owner(.proxy("link-1")), .owner(.group("lg-1")), .configuration("a -> b"),
        ]
        var written = whats.enumerated().map { index, what in
            TimelineEntry(interval: interval, what: what, place: place, cause: causes[index % causes.count], sweep: 1)
        }
        var health = entry(after: nil)
        health.sweep = 1
        written.append(health)
        try withJournalPath { path in
            try JournalDatabase(creating: path).append(batch(written))
            let read = try #require(try JournalDatabase(existing: path)).all()
            #expect(read == written.reversed())
        }
    }

    @Test func `Only the user can read the journal, whatever the umask of the process`() throws {
        try withJournalPath { path in
            let mask = umask(0)
            defer { umask(mask) }
            let journal = try JournalDatabase(creating: path)
            try journal.append(batch([entry()]))
            var facts = stat()
            #expect(lstat(path, &facts) == 0 && facts.st_mode & 0o777 == 0o600)
            let folder = path.split(separator: "/").dropLast().joined(separator: "/")
            #expect(lstat("/" + folder, &facts) == 0 && facts.st_mode & 0o777 == 0o700)
        }
    }

    @Test(arguments: ["file", "folder"])
    func `A symbolic link is not followed`(kind: String) throws {
        try withJournalPath { path in
            let folder = path.dropLast("/journal.db".count)
            if kind == "file" {
                try JournalDatabase(creating: path + "-other").append(batch([]))
                symlink(path + "-other", path)
            } else {
                mkdir(String(folder.dropLast("/account".count)), 0o700)
                mkdir(folder + "-other", 0o700)
                symlink(folder + "-other", String(folder))
            }
            #expect { try JournalDatabase(creating: path) } throws: { error in
                guard case .notRegular? = (error as? JournalError)?.reason else { return false }
                return true
            }
        }
    }

    @Test func `A named pipe in place of the file is rejected without blocking`() throws {
        try withJournalPath { path in
            try JournalDatabase(creating: path + "-other").append(batch([]))
            mkfifo(path, 0o600)
            #expect(throws: JournalError.self) { try JournalDatabase(creating: path) }
            #expect(throws: JournalError.self) { try JournalDatabase(existing: path) }
        }
    }

    @Test func `Opening a journal that was never written returns nil`() throws {
        try withJournalPath { path in
            let journal = try JournalDatabase(existing: path)
            #expect(journal == nil)
            #expect(throws: JournalError.self) { try JournalDatabase(existing: "relative/journal.db") }
        }
    }

    @Test(arguments: [
        ("text", JournalError.Reason.notJournal), ("foreign", .notJournal), ("newer", .newer(version: 2)),
    ])
    func `A file that is not a journal of this version is not changed`(
        kind: String, reason: JournalError.Reason
    ) throws {
        try withJournalPath { path in
            do {
                _ = try JournalDatabase(creating: path)
            }
            if kind == "text" {
                try write(Array("this is a letter to somebody, and it is longer than a header.".utf8), to: path)
            } else {
                let text = kind == "newer" ? "PRAGMA user_version = 2" : "PRAGMA application_id = 7"
                try SQLiteDatabase(path: path, patience: 0).execute(text)
            }
            let before = try read(path)
            #expect { try JournalDatabase(creating: path) } throws: { ($0 as? JournalError)?.reason == reason }
            #expect { try JournalDatabase(existing: path) } throws: { ($0 as? JournalError)?.reason == reason }
            let after = try read(path)
            #expect(after == before)
        }
    }

    @Test func `If the folder cannot be created, the error names the folder`() throws {
        try withJournalPath { path in
            let home = String(path.dropLast("/state/account/journal.db".count))
            try write([], to: home + "/state")
            #expect { try JournalDatabase(creating: path) } throws: { error in
                guard let error = error as? JournalError, case .system(ENOTDIR, _) = error.reason else { return false }
                let text = error.words { Wording(verbatim: "errno \($0)") }
                return text[.english].hasPrefix(home + "/state/account: cannot be written")
                    && text[.chinese].contains("无法写入") && error.isTemporary
            }
        }
    }

    @Test func `Entries that another program changed never stop the reading`() throws {
        try withJournalPath { path in
            try JournalDatabase(creating: path).append(batch([entry()]))
            let database = try SQLiteDatabase(path: path, patience: 0)
            let odd = [
                "kind = 'later kind'", "seen_after = 9e999", "seen_after = 'noon', seen_before = x'ff00'",
                "from_state = 'WORSE'", "subject = NULL", "details = '{\"origins\":7'", "details = x'c328'",
                "port = 9223372036854775807, name = x'ff', sweep = 'x'", "owner_kind = 'planet'", "cause_kind = 'moon'",
                "details = '{\"origins\":[1,{\"address\":5},{\"address\":\"a\",\"from\":\"?!\",\"wentDown\":{}}]}'",
            ]
            for change in odd {
                try database.execute(
                    """
                    INSERT INTO entry (\(JournalSchema.columns.dropFirst(4))) SELECT \(JournalSchema.columns.dropFirst(4))
                    FROM entry WHERE id = 1;
                    UPDATE entry SET \(change) WHERE id = (SELECT max(id) FROM entry)
                    """)
            }
            let journal = try #require(try JournalDatabase(existing: path))
            let read = try journal.all()
            #expect(read.count == 8, "\(read)")
            #expect(read.contains { $0.subjectID == "listener-1" && $0.cause == .origin("10.3.1.7") })
        }
    }

    @Test func `A damaged file is an error, not an empty journal`() throws {
        try withJournalPath { path in
            do {
                let journal = try JournalDatabase(creating: path)
                try journal.append(batch((1...500).map { entry("listener-\($0)") }))
            }
            var bytes = try read(path)
            for index in bytes.indices.dropFirst(4_096) { bytes[index] = 0xA5 }
            try write(bytes, to: path)
            #expect { try JournalDatabase(creating: path).append(batch([entry()], until: 2_000)) } throws: {
                ($0 as? JournalError)?.reason == .damaged
            }
        }
    }

    @Test func `A time range is read by the time at which a change was seen`() throws {
        try withJournalPath { path in
            let journal = try JournalDatabase(creating: path)
            for time in stride(from: 1_000.0, through: 1_100, by: 20) {
                try journal.append(
                    batch([entry("listener-\(Int(time))", after: time - 20, by: time)], since: time, until: time))
            }
            let ids = try journal.all(since: 1_040, until: 1_080).compactMap(\.subjectID)
            #expect(ids == ["listener-1080", "listener-1060", "listener-1040"])
            #expect(try journal.all(since: 5_000).isEmpty)
            #expect(try journal.all(until: 1_000).count == 1)
            #expect(try journal.lastObserved() == UnixTime(1_100))
        }
    }

    private func read(_ path: String) throws -> [UInt8] {
        let file = open(path, O_RDONLY)
        try #require(file >= 0)
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        bytes.removeLast(bytes.count - max(0, Glibc.read(file, &bytes, bytes.count)))
        return bytes
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        try #require(file >= 0)
        defer { close(file) }
        #expect(Glibc.write(file, bytes, bytes.count) == bytes.count)
    }
}
