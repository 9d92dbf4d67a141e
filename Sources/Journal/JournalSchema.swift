// The tables of a journal. docs/journal.md describes them for users who read the file with another program. A change of
// their meaning requires a new version.

enum JournalSchema {
    /// `PRAGMA application_id`: the letters GAAP.
    static let applicationID = 0x4741_4150
    /// `PRAGMA user_version`: the version that is written, and the newest version that can be read.
    static let version = 1

    /// The statements avoid features that older versions of SQLite cannot open, such as STRICT tables.
    static let statements = """
        CREATE TABLE entry (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            sweep INTEGER NOT NULL,
            seen_before REAL,
            seen_after REAL NOT NULL,
            kind TEXT NOT NULL,
            subject TEXT,
            name TEXT NOT NULL,
            port INTEGER,
            owner TEXT,
            owner_kind TEXT,
            owner_name TEXT NOT NULL,
            access_region TEXT,
            origin_region TEXT,
            from_state TEXT,
            to_state TEXT,
            cause_kind TEXT,
            cause TEXT,
            details TEXT
        );
        CREATE INDEX entry_seen_after ON entry (seen_after);
        CREATE INDEX entry_subject ON entry (subject, id);
        CREATE TABLE observed (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            writer TEXT NOT NULL,
            scope TEXT NOT NULL,
            since REAL NOT NULL,
            until REAL NOT NULL
        );
        CREATE INDEX observed_scope ON observed (scope, until);
        """

    static let columns = """
        id, sweep, seen_before, seen_after, kind, subject, name, port, owner, owner_kind, owner_name, access_region, \
        origin_region, from_state, to_state, cause_kind, cause, details
        """
}
