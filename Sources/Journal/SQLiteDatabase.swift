// A connection to a database and its prepared statements. Only this code calls SQLite. A connection must not be used by
// several threads at the same time. It belongs to the journal's queue.

import CSQLite
import Essentials

/// A value of a statement parameter.
enum SQLiteValue {
    case null
    case integer(Int)
    case real(Double)
    case text(String)

    init(_ text: String?) { self = text.map(SQLiteValue.text) ?? .null }
    init(_ number: Int?) { self = number.map(SQLiteValue.integer) ?? .null }
    init(_ number: Double?) { self = number.map(SQLiteValue.real) ?? .null }
}

final class SQLiteDatabase {
    let path: String
    private let handle: OpaquePointer
    private var statements: [String: OpaquePointer] = [:]

    /// Opens an existing file. If the database cannot be written, it is opened for reading.
    /// - Parameter patience: how long to wait for other programs, in milliseconds.
    init(path: String, patience: Int32) throws(JournalError) {
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let result = ByteText.withCString(path) { sqlite3_open_v2($0, &opened, flags, nil) }
        guard result == SQLITE_OK, let opened else {
            defer { sqlite3_close(opened) }
            throw JournalError(path, Self.reason(result, opened))
        }
        handle = opened
        self.path = path
        sqlite3_busy_timeout(handle, patience)
        _ = csqlite_distrust(handle)
    }

    deinit {
        for statement in statements.values { sqlite3_finalize(statement) }
        sqlite3_close(handle)
    }

    // MARK: Statements

    /// Runs one or more statements without values.
    func execute(_ text: String) throws(JournalError) {
        try check(sqlite3_exec(handle, text, nil, nil, nil))
    }

    /// Runs a statement until it is complete.
    func run(_ text: String, _ values: [SQLiteValue] = []) throws(JournalError) {
        try query(text, values) { _ in false }
    }

    /// Runs a statement and passes its rows to `body` until there are no more, or `body` returns false.
    func query(
        _ text: String, _ values: [SQLiteValue] = [], _ body: (SQLiteRow) -> Bool
    ) throws(JournalError) {
        let statement = try prepared(text)
        defer {
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
        }
        for (index, value) in values.enumerated() { try bind(value, to: Int32(index + 1), of: statement) }
        while true {
            let result = sqlite3_step(statement)
            switch result {
            case SQLITE_ROW: if !body(SQLiteRow(statement: statement)) { return }
            case SQLITE_DONE: return
            default: throw JournalError(path, Self.reason(result, handle))
            }
        }
    }

    /// Returns the first column of the first row as a number, or nil if it is null or there is no row.
    func number(_ text: String, _ values: [SQLiteValue] = []) throws(JournalError) -> Int? {
        var found: Int?
        try query(text, values) { row in
            found = row.integer(0)
            return false
        }
        return found
    }

    /// Runs statements as one transaction: all of them, or none.
    func transaction(
        writes: Bool = true, _ body: () throws(JournalError) -> Void
    ) throws(JournalError) {
        // The write lock is taken immediately, so that waiting for another writer cannot end in a deadlock.
        try execute(writes ? "BEGIN IMMEDIATE" : "BEGIN")
        do throws(JournalError) {
            try body()
            try execute("COMMIT")
        } catch {
            // SQLite may have rolled back already. In either case, the transaction has no effect.
            sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
            throw error
        }
    }

    /// Whether the file was renamed or removed.
    var hasMoved: Bool {
        var moved: Int32 = 0
        return sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved != 0
    }

    /// Whether the last statement changed a row.
    var hasChanged: Bool { sqlite3_changes(handle) > 0 }
    var lastRow: Int { Int(sqlite3_last_insert_rowid(handle)) }
    var isReadOnly: Bool { sqlite3_db_readonly(handle, "main") == 1 }

    private func prepared(_ text: String) throws(JournalError) -> OpaquePointer {
        if let known = statements[text] { return known }
        var statement: OpaquePointer?
        try check(sqlite3_prepare_v3(handle, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil))
        guard let statement else { throw JournalError(path, .other("not a statement")) }
        statements[text] = statement
        return statement
    }

    private func bind(_ value: SQLiteValue, to index: Int32, of statement: OpaquePointer) throws(JournalError) {
        switch value {
        case .null: try check(sqlite3_bind_null(statement, index))
        case .integer(let number): try check(sqlite3_bind_int64(statement, index, Int64(number)))
        case .real(let number): try check(sqlite3_bind_double(statement, index, number))
        case .text(let text):
            var text = text
            let result = text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) {
                    csqlite_bind_text(statement, index, $0.baseAddress, $0.count)
                }
            }
            try check(result)
        }
    }

    private func check(_ result: Int32) throws(JournalError) {
        guard result == SQLITE_OK else { throw JournalError(path, Self.reason(result, handle)) }
    }

    private static func reason(_ result: Int32, _ handle: OpaquePointer?) -> JournalError.Reason {
        let text = handle.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) } ?? "SQLite \(result)"
        return JournalError.Reason(
            extended: result, errno: handle.map { csqlite_system_error($0) } ?? 0, text: text)
    }
}

/// A row of a result. Every getter works for a value of any type, because SQLite converts it.
struct SQLiteRow {
    fileprivate let statement: OpaquePointer

    private func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

    func integer(_ column: Int32) -> Int? {
        isNull(column) ? nil : Int(sqlite3_column_int64(statement, column))
    }

    func real(_ column: Int32) -> Double? { isNull(column) ? nil : sqlite3_column_double(statement, column) }

    /// Returns a column as text. Bytes that are not UTF-8 become U+FFFD.
    func text(_ column: Int32) -> String? { buffer(column).map { String(decoding: $0, as: UTF8.self) } }

    func bytes(_ column: Int32) -> [UInt8]? { buffer(column).map(Array.init) }

    /// The bytes of a text, which are valid until the next row.
    private func buffer(_ column: Int32) -> UnsafeBufferPointer<UInt8>? {
        guard !isNull(column), let start = sqlite3_column_text(statement, column) else { return nil }
        return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
    }
}
