#include "csqlite.h"

int csqlite_bind_text(sqlite3_stmt *statement, int index, const char *text, size_t length) {
    // A null pointer would bind NULL, and Swift passes a null pointer for an empty text.
    const char *bytes = text != NULL ? text : "";
    return sqlite3_bind_text64(
        statement, index, bytes, (sqlite3_uint64)length, SQLITE_TRANSIENT, SQLITE_UTF8);
}

int csqlite_distrust(sqlite3 *database) {
    int result = sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    if (result == SQLITE_OK) result = sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    if (result == SQLITE_OK) result = sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    if (result == SQLITE_OK) result = sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    // SQLite refuses to read values that are longer than any value that this program writes.
    sqlite3_limit(database, SQLITE_LIMIT_LENGTH, 4 << 20);
    return result;
}

// Returns the last error number of a file, or 0. If the SQLite library records the last error per file, that number is
// more accurate than the one of the connection, which reads errno later.
static int last_error(sqlite3_file *file) {
    int number = 0;
    if (file == NULL || file->pMethods == NULL) return 0;
    return file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &number) == SQLITE_OK ? number : 0;
}

int csqlite_system_error(sqlite3 *database) {
    sqlite3_file *file = NULL;
    if ((sqlite3_extended_errcode(database) & 0xFF) == SQLITE_IOERR) {
        if (sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK) {
            const int number = last_error(file);
            if (number != 0) return number;
        }
        if (sqlite3_file_control(database, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file) == SQLITE_OK) {
            const int number = last_error(file);
            if (number != 0) return number;
        }
    }
    return sqlite3_system_errno(database);
}
