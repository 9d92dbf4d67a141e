// Signals become flags and one event that `poll` sees, so that none can slip in between a look at the flags and the
// sleep. The handlers are set before ncurses starts: it leaves alone what has a handler, and its own would miss sizes.
//
// A flag alone ends nobody whose loop is busy, so a signal that asks for the end also sets the deadline of CProcess.

#define _GNU_SOURCE
#include "cprocess.h"
#include "cterminal.h"
#include "internal.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <sys/timerfd.h>
#include <time.h>

static const int handled[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH, SIGTSTP, SIGCONT};
enum { HANDLED = sizeof handled / sizeof handled[0] };

static struct sigaction found[HANDLED];
static sigset_t found_mask;
static volatile sig_atomic_t pending[NSIG];
static int signal_event = -1;

int terminal_make_event(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

void terminal_signal_event(int event) {
    const uint64_t one = 1;
    // A full counter wakes the reader too, so a refused write loses nothing.
    while (write(event, &one, sizeof one) < 0 && errno == EINTR) {}
}

bool terminal_is_in_background(void) {
    const pid_t front = tcgetpgrp(STDIN_FILENO);
    return front > 0 && front != getpgrp();
}

static bool asks_for_end(int number) {
    return number == SIGHUP || number == SIGINT || number == SIGQUIT || number == SIGTERM;
}

static void note(int number) {
    const int before = errno;
    pending[number] = 1;
    if (asks_for_end(number)) {
        process_must_end(number);
        // The call that was to take the terminal would be repeated, and succeed, now that nothing stops the process.
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
    // `poll` is not restarted by it, and all else, ncurses' writes for one, shall not be cut short.
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigset_t wanted;
    sigemptyset(&wanted);
    process_guard_end(-1);
    for (int i = 0; i < HANDLED; i++) {
        pending[handled[i]] = 0;
        sigaction(handled[i], NULL, &found[i]);
        // nohup and scripts have their reasons.
        if (asks_for_end(handled[i]) && found[i].sa_handler == SIG_IGN) continue;
        sigaddset(&wanted, handled[i]);
        sigaction(handled[i], &action, NULL);
    }
    // Whoever started us from a thread of a pool may have left them blocked.
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

static bool take(int number) {
    if (!pending[number]) return false;
    pending[number] = 0;
    return true;
}

static void drain(int event) {
    uint64_t count;
    while (read(event, &count, sizeof count) < 0 && errno == EINTR) {}
}

// poll does not count the time in which the machine is suspended, so after a resume a long wait would end late by that
// time, and what is stale would look fresh. A timer of CLOCK_BOOTTIME has run out by then. Short waits need no timer.
static int arm_long_wait(int milliseconds) {
    static int timer = -1;
    if (milliseconds < 2000) return -1;
    if (timer < 0) timer = timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK);
    struct itimerspec time = {{0, 0}, {milliseconds / 1000, milliseconds % 1000 * 1000000L}};
    return timer >= 0 && timerfd_settime(timer, 0, &time, NULL) == 0 ? timer : -1;
}

unsigned terminal_wait(int wake_event, int milliseconds, int *ended_by) {
    struct pollfd sources[] = {
        {terminal_input_descriptor(), POLLIN, 0}, {signal_event, POLLIN, 0}, {wake_event, POLLIN, 0},
        {arm_long_wait(milliseconds), POLLIN, 0},
    };
    unsigned why = 0;
    *ended_by = 0;
    if (poll(sources, 4, milliseconds) > 0) {
        if (sources[0].revents & POLLIN) why |= TERMINAL_INPUT;
        if (sources[0].revents & (POLLHUP | POLLERR | POLLNVAL)) {
            why |= TERMINAL_HUNG_UP;
            process_must_end(SIGHUP);
        }
        if (sources[1].revents) drain(signal_event);
        if (sources[2].revents) {
            drain(wake_event);
            why |= TERMINAL_WOKEN;
        }
    }
    // The first that came cannot be told, so the hang-up goes first: after it nothing can be shown.
    static const int endings[] = {SIGHUP, SIGTERM, SIGINT, SIGQUIT};
    for (unsigned i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        if (take(endings[i]) && *ended_by == 0) *ended_by = endings[i];
    }
    if (take(SIGWINCH)) why |= TERMINAL_RESIZED;
    if (take(SIGTSTP)) why |= TERMINAL_STOP;
    // Continued after a stop that we had no say in: the shell has used the terminal meanwhile.
    if (take(SIGCONT)) {
        why |= TERMINAL_RESIZED;
        terminal_enter_modes();
    }
    return why;
}

void terminal_suspend(void) {
    int stop = 0;
    while (handled[stop] != SIGTSTP) stop++;
    // Ignored from the start means that the parent knows no job control: nobody would continue us.
    if (found[stop].sa_handler != SIG_IGN && terminal_is_ours) {
        terminal_leave_modes();
        struct sigaction action, ours;
        memset(&action, 0, sizeof action);
        action.sa_handler = SIG_DFL;
        sigemptyset(&action.sa_mask);
        sigaction(SIGTSTP, &action, &ours);
        // The whole group, as the terminal's own Ctrl-Z would: a script that runs us stops as well.
        kill(0, SIGTSTP);
        sigaction(SIGTSTP, &ours, NULL);
        // Asked to end meanwhile, the process would be stopped again by a shell that has kept the terminal.
        if (!process_is_ending()) terminal_enter_modes();
    }
    take(SIGTSTP);
    take(SIGCONT);
}
