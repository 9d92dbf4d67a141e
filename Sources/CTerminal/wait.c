// Contains the only wait of the main thread: until a key, a signal, a wake event or the end of the timeout. Also
// contains how the process stops and continues. This file is above all other files of the target: the changes to the
// screen that a signal requires are made here, not in a handler.

#define _GNU_SOURCE
#include "cprocess.h"
#include "internal.h"

#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/timerfd.h>
#include <time.h>

// poll does not count the time in which the machine is suspended. After a resume, a long wait would therefore end too
// late, and stale data would look fresh. A timer of CLOCK_BOOTTIME has expired by then. Short waits need no timer.
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
    // The order in which the signals arrived is unknown. The hang-up takes precedence, because after it nothing can be
    // shown.
    static const int endings[] = {SIGHUP, SIGTERM, SIGINT, SIGQUIT};
    for (unsigned i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        if (terminal_take_signal(endings[i]) && *ended_by == 0) *ended_by = endings[i];
    }
    if (terminal_take_signal(SIGWINCH)) why |= TERMINAL_RESIZED;
    if (terminal_take_signal(SIGTSTP)) why |= TERMINAL_STOP;
    // The process was stopped by a signal that it could not handle and has been continued. The shell has used the
    // terminal in the meantime.
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
        // The signal goes to the whole process group, as with the terminal's own Ctrl-Z, so that a script that runs
        // this program stops as well.
        kill(0, SIGTSTP);
        sigaction(SIGTSTP, &ours, NULL);
        // If a signal has requested termination in the meantime, the process must not take the terminal: a shell that
        // has kept the terminal would stop the process again.
        if (!process_is_ending()) terminal_enter_modes();
    }
    terminal_take_signal(SIGTSTP);
    terminal_take_signal(SIGCONT);
}
