// Where /proc is missing or no descriptor is left, the thread pools go on.
//
// While work is waiting, libdispatch counts once a second which of its threads are running: it opens /proc/ID/stat of
// each, and ends the process (SIGILL) if a file cannot be opened. Nothing in libdispatch switches that off. So the
// program has an `open` of its own, which the linker puts before the C library's, for libraries as well. It does the
// same as the C library's, and has an answer for these files.

#define _GNU_SOURCE
#include "cprocess.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

// Whether a path is /proc/ID/stat of a thread of this process.
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
    const int answer = process_open_own_thread(path);
    errno = code;
    return answer;
}
