// The state of the process's only terminal, and the two operations on the terminal that signal handlers use. Everything
// here is async-signal-safe.

#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <unistd.h>

volatile sig_atomic_t terminal_is_ours;
volatile sig_atomic_t terminal_is_being_taken;
bool terminal_has_modes;

bool terminal_is_in_background(void) {
    const pid_t front = tcgetpgrp(STDIN_FILENO);
    return front > 0 && front != getpgrp();
}

void terminal_write_raw(const char *bytes, size_t count) {
    while (count > 0) {
        const ssize_t written = write(STDOUT_FILENO, bytes, count);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;
        bytes += written;
        count -= (size_t)written;
    }
}
