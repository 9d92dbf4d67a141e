// Every descriptor here is close-on-exec. Otherwise, children that other tests start at the same time would keep this
// terminal open, and closing the master side would not hang it up.

#define _GNU_SOURCE
#include "cpseudoterminal.h"

#include <sys/syscall.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

int pseudo_terminal_resize(int master, int rows, int columns) {
    struct winsize window = {(unsigned short)rows, (unsigned short)columns, 0, 0};
    return ioctl(master, TIOCSWINSZ, &window);
}

int pseudo_terminal_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

static void become(const char *path, char *const arguments[], char *const environment[], int slave, int report) {
    struct sigaction default_action;
    memset(&default_action, 0, sizeof default_action);
    default_action.sa_handler = SIG_DFL;
    sigemptyset(&default_action.sa_mask);
    for (int number = 1; number < NSIG; number++) sigaction(number, &default_action, NULL);
    sigset_t empty_mask;
    sigemptyset(&empty_mask);
    sigprocmask(SIG_SETMASK, &empty_mask, NULL);
    if (setsid() >= 0 && ioctl(slave, TIOCSCTTY, 0) == 0 && dup2(slave, 0) >= 0 && dup2(slave, 1) >= 0
        && dup2(slave, 2) >= 0) {
        execve(path, arguments, environment);
    }
    const int reason = errno;
    if (write(report, &reason, sizeof reason) < 0) _exit(126);
    _exit(127);
}

static int close_on_exec(int descriptor) { return fcntl(descriptor, F_SETFD, FD_CLOEXEC); }

pid_t pseudo_terminal_start(
    const char *path, char *const arguments[], char *const environment[], int rows, int columns, int *master) {
    char name[64];
    int report[2];
    *master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (*master < 0) return -1;
    if (grantpt(*master) != 0 || unlockpt(*master) != 0 || ptsname_r(*master, name, sizeof name) != 0) return -1;
    if (pseudo_terminal_resize(*master, rows, columns) != 0) return -1;
    const int slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (slave < 0 || pipe2(report, O_CLOEXEC) != 0) return -1;
    const pid_t child = fork();
    if (child == 0) {
        // Descriptors that were inherited from the test runner are not necessarily close-on-exec.
        for (int other = 3; other < 1024; other++) {
            if (other != slave && other != report[1]) close_on_exec(other);
        }
        become(path, arguments, environment, slave, report[1]);
    }
    close(report[1]);
    int reason = 0;
    // End of file on the pipe means that exec succeeded. After that, our descriptor of the slave side is no longer
    // needed to keep the terminal open.
    while (child > 0 && read(report[0], &reason, sizeof reason) < 0 && errno == EINTR) {}
    close(report[0]);
    close(slave);
    if (child > 0 && reason != 0) {
        waitpid(child, NULL, 0);
        close(*master);
        errno = reason;
        return -1;
    }
    return child;
}

int pseudo_terminal_signal_thread(pid_t process, pid_t thread, int number) {
    return (int)syscall(SYS_tgkill, process, thread, number);
}
