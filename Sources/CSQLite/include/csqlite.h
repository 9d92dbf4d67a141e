// The SQLite interface for Swift: the header of the library, and functions that replace those that Swift cannot import.

#ifndef CSQLITE_H
#define CSQLITE_H

#include <sqlite3.h>
#include <stddef.h>

// Binds a copy of a text to a parameter. Swift does not import SQLITE_TRANSIENT.
int csqlite_bind_text(sqlite3_stmt *statement, int index, const char *text, size_t length);

// Prepares a connection for a file that another person may have created. The schema is treated as data: functions in
// the schema are not trusted, triggers and views are disabled, and SQL statements cannot write to the file's internal
// structures.
int csqlite_distrust(sqlite3 *database);

// Returns the system error number (errno) behind the last error of a connection, or 0.
int csqlite_system_error(sqlite3 *database);

#endif
