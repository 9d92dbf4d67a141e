// Keeps the thread pools working where /proc is missing or no descriptor is left.
//
// While work is waiting, libdispatch counts once a second which of its threads are running: it opens /proc/ID/stat of
// each thread, and ends the process (SIGILL) if it cannot open one of these files. libdispatch has no setting that
// disables this. The program therefore defines its own `open`, which the linker prefers to the one of the C library,
// for libraries as well. It behaves like the C library's `open`, except that it returns a substitute for these files.

#define _GNU_SOURCE
#include "cprocess.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

// Returns whether a path is /proc/ID/stat of a thread of this process.
static bool is_own_thread(const char *path) {
    if (strncmp(path, "/proc/", 6) != 0 || path[6] < '1' || path[6] > '9') return false;
    char *end;
    const long number = strtol(path + 6, &end, 10);
    return strcmp(end, "/stat") == 0 && syscall(SYS_tgkill, getpid(), number, 0) == 0;
}

int process_open_own_thread(const char *path) {
    if (!is_own_thread(path)) return -1;
    static const char running[] = "0 (thread) R";
    int ends[2];
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return PROCESS_NO_FILE;
    const ssize_t written = write(ends[1], running, sizeof running - 1);
    close(ends[1]);
    if (written > 0) return ends[0];
    close(ends[0]);
    return PROCESS_NO_FILE;
}

int open(const char *path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const bool makes_file = (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
    const mode_t mode = makes_file ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    const int file = openat(AT_FDCWD, path, flags, mode);
    if (file >= 0) return file;
    const int code = errno;
    const int substitute = process_open_own_thread(path);
    errno = code;
    return substitute;
}
