// Linked into packaged files only. The two texts are weak references elsewhere: Sources/CVersion and Sources/CTerminal.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

// How the file is linked, for `gaapscope --version`.
const char packaged_linkage[] = LINKAGE;

// ncurses is linked to the functions of Sources/CTerminal/characters.c.
const char packaged_characters[] = "UTF-8";

// Swift's runtime looks for a program that prints backtraces, beside itself, before main. No packaged file has one beside it,
// and in a static program the search ends the process where /proc is missing. The linker puts this in place of the search.
char *__wrap_swift_copyAuxiliaryExecutablePath(const char *folder, const char *name);
char *__wrap_swift_copyAuxiliaryExecutablePath(const char *folder, const char *name) {
    (void)folder;
    (void)name;
    return 0;
}

// libdispatch counts which of its threads are running by /proc/ID/stat, once a second, and ends the process where a thread has
// no such file. In packaged files its references to open lead here: where /proc is missing, a thread counts as running.
int packaged_open(const char *path, int flags, ...);
int packaged_open(const char *path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    const int file = open(path, flags, mode);
    const char *end = strrchr(path, '/');
    if (file >= 0 || errno != ENOENT || strncmp(path, "/proc/", 6) != 0 || strcmp(end, "/stat") != 0) return file;
    static const char running[] = "0 (thread) R";
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return -1;
    const ssize_t written = write(ends[1], running, sizeof running - 1);
    close(ends[1]);
    if (written > 0) return ends[0];
    close(ends[0]);
    return -1;
}
