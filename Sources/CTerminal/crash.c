// A crash must leave a usable terminal and a readable reason. What the runtime says of a crash goes to standard error
// before the signal, where it would vanish with the alternate screen; so standard error is kept in memory while the
// terminal is ours, and copied out once it is given back. That also keeps stray messages off the screen.
//
// The handlers call only async-signal-safe functions: the bytes to write are prepared beforehand.

#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <ncurses.h>

static const int crashes[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE};
enum { CRASHES = sizeof crashes / sizeof crashes[0] };

static struct sigaction found[CRASHES];
static struct termios found_modes;
static char restore[512];
static size_t restore_count;
static volatile sig_atomic_t armed;
static volatile sig_atomic_t real_stderr = -1;
static volatile sig_atomic_t kept_stderr = -1;

void terminal_write_raw(const char *bytes, size_t count) {
    while (count > 0) {
        const ssize_t written = write(STDOUT_FILENO, bytes, count);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;
        bytes += written;
        count -= (size_t)written;
    }
}

void terminal_capture_stderr(void) {
    // Sent elsewhere it cannot spoil the screen, and whoever sent it there wants it as it comes.
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

static void give_back(void) {
    if (terminal_is_ours) {
        terminal_is_ours = 0;
        tcsetattr(STDOUT_FILENO, TCSANOW, &found_modes);
        terminal_write_raw(restore, restore_count);
    }
    terminal_release_stderr();
}

static void crashed(int number, siginfo_t *info, void *context) {
    const int before = errno;
    int which = 0;
    while (crashes[which] != number) which++;
    give_back();
    errno = before;
    // What was there before us has the last word: a backtrace, or the default, death.
    sigaction(number, &found[which], NULL);
    if (found[which].sa_flags & SA_SIGINFO) {
        found[which].sa_sigaction(number, info, context);
    } else if (found[which].sa_handler != SIG_DFL && found[which].sa_handler != SIG_IGN) {
        found[which].sa_handler(number);
    } else {
        signal(number, SIG_DFL);
        raise(number);
    }
}

// The sequence of a capability; nothing where there is none.
static void append(const char *sequence) {
    if (sequence == NULL || sequence == (const char *)-1) return;
    for (const char *at = sequence; *at; at++) {
        // A pause of so many milliseconds, as `$<5>`, is a hint for old hardware.
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

// Someone called `exit` past us.
static void exited(void) {
    if (armed) give_back();
}

void terminal_arm_crash_restore(const struct termios *modes) {
    static bool watches_exit;
    static char alternate[65536];
    found_modes = *modes;
    restore_count = 0;
    if (terminal_has_modes()) append("\033[?2026l\033[?2004l\033[?1006l\033[?1000l");
    static const char *const names[] = {"rmkx", "sgr0", "cnorm", "rmcup"};
    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++) append(tigetstr(names[i]));
    // Terminals with one screen only keep the text: what is said next shall start its own line.
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
    // In the background `tcsetattr` would stop us with it.
    sigaddset(&action.sa_mask, SIGTTOU);
    for (int i = 0; i < CRASHES; i++) sigaction(crashes[i], &action, &found[i]);
    armed = 1;
    if (!watches_exit) watches_exit = atexit(exited) == 0;
}

void terminal_disarm_crash_restore(void) {
    if (!armed) return;
    armed = 0;
    for (int i = 0; i < CRASHES; i++) sigaction(crashes[i], &found[i], NULL);
}
