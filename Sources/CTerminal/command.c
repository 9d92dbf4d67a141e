// Runs another program for a short time and reads its output, for facts about the terminal that terminfo does not
// contain.
//
// The program gets no access to the terminal: its input is empty, its standard error is discarded, and it is killed
// when its time limit has passed. It runs in a process group of its own, with the default signal actions.

#define _GNU_SOURCE
#include "cterminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static long long now_in_milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

// Starts the program with `output` as its standard output. Returns 0 or an error number.
static int start(const char *const arguments[], int output, pid_t *pid) {
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
    if (!error) error = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    if (!error) error = posix_spawn_file_actions_adddup2(&actions, output, 1);
    if (!error) error = posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    if (!error) error = posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    if (!error) error = posix_spawnattr_setsigmask(&attributes, &none);
    if (!error) error = posix_spawnattr_setsigdefault(&attributes, &all);
    if (!error) error = posix_spawnattr_setpgroup(&attributes, 0);
    if (!error) {
        error = posix_spawnattr_setflags(
            &attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    }
    if (!error) error = posix_spawnp(pid, arguments[0], &actions, &attributes, (char *const *)arguments, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

// Reads until end of file, until the buffer is full, or until the deadline. Returns the number of bytes, or -1 if the
// deadline passed or reading failed.
static ptrdiff_t read_answer(int input, char *answer, size_t capacity, long long deadline) {
    size_t length = 0;
    while (length < capacity) {
        long long left = deadline - now_in_milliseconds();
        if (left <= 0) return -1;
        struct pollfd watched = {.fd = input, .events = POLLIN};
        int ready = poll(&watched, 1, (int)left);
        if (ready == 0) return -1;
        if (ready < 0) {
            if (errno == EINTR) continue;
            return -1;
        }
        ssize_t count = read(input, answer + length, capacity - length);
        if (count == 0) break;
        if (count < 0) {
            if (errno == EINTR) continue;
            return -1;
        }
        length += (size_t)count;
    }
    return (ptrdiff_t)length;
}

// Waits until the program has ended, and kills it at the deadline. Returns whether it exited by itself with status 0.
static bool finish(pid_t pid, long long deadline) {
    int status = 0;
    bool is_killed = false;
    for (;;) {
        pid_t ended = waitpid(pid, &status, is_killed ? 0 : WNOHANG);
        if (ended == pid) return !is_killed && WIFEXITED(status) && WEXITSTATUS(status) == 0;
        // If SIGCHLD is ignored, no exit status is available. In that case the output counts as valid.
        if (ended < 0 && errno != EINTR) return !is_killed && errno == ECHILD;
        if (ended == 0) {
            if (now_in_milliseconds() >= deadline) {
                kill(pid, SIGKILL);
                is_killed = true;
            } else {
                poll(NULL, 0, 2);
            }
        }
    }
}

ptrdiff_t terminal_ask_program(const char *const arguments[], char *answer, size_t capacity, int milliseconds) {
    long long deadline = now_in_milliseconds() + milliseconds;
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return -1;
    pid_t pid = 0;
    int error = start(arguments, ends[1], &pid);
    close(ends[1]);
    if (error) {
        close(ends[0]);
        return -1;
    }
    ptrdiff_t length = read_answer(ends[0], answer, capacity, deadline);
    close(ends[0]);
    bool succeeded = finish(pid, length < 0 ? 0 : deadline);
    return succeeded ? length : -1;
}
