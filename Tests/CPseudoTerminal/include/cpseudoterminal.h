// Starts a program in a pseudo-terminal. In C, since between fork and exec of a process with threads only
// async-signal-safe calls are allowed.

#ifndef CPSEUDOTERMINAL_H
#define CPSEUDOTERMINAL_H

#include <sys/types.h>

// Gives the process, the leader of a session of its own with the terminal as its controlling one, default signal
// actions, an empty signal mask and no descriptor beyond the three; `master` gets our side. -1 with errno on failure,
// also when the program cannot be executed.
pid_t pseudo_terminal_start(
    const char *path, char *const arguments[], char *const environment[], int rows, int columns, int *master);

// A pipe that no other child inherits, for programs that are started without a terminal.
int pseudo_terminal_pipe(int ends[2]);

int pseudo_terminal_resize(int master, int rows, int columns);

// Sends a signal to one thread of a process.
int pseudo_terminal_signal_thread(pid_t process, pid_t thread, int number);

#endif
