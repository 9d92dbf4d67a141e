// The one place where the main thread sleeps: until a key, a signal, a wake or the end of the time; and how the process
// stops and goes on. It stands above all other units: what a signal asks of the screen is done here, not in a handler.

#define _GNU_SOURCE
#include "cprocess.h"
#include "internal.h"

#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/timerfd.h>
#include <time.h>

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
        {terminal_input_descriptor(), POLLIN, 0}, {terminal_signal_descriptor(), POLLIN, 0}, {wake_event, POLLIN, 0},
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
        if (sources[1].revents) terminal_drain_event(terminal_signal_descriptor());
        if (sources[2].revents) {
            terminal_drain_event(wake_event);
            why |= TERMINAL_WOKEN;
        }
    }
    // The first that came cannot be told, so the hang-up goes first: after it nothing can be shown.
    static const int endings[] = {SIGHUP, SIGTERM, SIGINT, SIGQUIT};
    for (unsigned i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        if (terminal_take_signal(endings[i]) && *ended_by == 0) *ended_by = endings[i];
    }
    if (terminal_take_signal(SIGWINCH)) why |= TERMINAL_RESIZED;
    if (terminal_take_signal(SIGTSTP)) why |= TERMINAL_STOP;
    // Continued after a stop that we had no say in: the shell has used the terminal meanwhile.
    if (terminal_take_signal(SIGCONT)) {
        why |= TERMINAL_RESIZED;
        terminal_enter_modes();
    }
    return why;
}

void terminal_suspend(void) {
    if (terminal_may_stop() && terminal_is_ours) {
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
    terminal_take_signal(SIGTSTP);
    terminal_take_signal(SIGCONT);
}
