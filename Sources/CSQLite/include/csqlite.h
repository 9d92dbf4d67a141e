// SQLite as Swift can call it: the library's own header, and functions in place of what Swift cannot import.

#ifndef CSQLITE_H
#define CSQLITE_H

#include <sqlite3.h>
#include <stddef.h>

// Binds a copy of a text to a parameter. Swift does not import SQLITE_TRANSIENT.
int csqlite_bind_text(sqlite3_stmt *statement, int index, const char *text, size_t length);

// Prepares a connection for a file that another person may have made: the schema is data, no function in it is trusted,
// and nothing may write to the file behind SQLite's back.
int csqlite_distrust(sqlite3 *database);

// The error number of the system behind the last error of a connection, or 0.
int csqlite_system_error(sqlite3 *database);

#endif
