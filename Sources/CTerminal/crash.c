// A crash must leave a usable terminal and a readable reason. The Swift runtime writes the reason to standard error
// before the signal, where it would vanish with the alternate screen. Therefore standard error is kept in memory while
// the program uses the terminal, and is copied out after the terminal is restored. This also keeps stray messages off
// the screen.
//
// The same applies to every other signal whose default action is to end the process, such as SIGUSR1 or SIGXCPU.
//
// The handlers call only async-signal-safe functions: the bytes to write are prepared beforehand. They never wait long
// for a terminal that accepts no output, since they are also the last resort for a process that cannot be ended in
// another way.

#define _GNU_SOURCE
#include "cprocess.h"
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <ncurses.h>

// The previous action of each signal, and whether `crashed` replaced it.
static struct sigaction found[NSIG];
static bool is_taken[NSIG];
static struct termios found_modes;
static char restore[512];
static size_t restore_count;
static volatile sig_atomic_t armed;
static volatile sig_atomic_t real_stderr = -1;
static volatile sig_atomic_t kept_stderr = -1;
// A second descriptor of the terminal, opened for non-blocking writes. The descriptors inherited from the shell are
// shared with the shell, so they must not be made non-blocking.
static volatile sig_atomic_t own_output = -1;

// Returns whether `crashed` handles a signal: the signal's default action is to end the process, and no other code here
// handles the signal.
static bool ends_by_default(int number) {
    switch (number) {
    case SIGKILL: case SIGSTOP: case SIGTSTP: case SIGTTIN: case SIGTTOU: case SIGCONT: case SIGCHLD: case SIGURG:
    case SIGWINCH:
        return false;
    // These signals request an orderly exit, see signals.c. SIGALRM enforces the deadline of that exit, see CProcess.
    case SIGHUP: case SIGINT: case SIGQUIT: case SIGTERM: case SIGALRM: return false;
    // The C library uses the signals between the last of the common signals and SIGRTMIN itself.
    default: return number <= SIGSYS || number >= SIGRTMIN;
    }
}

void terminal_capture_stderr(void) {
    // If standard error is not a terminal, it cannot damage the screen, and its reader expects it without delay.
    if (!isatty(STDERR_FILENO)) return;
    const int kept = memfd_create("stderr", MFD_CLOEXEC);
    if (kept < 0) return;
    const int real = dup(STDERR_FILENO);
    if (real >= 0 && dup2(kept, STDERR_FILENO) >= 0) {
        real_stderr = real;
        kept_stderr = kept;
    } else {
        if (real >= 0) close(real);
        close(kept);
    }
}

void terminal_release_stderr(void) {
    const int real = real_stderr, kept = kept_stderr;
    if (real < 0) return;
    real_stderr = -1;
    kept_stderr = -1;
    dup2(real, STDERR_FILENO);
    char part[1024];
    off_t at = 0;
    for (;;) {
        const ssize_t count = pread(kept, part, sizeof part, at);
        if (count <= 0) break;
        for (ssize_t done = 0; done < count;) {
            const ssize_t written = write(real, part + done, (size_t)(count - done));
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) break;
            done += written;
        }
        at += count;
    }
    close(kept);
    close(real);
}

// Writes what the terminal accepts within a fifth of a second. After half of that time, output that still waits in a
// blocked terminal is discarded, so that these bytes are the first that the terminal shows when it continues.
static void write_last(int file, const char *bytes, size_t count) {
    const int flags = file == own_output ? -1 : fcntl(file, F_GETFL);
    if (flags >= 0) fcntl(file, F_SETFL, flags | O_NONBLOCK);
    for (int pauses = 20; count > 0 && pauses > 0;) {
        const ssize_t written = write(file, bytes, count);
        if (written > 0) {
            bytes += written;
            count -= (size_t)written;
        } else if (written < 0 && errno == EAGAIN) {
            if (--pauses == 10) tcflush(file, TCOFLUSH);
            struct pollfd room = {file, POLLOUT, 0};
            poll(&room, 1, 10);
        } else if (written == 0 || errno != EINTR) {
            break;
        }
    }
    if (flags >= 0) fcntl(file, F_SETFL, flags);
}

