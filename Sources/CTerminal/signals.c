// Signal handlers set flags and one event that `poll` waits for. Therefore no signal is lost between checking the flags
// and starting to wait. The handlers are installed before ncurses starts: ncurses keeps existing handlers, and its own
// handler would miss size changes.
//
// A flag alone does not end a process whose loop is busy, so a signal that requests termination also sets the deadline
// of CProcess.

#define _GNU_SOURCE
#include "cprocess.h"
#include "cterminal.h"
#include "internal.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static const int handled[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH, SIGTSTP, SIGCONT};
enum { HANDLED = sizeof handled / sizeof handled[0] };

static struct sigaction found[HANDLED];
static sigset_t found_mask;
static volatile sig_atomic_t pending[NSIG];
static int signal_event = -1;

static bool requests_termination(int number) {
    return number == SIGHUP || number == SIGINT || number == SIGQUIT || number == SIGTERM;
}

static void note(int number) {
    const int before = errno;
    pending[number] = 1;
    if (requests_termination(number)) {
        process_must_end(number);
        // Otherwise the interrupted call that takes the terminal would be repeated and would succeed, since no signal
        // stops the process any more.
        if (terminal_is_being_taken && terminal_is_in_background()) process_leave(number);
    }
    terminal_signal_event(signal_event);
    errno = before;
}

int terminal_open_signals(void) {
    signal_event = terminal_make_event();
    if (signal_event < 0) return -1;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = note;
    // SA_RESTART does not affect `poll`, and other calls, such as the writes of ncurses, must not be interrupted.
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigset_t wanted;
    sigemptyset(&wanted);
    process_guard_end(-1);
    for (int i = 0; i < HANDLED; i++) {
        pending[handled[i]] = 0;
        sigaction(handled[i], NULL, &found[i]);
        // nohup and scripts ignore these signals on purpose.
        if (requests_termination(handled[i]) && found[i].sa_handler == SIG_IGN) continue;
        sigaddset(&wanted, handled[i]);
        sigaction(handled[i], &action, NULL);
    }
    // A program that starts this one from a thread pool may have left these signals blocked.
    pthread_sigmask(SIG_UNBLOCK, &wanted, &found_mask);
    return 0;
}

void terminal_close_signals(void) {
    if (signal_event < 0) return;
    for (int i = 0; i < HANDLED; i++) sigaction(handled[i], &found[i], NULL);
    pthread_sigmask(SIG_SETMASK, &found_mask, NULL);
    close(signal_event);
    signal_event = -1;
}

bool terminal_take_signal(int number) {
    if (!pending[number]) return false;
    pending[number] = 0;
    return true;
}

int terminal_signal_descriptor(void) { return signal_event; }

bool terminal_may_stop(void) {
    int stop = 0;
    while (handled[stop] != SIGTSTP) stop++;
    return found[stop].sa_handler != SIG_IGN;
}
