// Ends the process within a second of a signal that requests it. A handler that only sets a flag does not end a program
// whose main thread is busy, or blocks in a write to a terminal that accepts no output. Therefore every such signal
// also starts a timer. If the process has not exited when the timer expires, the timer's handler restores the terminal
// and ends the process. This uses a signal handler and not a thread, because the system may be unable to start another
// thread.
//
// Every function that a handler here calls is async-signal-safe.

#define _GNU_SOURCE
#include "cprocess.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

// The time limit for an orderly exit. Together with the time for restoring the terminal, the total stays below a
// second.
enum { ORDERLY_MILLISECONDS = 700 };

static bool ignored_at_start[NSIG];
static volatile sig_atomic_t ending_signal;
static volatile sig_atomic_t forced_status = -1;
static void (*volatile restore_terminal)(void);
static pthread_t waiting_thread;

// Files that a forced exit removes. The path of an entry is complete before its flag is set.
enum { UNFINISHED = 8, MAX_PATH_BYTES = 4096 };
static char unfinished[UNFINISHED][MAX_PATH_BYTES];
static volatile sig_atomic_t is_unfinished[UNFINISHED];
static pthread_mutex_t unfinished_lock = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void note_ignored_signals(void) {
    for (int number = 1; number < NSIG; number++) {
        struct sigaction action;
        ignored_at_start[number] = sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
    }
}

bool process_was_ignored(int number) { return number > 0 && number < NSIG && ignored_at_start[number]; }

void process_set_restore_terminal(void (*function)(void)) { restore_terminal = function; }

bool process_is_ending(void) { return ending_signal != 0; }

void process_leave(int number) {
    void (*const function)(void) = restore_terminal;
    if (function != NULL) function();
    process_kill_command();
    for (int i = 0; i < UNFINISHED; i++) {
        if (is_unfinished[i]) unlink(unfinished[i]);
    }
    _exit(forced_status >= 0 ? forced_status : 128 + number);
}

void process_die_by(int number) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = SIG_DFL;
    sigaction(number, &action, NULL);
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, number);
    pthread_sigmask(SIG_UNBLOCK, &only, NULL);
    raise(number);
    _exit(128 + number);
}

static void timer_expired(int number) {
    if (ending_signal != 0) process_leave(ending_signal);
    // Another process sent SIGALRM. The default action of SIGALRM is to end the process.
    if (ignored_at_start[SIGALRM]) return;
    void (*const function)(void) = restore_terminal;
    if (function != NULL) function();
    process_die_by(number);
}

void process_guard_end(int status) {
    forced_status = status;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = timer_expired;
    sigemptyset(&action.sa_mask);
    // Without this, the kernel would stop a background process that changes the terminal's modes.
    sigaddset(&action.sa_mask, SIGTTOU);
    sigaction(SIGALRM, &action, NULL);
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, SIGALRM);
    pthread_sigmask(SIG_UNBLOCK, &only, NULL);
}

static void pass_on(int number) {
    const int before = errno;
    pthread_kill(waiting_thread, number);
    errno = before;
}

void process_wait_for(int number) {
    waiting_thread = pthread_self();
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, number);
    pthread_sigmask(SIG_BLOCK, &only, NULL);
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = pass_on;
    action.sa_flags = SA_RESTART;
    sigaction(number, &action, NULL);
}

void process_must_end(int number) {
    if (ending_signal != 0) return;
    const int before = errno;
    ending_signal = number;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = SIG_IGN;
    sigemptyset(&action.sa_mask);
    // From now on no signal may stop the process. The kernel stops a background process that accesses the terminal.
    sigaction(SIGTTOU, &action, NULL);
    sigaction(SIGTTIN, &action, NULL);
    sigaction(SIGTSTP, &action, NULL);
    struct itimerval timer;
    memset(&timer, 0, sizeof timer);
    timer.it_value.tv_usec = ORDERLY_MILLISECONDS * 1000;
    setitimer(ITIMER_REAL, &timer, NULL);
    errno = before;
}

int process_note_unfinished(const char *path) {
    if (strlen(path) >= MAX_PATH_BYTES) return -1;
    int number = -1;
    pthread_mutex_lock(&unfinished_lock);
    for (int i = 0; i < UNFINISHED && number < 0; i++) {
        if (!is_unfinished[i]) number = i;
    }
    if (number >= 0) {
        strcpy(unfinished[number], path);
        is_unfinished[number] = 1;
    }
    pthread_mutex_unlock(&unfinished_lock);
    return number;
}

void process_forget_unfinished(int number) {
    if (number >= 0 && number < UNFINISHED) is_unfinished[number] = 0;
}