static int last_output(int otherwise) { return own_output >= 0 ? own_output : otherwise; }

void terminal_write_restore(void) { write_last(last_output(STDOUT_FILENO), restore, restore_count); }

static void restore_terminal(void) {
    if (terminal_is_ours) {
        terminal_is_ours = 0;
        // If this process is in the background, another program has set the modes of the terminal.
        if (!terminal_is_in_background()) tcsetattr(STDOUT_FILENO, TCSANOW, &found_modes);
        terminal_write_restore();
    }
    const int real = real_stderr, kept = kept_stderr;
    if (real < 0) return;
    real_stderr = -1;
    kept_stderr = -1;
    dup2(real, STDERR_FILENO);
    char part[1024];
    ssize_t count;
    for (off_t at = 0; (count = pread(kept, part, sizeof part, at)) > 0; at += count) {
        write_last(last_output(real), part, (size_t)count);
    }
}

static void crashed(int number, siginfo_t *info, void *context) {
    const int before = errno;
    restore_terminal();
    errno = before;
    // The previous action decides what happens: it prints a backtrace, or, by default, ends the process.
    sigaction(number, &found[number], NULL);
    if (found[number].sa_flags & SA_SIGINFO) {
        found[number].sa_sigaction(number, info, context);
    } else if (found[number].sa_handler != SIG_DFL && found[number].sa_handler != SIG_IGN) {
        found[number].sa_handler(number);
    } else {
        process_die_by(number);
    }
}

// Appends the sequence of a capability, or nothing if the terminal does not have the capability.
static void append(const char *sequence) {
    if (sequence == NULL || sequence == (const char *)-1) return;
    for (const char *at = sequence; *at; at++) {
        // A delay in milliseconds, such as `$<5>`, is a hint for old hardware and is skipped.
        if (at[0] == '$' && at[1] == '<') {
            const char *end = strchr(at, '>');
            if (end != NULL) {
                at = end;
                continue;
            }
        }
        if (restore_count < sizeof restore) restore[restore_count++] = *at;
    }
}

// Runs when code calls `exit` without closing the terminal first.
static void exited(void) {
    if (armed) restore_terminal();
}

void terminal_arm_crash_restore(const struct termios *modes) {
    static bool watches_exit;
    static char alternate[65536];
    found_modes = *modes;
    restore_count = 0;
    if (terminal_has_modes) append("\033[?2026l\033[?2004l\033[?1006l\033[?1000l");
    static const char *const names[] = {"rmkx", "sgr0", "cnorm", "rmcup"};
    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++) append(tigetstr(names[i]));
    // A terminal without an alternate screen keeps the text, so the next output must start on a new line.
    if (tigetstr("rmcup") == NULL) append("\r\n");

    stack_t stack;
    if (sigaltstack(NULL, &stack) == 0 && (stack.ss_flags & SS_DISABLE)) {
        memset(&stack, 0, sizeof stack);
        stack.ss_sp = alternate;
        stack.ss_size = sizeof alternate;
        sigaltstack(&stack, NULL);
    }
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = crashed;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    // In the background `tcsetattr` would otherwise stop the process.
    sigaddset(&action.sa_mask, SIGTTOU);
    for (int number = 1; number < NSIG; number++) {
        // An ignored signal does not end the process.
        if (!ends_by_default(number) || sigaction(number, NULL, &found[number]) != 0
            || found[number].sa_handler == SIG_IGN) {
            continue;
        }
        is_taken[number] = sigaction(number, &action, NULL) == 0;
    }
    char name[256];
    if (ttyname_r(STDOUT_FILENO, name, sizeof name) == 0) {
        own_output = open(name, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    }
    process_set_restore_terminal(restore_terminal);
    armed = 1;
    if (!watches_exit) watches_exit = atexit(exited) == 0;
}

void terminal_disarm_crash_restore(void) {
    if (!armed) return;
    armed = 0;
    process_set_restore_terminal(NULL);
    for (int number = 1; number < NSIG; number++) {
        if (is_taken[number]) sigaction(number, &found[number], NULL);
        is_taken[number] = false;
    }
    const int file = own_output;
    own_output = -1;
    if (file >= 0) close(file);
}
