import Essentials
import FoundationEssentials
import Glibc
import Inventory
import Journal
import Reports
import Synchronization
import Testing

@Suite struct JournalKeeperTests {
    /// Collects the errors that a keeper reports.
    private final class Reports: Sendable {
        let errors = Mutex<[JournalError]>([])
        var reasons: [JournalError.Reason] { errors.withLock { $0.map(\.reason) } }
        func note(_ error: JournalError) { errors.withLock { $0.append(error) } }
    }

    private static func load(_ keeper: JournalKeeper, limit: Int = 100) async -> [String] {
        let subjects = Mutex<[String]>([])
        await withCheckedContinuation { continuation in
            keeper.load(limit: limit) { piece in
                subjects.withLock { $0 += piece.entries.compactMap(\.subjectID) }
                if !piece.isContinued { continuation.resume() }
            }
        }
        return subjects.withLock { $0 }
    }

    @Test func `Without a home directory the entries are kept in memory, and the error is reported once`() async throws
    {
        let reports = Reports()
        let keeper = JournalKeeper(path: { () throws(JournalError) in throw JournalError("", .noHome) }) {
            reports.note($0)
        }
        keeper.record(batch([entry("listener-1"), entry("listener-2")]))
        keeper.record(batch([entry("listener-3")]))
        #expect(await Self.load(keeper) == ["listener-3", "listener-2", "listener-1"])
        #expect(await Self.load(keeper, limit: 2) == ["listener-3", "listener-2"])
        #expect(reports.reasons == [.noHome])
        keeper.close(within: .seconds(1))
    }

    @Test func `Entries recorded before the account is known are written as soon as the account is known`() async throws
    {
        let (path, home) = try Self.makeHome()
        defer { Self.remove(home) }
        let reports = Reports()
        let known = Mutex<String?>(nil)
        let keeper = JournalKeeper(path: { known.withLock { $0 } }) { reports.note($0) }
        keeper.record(batch([entry("listener-1")]))
        #expect(await Self.load(keeper) == ["listener-1"])
        known.withLock { $0 = path }
        keeper.record(batch([entry("listener-2", after: 2_000, by: 2_030)], since: 1_030, until: 2_030))
        #expect(await Self.load(keeper) == ["listener-2", "listener-1"])
        #expect(reports.reasons == [])
        keeper.close(within: .seconds(5))
        #expect(try JournalDatabase(existing: path)?.all().count == 2)
    }

    @Test func `The reason is that of the first folder that cannot be made`() {
        // Nobody can make a folder there.
        let folder = "/sys/gaapscope-\(getpid())"
        #expect(mkdir(folder, 0o700) == -1)
        let refusal = errno
        #expect(refusal != ENOENT)
        do throws(JournalError) {
            _ = try JournalDatabase(creating: folder + "/account/journal.db")
            Issue.record("a journal in /sys")
        } catch {
            #expect(error.reason == .system(refusal, isWriting: true))
        }
    }

    @Test func `Entries from the file and from memory are combined`() async throws {
        let (path, home) = try Self.makeHome()
        defer { Self.remove(home) }
        let reports = Reports()
        let keeper = JournalKeeper(path: { path }) { reports.note($0) }
        keeper.record(batch([entry("listener-1")]))
        #expect(await Self.load(keeper) == ["listener-1"])
        #expect(reports.reasons == [])
        // The folder is replaced by a dangling link, and restored later.
        rename(home + "/state", home + "/away")
        #expect(symlink("/nowhere", home + "/state") == 0)
        keeper.record(batch([entry("listener-2", after: 2_000, by: 2_030)], since: 2_000, until: 2_030))
        keeper.record(batch([entry("listener-3", after: 2_030, by: 2_060)], since: 2_030, until: 2_060))
        #expect(await Self.load(keeper).prefix(2) == ["listener-3", "listener-2"])
        #expect(reports.reasons.count == 1)
        unlink(home + "/state")
        rename(home + "/away", home + "/state")
        #expect(await Self.load(keeper).prefix(2) == ["listener-3", "listener-2"])
        keeper.close(within: .seconds(5))
        let journal = try #require(try JournalDatabase(existing: path))
        #expect(try journal.all().count(where: { $0.health != nil }) == 3)
    }

    @Test func `A journal of a newer version is not changed, and the entries are kept in memory`() async throws {
        let (path, home) = try Self.makeHome()
        defer { Self.remove(home) }
        do { try Self.makeNewer(path) }
        let reports = Reports()
        let keeper = JournalKeeper(path: { path }) { reports.note($0) }
        keeper.record(batch([entry("listener-1")]))
        keeper.record(batch([entry("listener-2")]))
        #expect(await Self.load(keeper) == ["listener-2", "listener-1"])
        #expect(reports.reasons == [.newer(version: 2)])
    }

    private static func makeNewer(_ path: String) throws {
        do { _ = try JournalDatabase(creating: path) }
        // The version is at bytes 60 to 63 of the header.
        let file = open(path, O_WRONLY)
        defer { close(file) }
        #expect(pwrite(file, [0, 0, 0, 2] as [UInt8], 4, 60) == 4)
    }

    private static func makeHome() throws -> (path: String, home: String) {
        let home = FileManager.default.temporaryDirectory.appending(path: "gaapscope-\(UUID().uuidString)").path
        guard mkdir(home, 0o700) == 0 else { throw ProbeError() }
        return (home + "/state/account/journal.db", home)
    }

    private static func remove(_ home: String) {
        for name in ["state/account/journal.db", "state/account/journal.db-journal", "state/account", "state", ""] {
            _ = Glibc.remove(home + "/" + name)
        }
    }
}
