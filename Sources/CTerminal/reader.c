// Reads the bytes that the terminal sends, and records when each piece arrived. Swift code decides what a byte means
// (`KeyDecoder`).
//
// A separate thread reads: whether Escape is a key by itself depends on the time between two bytes, and a main thread
// that is busy with pages or with a slow terminal would find both bytes waiting together. Where no thread can be
// started, the main thread reads, and the time of a piece is the time at which the main thread read it.
//
// In the background the main thread reads as well, since reading there stops the process (SIGTTIN). Only the main
// thread handles SIGTERM and SIGCONT. If the reader thread read in the background, it could stop the process again
// after both signals have arrived and before the main thread has handled them. Then nothing would ever end the process.
//
// Invariants:
// - Only the reader thread writes to the piece behind the queue, and it publishes the piece under the lock.
// - `input_event` is signalled as long as a piece is waiting or the terminal is gone.

#define _GNU_SOURCE
#include "cprocess.h"
#include "cterminal.h"
#include "internal.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PIECES = 16 };

static struct piece {
    int64_t time;
    size_t count;
    unsigned char bytes[TERMINAL_PIECE];
} pieces[PIECES];

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static size_t first, filled;
static bool is_gone, stop_requested, main_must_read;

static pthread_t thread;
static bool has_thread;
static int input_event = -1;
// Wakes the reader thread when the queue has room again or the thread must stop.
static int control_event = -1;

int64_t terminal_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

enum outcome { READ, GONE, IN_BACKGROUND };

// Reads the available bytes. Also returns GONE if the process is in the background of a shell that has ended: in that
// case poll reports input that cannot be read.
static enum outcome read_piece(struct piece *piece) {
    const ssize_t count = read(STDIN_FILENO, piece->bytes, sizeof piece->bytes);
    const int code = errno;
    piece->time = terminal_now();
    piece->count = count > 0 ? (size_t)count : 0;
    if (count > 0 || (count < 0 && (code == EINTR || code == EAGAIN))) return READ;
    return count < 0 && code == EIO && terminal_is_in_background() ? IN_BACKGROUND : GONE;
}

static void publish(enum outcome outcome) {
    pthread_mutex_lock(&lock);
    if (outcome == READ && pieces[(first + filled) % PIECES].count > 0) filled++;
    if (outcome == GONE) is_gone = true;
    if (outcome == IN_BACKGROUND) main_must_read = true;
    const bool has_update = filled > 0 || is_gone || main_must_read;
    pthread_mutex_unlock(&lock);
    // A busy main thread would not notice that the terminal is gone.
    if (outcome == GONE) process_must_end(SIGHUP);
    if (has_update) terminal_signal_event(input_event);
}

static void *read_all(void *unused) {
    (void)unused;
    for (;;) {
        pthread_mutex_lock(&lock);
        const bool stops = stop_requested;
        const bool waits = filled == PIECES || main_must_read;
        struct piece *next = &pieces[(first + filled) % PIECES];
        pthread_mutex_unlock(&lock);
        if (stops) return NULL;
        struct pollfd sources[] = {{waits ? -1 : STDIN_FILENO, POLLIN, 0}, {control_event, POLLIN, 0}};
        if (poll(sources, 2, -1) <= 0) continue;
        if (sources[1].revents) {
            terminal_drain_event(control_event);
            continue;
        }
        if (sources[0].revents == 0) continue;
        const enum outcome outcome = read_piece(next);
        publish(outcome);
        if (outcome == GONE) return NULL;
    }
}

static bool start_thread(void) {
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes) != 0) return false;
    const size_t stack = 128 * 1024;
    pthread_attr_setstacksize(&attributes, stack > (size_t)PTHREAD_STACK_MIN ? stack : (size_t)PTHREAD_STACK_MIN);
    // The main thread handles the signals. With SIGTTIN blocked, reading in the background fails with EIO.
    sigset_t others, before;
    sigfillset(&others);
    static const int own[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE};
    for (unsigned i = 0; i < sizeof own / sizeof own[0]; i++) sigdelset(&others, own[i]);
    pthread_sigmask(SIG_BLOCK, &others, &before);
    const bool has_started = pthread_create(&thread, &attributes, read_all, NULL) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    return has_started;
}

void terminal_open_reader(void) {
    first = 0;
    filled = 0;
    is_gone = false;
    stop_requested = false;
    main_must_read = false;
    input_event = terminal_make_event();
    control_event = terminal_make_event();
    has_thread = input_event >= 0 && control_event >= 0 && start_thread();
}

void terminal_close_reader(void) {
    if (has_thread) {
        pthread_mutex_lock(&lock);
        stop_requested = true;
        pthread_mutex_unlock(&lock);
        terminal_signal_event(control_event);
        struct timespec end;
        clock_gettime(CLOCK_REALTIME, &end);
        end.tv_sec++;
        // If another process took the input and the thread still blocks in read, the thread keeps its events.
        if (pthread_timedjoin_np(thread, NULL, &end) != 0) return;
        has_thread = false;
    }
    if (input_event >= 0) close(input_event);
    if (control_event >= 0) close(control_event);
    input_event = -1;
    control_event = -1;
}

int terminal_input_descriptor(void) { return has_thread ? input_event : STDIN_FILENO; }

static size_t take_piece(unsigned char *bytes, int64_t *time) {
    struct piece *piece = &pieces[first];
    const size_t count = piece->count;
    memcpy(bytes, piece->bytes, count);
    *time = piece->time;
    first = (first + 1) % PIECES;
    filled--;
    return count;
}

// Reads on the main thread. In the background this stops the process until it is continued. Then the read ends without
// bytes, since it would otherwise wait for a key while the screen is not drawn yet.
static int read_here(void *bytes, int64_t *time) {
    static struct piece piece;
    struct pollfd source = {STDIN_FILENO, POLLIN, 0};
    if (poll(&source, 1, 0) <= 0) return 0;
    struct sigaction found, interrupting;
    sigaction(SIGCONT, NULL, &found);
    interrupting = found;
    interrupting.sa_flags &= ~SA_RESTART;
    sigaction(SIGCONT, &interrupting, NULL);
    const enum outcome outcome = read_piece(&piece);
    sigaction(SIGCONT, &found, NULL);
    // A process that must terminate is ended by the signal that requested it.
    if (outcome != READ) return process_is_ending() ? 0 : TERMINAL_GONE;
    memcpy(bytes, piece.bytes, piece.count);
    *time = piece.time;
    return (int)piece.count;
}

static int read_for_thread(void *bytes, int64_t *time) {
    const int result = read_here(bytes, time);
    pthread_mutex_lock(&lock);
    main_must_read = false;
    pthread_mutex_unlock(&lock);
    terminal_signal_event(control_event);
    return result;
}

int terminal_read(void *bytes, int64_t *time) {
    if (!has_thread) return read_here(bytes, time);
    pthread_mutex_lock(&lock);
    const bool was_full = filled == PIECES;
    const bool reads_here = filled == 0 && main_must_read;
    int result = 0;
    if (filled > 0) {
        result = (int)take_piece(bytes, time);
    } else if (is_gone) {
        result = TERMINAL_GONE;
    } else {
        terminal_drain_event(input_event);
    }
    pthread_mutex_unlock(&lock);
    if (was_full) terminal_signal_event(control_event);
    return reads_here ? read_for_thread(bytes, time) : result;
}
