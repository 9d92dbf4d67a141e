// Runs a command and writes its standard input. The command runs in a separate process group with the default signal
// handling, and inherits no descriptor of this process except standard error. The process always waits for the command,
// so that no zombie process remains.

#define _GNU_SOURCE
#include "cprocess.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

// PAUSE is the time between two checks of the command, and GRACE the time between SIGTERM and SIGKILL. Both are in
// milliseconds.
enum { PAUSE = 20, GRACE = 200 };

static volatile sig_atomic_t is_stopped;
static volatile sig_atomic_t running_group;

void process_stop_command(void) { is_stopped = 1; }

void process_kill_command(void) {
    const pid_t group = running_group;
    if (group > 0) kill(-group, SIGKILL);
}

static long long now_in_milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

// Starts the command with `input` as its standard input and its output on standard error. Returns 0 or an error number.
static int start(const char *command, int input, pid_t *pid) {
    const char *const arguments[] = {"sh", "-c", command, NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    int error = posix_spawn_file_actions_init(&actions);
    if (error) return error;
    error = posix_spawnattr_init(&attributes);
    if (error) {
        posix_spawn_file_actions_destroy(&actions);
        return error;
    }
    error = posix_spawn_file_actions_adddup2(&actions, input, 0);
    if (!error) error = posix_spawn_file_actions_adddup2(&actions, 2, 1);
    if (!error) error = posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    if (!error) error = posix_spawnattr_setsigmask(&attributes, &none);
    if (!error) error = posix_spawnattr_setsigdefault(&attributes, &all);
    if (!error) error = posix_spawnattr_setpgroup(&attributes, 0);
    if (!error) {
        error = posix_spawnattr_setflags(
            &attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    }
    if (!error) error = posix_spawn(pid, "/bin/sh", &actions, &attributes, (char *const *)arguments, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

// Writes as many bytes as the pipe accepts now. Closes the pipe when all bytes are written or if the pipe has no
// reader.
static void feed(int *output, const char **bytes, size_t *left) {
    while (*output >= 0 && *left > 0) {
        const ssize_t count = write(*output, *bytes, *left);
        if (count >= 0) {
            *bytes += count;
            *left -= (size_t)count;
        } else if (errno == EAGAIN) {
            return;
        } else if (errno != EINTR) {
            break;
        }
    }
    if (*output >= 0) close(*output);
    *output = -1;
}

static void pause_for(int output, int milliseconds) {
    struct pollfd watched = {.fd = output, .events = POLLOUT};
    poll(&watched, output >= 0 ? 1 : 0, milliseconds);
}

int process_run_command(const char *command, const char *input, size_t length, int milliseconds, int *code) {
    int ends[2];
    *code = 0;
    if (is_stopped) return PROCESS_COMMAND_STOPPED;
    if (pipe2(ends, O_CLOEXEC) != 0) {
        *code = errno;
        return PROCESS_COMMAND_NOT_STARTED;
    }
    fcntl(ends[1], F_SETFL, O_NONBLOCK);
    pid_t pid = 0;
    const int error = start(command, ends[0], &pid);
    close(ends[0]);
    if (error) {
        close(ends[1]);
        *code = error;
        return PROCESS_COMMAND_NOT_STARTED;
    }
    running_group = pid;
    const long long deadline = now_in_milliseconds() + milliseconds;
    long long killed_at = 0;
    int reason = PROCESS_COMMAND_EXITED, status = 0;
    for (;;) {
        feed(&ends[1], &input, &length);
        const pid_t ended = waitpid(pid, &status, WNOHANG);
        // If SIGCHLD is ignored, waitpid fails and the status of the command is not known.
        if (ended == pid || (ended < 0 && errno != EINTR)) break;
        const long long now = now_in_milliseconds();
        if (reason == PROCESS_COMMAND_EXITED && (is_stopped || now >= deadline)) {
            reason = is_stopped ? PROCESS_COMMAND_STOPPED : PROCESS_COMMAND_LATE;
            killed_at = now + GRACE;
            kill(-pid, SIGTERM);
        } else if (reason != PROCESS_COMMAND_EXITED && now >= killed_at) {
            kill(-pid, SIGKILL);
        }
        pause_for(ends[1], PAUSE);
    }
    if (reason != PROCESS_COMMAND_EXITED) kill(-pid, SIGKILL);
    running_group = 0;
    if (ends[1] >= 0) close(ends[1]);
    if (reason != PROCESS_COMMAND_EXITED) return reason;
    *code = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
    return WIFSIGNALED(status) ? PROCESS_COMMAND_SIGNALLED : PROCESS_COMMAND_EXITED;
}
