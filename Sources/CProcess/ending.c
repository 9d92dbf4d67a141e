// The end of the process. A handler that only sets a flag does not end a program whose main thread is busy, or waits in
// a write to a terminal that takes nothing. Therefore every signal that asks for the end also starts a timer. If the
// process has not ended in an orderly way by then, the handler of the timer gives the terminal back and ends it. No
// thread is needed for that, since there may be none left to start.
//
// Everything that handlers call here is async-signal-safe.

#define _GNU_SOURCE
#include "cprocess.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

// The time for an orderly end. With what giving the terminal back may take, the whole stays below a second.
enum { ORDERLY_MILLISECONDS = 700 };

static bool ignored_at_start[NSIG];
static volatile sig_atomic_t asked_by;
static volatile sig_atomic_t forced_status = -1;
static void (*volatile give_back)(void);

// Files that a forced end removes. A path is complete before its flag is set.
enum { UNFINISHED = 8, LONGEST_PATH = 4096 };
static char unfinished[UNFINISHED][LONGEST_PATH];
static volatile sig_atomic_t is_unfinished[UNFINISHED];
static pthread_mutex_t unfinished_lock = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void note_ignored_signals(void) {
    for (int number = 1; number < NSIG; number++) {
        struct sigaction action;
        ignored_at_start[number] = sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
    }
}

bool process_was_ignored(int number) { return number > 0 && number < NSIG && ignored_at_start[number]; }

void process_set_give_back(void (*function)(void)) { give_back = function; }

bool process_is_ending(void) { return asked_by != 0; }

void process_leave(int number) {
    void (*const function)(void) = give_back;
    if (function != NULL) function();
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
    if (asked_by != 0) process_leave(asked_by);
    // Somebody else sent it: its default action is to end the process.
    if (ignored_at_start[SIGALRM]) return;
    void (*const function)(void) = give_back;
    if (function != NULL) function();
    process_die_by(number);
}

void process_guard_end(int status) {
    forced_status = status;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = timer_expired;
    sigemptyset(&action.sa_mask);
    // A background process that changes the terminal's modes would be stopped.
    sigaddset(&action.sa_mask, SIGTTOU);
    sigaction(SIGALRM, &action, NULL);
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, SIGALRM);
    pthread_sigmask(SIG_UNBLOCK, &only, NULL);
}

void process_must_end(int number) {
    if (asked_by != 0) return;
    const int before = errno;
    asked_by = number;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = SIG_IGN;
    sigemptyset(&action.sa_mask);
    // From now on nothing may stop the process again, as a background process that touches the terminal is stopped.
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
    if (strlen(path) >= LONGEST_PATH) return -1;
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
