// The journal of one account: one SQLite database with a rollback journal, which also works on network file systems
// (docs/decisions). Several programs may write at the same time, and each change is one transaction. A committed
// transaction is on disk, whatever happens to the program afterwards.

package import Essentials
import Glibc
package import Inventory
package import Reports

/// The limits of a journal.
package struct JournalLimits: Sendable {
    /// The maximum age of an entry in seconds.
    package var age: Double
    /// The maximum size of the file in bytes.
    package var size: Int
    /// The number of entries that are kept regardless of their age, so that setting the clock forward does little
    /// damage.
    package var entriesKept = 1_000

    package init(age: Double = 30 * 86_400, size: Int = 64 << 20) {
        self.age = age
        self.size = size
    }
}

package final class JournalDatabase {
    let database: SQLiteDatabase
    private let limits: JournalLimits
    private let writer: String
    /// The row that contains the current observation of each scope.
    private var observations: [String: Int] = [:]
    private var batchesSincePruning = 0

    /// How long to wait for other programs that write, in milliseconds.
    private static let patience: Int32 = 2_000
    /// The number of batches between two checks of the limits.
    private static let pruningPause = 100

    /// Opens a journal for reading and writing, and creates it if it does not exist.
    package convenience init(creating path: String, limits: JournalLimits = JournalLimits()) throws(JournalError) {
        try self.init(resolved: JournalFile.prepare(path), limits)
        if database.isReadOnly {
            let isRefused = ByteText.withCString(database.path) { access($0, W_OK) } != 0
            throw JournalError(path, .system(isRefused ? errno : EACCES, isWriting: true))
        }
        try createTables()
    }

    /// Opens a journal for reading. Returns nil if there is no journal.
    package convenience init?(existing path: String) throws(JournalError) {
        guard let found = try JournalFile.find(path) else { return nil }
        try self.init(resolved: found, JournalLimits())
        // The file was created, but nothing has been written to it.
        guard try database.number("PRAGMA user_version") != 0 else { return nil }
    }

    private init(resolved path: String, _ limits: JournalLimits) throws(JournalError) {
        self.limits = limits
        writer = String(UInt64.random(in: .min ... .max), radix: 16)
        database = try SQLiteDatabase(path: path, patience: Self.patience)
        try checkFormat()
    }

    private func checkFormat() throws(JournalError) {
        var (version, application, tables) = (0, 0, 0)
        // The values are read in one transaction, because another program may be about to create the tables.
        try database.transaction(writes: false) { () throws(JournalError) in
            version = try database.number("PRAGMA user_version") ?? 0
            application = try database.number("PRAGMA application_id") ?? 0
            tables = try database.number("SELECT count(*) FROM sqlite_master") ?? 0
        }
        if version == 0, application == 0, tables == 0 { return }
        guard application == JournalSchema.applicationID else { throw JournalError(database.path, .notJournal) }
        if version > JournalSchema.version { throw JournalError(database.path, .newer(version: version)) }
    }

    private func createTables() throws(JournalError) {
        // Another program may have enabled the write-ahead log, which network file systems do not support.
        try database.execute("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL")
        guard try database.number("PRAGMA user_version") == 0 else { return }
        try database.execute("PRAGMA auto_vacuum = INCREMENTAL")
        try database.transaction { () throws(JournalError) in
            // Another program may have created the tables while this program waited.
            guard try database.number("PRAGMA user_version") == 0 else { return }
            try database.execute(JournalSchema.statements)
            try database.execute(
                """
                PRAGMA application_id = \(JournalSchema.applicationID);
                PRAGMA user_version = \(JournalSchema.version)
                """)
        }
    }

    /// Whether the file was moved or removed, so that entries written to it would be lost.
    package var hasMoved: Bool { database.hasMoved }

    // MARK: Writing

    /// Adds the entries of a batch in one transaction. A change that another observer has also seen is stored once,
    /// with the time interval on which both agree.
    package func append(_ batch: JournalBatch) throws(JournalError) {
        var observation: Int?
        try database.transaction { () throws(JournalError) in
            // The last entry has the highest number. max(sweep) would read the whole table.
            let sweep = 1 + (try database.number("SELECT sweep FROM entry ORDER BY id DESC LIMIT 1") ?? 0)
            observation = try observe(batch, sweep: sweep)
            for entry in batch.entries where try !narrow(entry) { try insert(entry, sweep: sweep) }
        }
        if let scope = batch.scope.word { observations[scope] = observation }
        batchesSincePruning += 1
        if batchesSincePruning >= Self.pruningPause { try prune(now: batch.until) }
    }

    private func insert(_ entry: TimelineEntry, sweep: Int) throws(JournalError) {
        try database.run(
            "INSERT INTO entry (\(JournalSchema.columns.dropFirst(4))) VALUES (\(Self.marks))",
            entry.values(sweep: sweep))
    }

    private static let marks = Array(repeating: "?", count: 17).joined(separator: ", ")

    /// Returns whether the change is already stored, by another observer or from before the history of its origin was
    /// known. If so, narrows its time interval.
    private func narrow(_ entry: TimelineEntry) throws(JournalError) -> Bool {
        guard let subject = entry.subjectID else { return false }
        var known: (id: Int, entry: TimelineEntry)?
        let query = "SELECT \(JournalSchema.columns) FROM entry WHERE subject = ? ORDER BY id DESC LIMIT 20"
        try database.query(query, [.text(subject)]) { row in
            guard let found = TimelineEntry(row), found.isSame(as: entry), let id = row.integer(0) else { return true }
            known = (id, found)
            return false
        }
        guard let known else { return false }
        let narrowed = known.entry.narrowed(by: entry.interval)
        if narrowed != known.entry.interval {
            try database.run(
                "UPDATE entry SET seen_before = ?, seen_after = ? WHERE id = ?",
                [SQLiteValue(narrowed.after?.seconds), .real(narrowed.by.seconds), .integer(known.id)])
        }
        return true
    }

    /// Records until when a scope was observed, and adds an entry for a time without observation. Returns the row of
    /// the observation.
    private func observe(_ batch: JournalBatch, sweep: Int) throws(JournalError) -> Int? {
        guard let scope = batch.scope.word else { return nil }
        let until = SQLiteValue.real(batch.until.seconds)
        if let row = observations[scope] {
            // After a gap, or after the clock was set back, a new observation starts.
            try database.run(
                "UPDATE observed SET until = ?1 WHERE id = ?2 AND until <= ?1 AND ?1 - until <= ?3",
                [until, .integer(row), .real(batch.longestGap)])
            if database.hasChanged { return row }
        }
        // If another program continues an observation, that observation counts up to the start of this one. An
        // observation from before the clock was set back is ignored.
        var last: Double?
        let since = min(batch.since, batch.until)
        try database.query(
            "SELECT max(min(until, ?2)) FROM observed WHERE scope IN (?1, 'all') AND since <= ?2",
            [.text(scope), .real(since.seconds)]
        ) { row in
            last = row.real(0)
            return false
        }
        if let last, since.seconds - last > batch.longestGap {
            let gap = TimelineEntry(
                interval: TimelineEntry.Interval(after: UnixTime(last), by: since), what: .gap(batch.scope.owner))
            try insert(gap, sweep: sweep)
        }
        try database.run(
            "INSERT INTO observed (writer, scope, since, until) VALUES (?, ?, ?, ?)",
            [.text(writer), .text(scope), .real(since.seconds), until])
        return database.lastRow
    }

    /// Removes the entries that exceed the limits.
    package func prune(now: UnixTime) throws(JournalError) {
        batchesSincePruning = 0
        let oldest = SQLiteValue.real(now.seconds - limits.age)
        try database.transaction { () throws(JournalError) in
            try database.run(
                "DELETE FROM entry WHERE seen_after < ? AND id <= (SELECT max(id) FROM entry) - ?",
                [oldest, .integer(limits.entriesKept)])
            try database.run("DELETE FROM observed WHERE until < ? AND id < (SELECT max(id) FROM observed)", [oldest])
            try removeOldest()
        }
        // Removing entries leaves free pages, which the file does not need.
        try database.execute("PRAGMA incremental_vacuum(10000)")
    }

    /// Keeps the size below nine tenths of the limit, so that not every check of the limits has to remove entries.
    private func removeOldest() throws(JournalError) {
        let pageSize = try database.number("PRAGMA page_size") ?? 4_096
        func usedBytes() throws(JournalError) -> Int {
            let pages = try database.number("PRAGMA page_count") ?? 0
            let free = try database.number("PRAGMA freelist_count") ?? 0
            return (pages - free) * pageSize
        }
        guard try usedBytes() > limits.size / 10 * 9 else { return }
        while try usedBytes() > limits.size / 10 * 8 {
            let first = try database.number("SELECT min(id) FROM entry") ?? 0
            let last = try database.number("SELECT max(id) FROM entry") ?? 0
            guard first < last else { return }
            try database.run("DELETE FROM entry WHERE id < ?", [.integer(first + max(1, (last - first) / 10))])
        }
    }

    // MARK: Reading

    /// Passes the entries whose change was seen between two times to `body`, the last written first, until there are no
    /// more or `body` returns false.
    package func read(
        since: UnixTime? = nil, until: UnixTime? = nil, _ body: (TimelineEntry) -> Bool
    ) throws(JournalError) {
        let times = [SQLiteValue(since?.seconds), SQLiteValue(until?.seconds)]
        let range = "(?1 IS NULL OR seen_after >= ?1) AND (?2 IS NULL OR seen_after <= ?2)"
        // This query uses only the index. After it, the rows are read one by one without sorting, so the first row is
        // available immediately.
        let first =
            since == nil
            ? 0 : try database.number("SELECT min(id) FROM entry WHERE seen_after >= ?", [SQLiteValue(since?.seconds)])
        guard let first else { return }
        try database.query(
            """
            SELECT \(JournalSchema.columns) FROM entry NOT INDEXED WHERE id >= ?3 AND \(range) ORDER BY id DESC
            """, times + [.integer(first)]
        ) { row in TimelineEntry(row).map(body) ?? true }
    }

    /// Returns until when the whole account, or an owner, was observed last, or nil if it never was.
    package func lastObserved(_ owner: OwnerID? = nil) throws(JournalError) -> UnixTime? {
        var last: Double?
        try database.query(
            "SELECT max(until) FROM observed WHERE scope IN ('all', ?)", [SQLiteValue(owner?.text)]
        ) { row in
            last = row.real(0)
            return false
        }
        return last.map { UnixTime($0) }
    }

    /// Returns the last entry of each owner, and of the account, that says whether it could be read.
    package func lastReadability() throws(JournalError) -> [TimelineEntry] {
        var entries: [TimelineEntry] = []
        try database.query(
            """
            SELECT \(JournalSchema.columns) FROM entry WHERE id IN
                (SELECT max(id) FROM entry WHERE kind IN ('unreadable', 'readable') GROUP BY subject)
            """
        ) { row in
            if let entry = TimelineEntry(row) { entries.append(entry) }
            return true
        }
        return entries
    }
}

extension JournalBatch.Scope {
    /// The scope in the format of the table. nil if the batch is not an observation.
    fileprivate var word: String? {
        switch self {
        case .all: "all"
        case .owner(let owner): owner.text
        case .part: nil
        }
    }

    fileprivate var owner: OwnerID? { if case .owner(let owner) = self { owner } else { nil } }
}
