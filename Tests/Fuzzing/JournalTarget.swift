// The file of a journal. If the first byte is even, the bytes overwrite a part of a good file, at the place that the
// next two bytes say. Otherwise they are the values of a row, separated by line feeds.

import Essentials
import FoundationEssentials
import Glibc
import Inventory
import Reports
import Synchronization

@testable import Journal

enum JournalTarget {
    private static let count = Mutex(0)

    /// A folder of this process, in memory where the system has such a place.
    private static let folder: String = {
        let base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
        let path = "\(base)/gaapscope-fuzz-\(getpid())"
        mkdir(path, 0o700)
        return path
    }()

    static func run(_ bytes: [UInt8]) throws {
        guard let first = bytes.first else { return }
        let number = count.withLock { count in
            count += 1
            return count
        }
        let path = "\(folder)/\(number).db"
        defer { for end in ["", "-journal", "-wal", "-shm"] { unlink(path + end) } }
        if first % 2 == 0 {
            overwrite(path, with: bytes.dropFirst())
        } else {
            try insert(bytes.dropFirst(), into: path)
        }
        try read(path)
    }

    /// The bytes of a journal with some entries.
    private static let good: [UInt8] = {
        let path = "\(folder)/good.db"
        defer { unlink(path) }
        guard let journal = try? JournalDatabase(creating: path) else { return [] }
        let entries: [TimelineEntry] = (0..<5).map { index in
            TimelineEntry(
                interval: .init(after: UnixTime(1_790_000_000), by: UnixTime(1_790_000_060 + Double(index))),
                what: index % 2 == 0
                    ? .gap(nil)
                    : .unreadable(.proxy("link-\(index)"), name: "web", reason: Wording(verbatim: "HTTP status 502")))
        }
        try? journal.append(
            JournalBatch(
                .all, since: UnixTime(1_790_000_000), until: UnixTime(1_790_000_100), longestGap: 60, entries: entries))
        return Array(FileManager.default.contents(atPath: path) ?? Data())
    }()

    private static func overwrite(_ path: String, with bytes: ArraySlice<UInt8>) {
        var content = good
        let place = bytes.prefix(2).reduce(0) { $0 * 256 + Int($1) } % max(1, content.count)
        for (index, byte) in zip(place..<content.count, bytes.dropFirst(2)) { content[index] = byte }
        _ = FileManager.default.createFile(atPath: path, contents: Data(content))
    }

    private static func insert(_ bytes: ArraySlice<UInt8>, into path: String) throws {
        _ = FileManager.default.createFile(atPath: path, contents: Data(good))
        let journal = try JournalDatabase(creating: path)
        let parts = bytes.split(separator: 0x0A, maxSplits: 18, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        let names = JournalSchema.columns.split(whereSeparator: { $0 == "," || $0.isWhitespace }).map(String.init)
        let values: [SQLiteValue] = names.indices.map { index in
            guard parts.indices.contains(index), !parts[index].isEmpty else {
                return names[index] == "id" ? .null : .text("")
            }
            if parts[index] == "NULL" { return .null }
            return Double(parts[index]).map(SQLiteValue.real) ?? .text(parts[index])
        }
        let marks = names.map { _ in "?" }.joined(separator: ",")
        do throws(JournalError) {
            try journal.database.run("INSERT INTO entry (\(JournalSchema.columns)) VALUES (\(marks))", values)
        } catch {
            // The table refuses some rows, such as one with an id that is not a number.
        }
    }

    private static func read(_ path: String) throws {
        do throws(JournalError) {
            guard let journal = try JournalDatabase(existing: path) else { return }
            var count = 0
            try journal.extract(limit: 100) { count += $0.entries.count }
            if count > 100 { throw JournalError(path, .noHome) }
            _ = try journal.lastReadability()
            _ = try journal.lastObserved()
        } catch {
            try FailedCheck.unless(!"\(error)".isEmpty, "an error has a description")
            if case .noHome = error.reason { throw FailedCheck("a limit bounds the entries") }
        }
    }
}
