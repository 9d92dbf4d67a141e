// Events that `poll` can wait for. Other threads and signal handlers use them to wake the main thread.

#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

int terminal_make_event(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

void terminal_signal_event(int event) {
    const uint64_t one = 1;
    // A full counter wakes the reader as well, so a refused write loses nothing.
    while (write(event, &one, sizeof one) < 0 && errno == EINTR) {}
}

void terminal_drain_event(int event) {
    uint64_t count;
    while (read(event, &count, sizeof count) < 0 && errno == EINTR) {}
}
