// Starts a program in a pseudo-terminal. This is written in C because a multithreaded process may make only
// async-signal-safe calls between fork and exec.

#ifndef CPSEUDOTERMINAL_H
#define CPSEUDOTERMINAL_H

#include <sys/types.h>

// Starts the program and returns its process ID. The process leads a new session with the terminal as its controlling
// terminal, and has default signal actions, an empty signal mask and no open descriptors except 0, 1 and 2. `master`
// receives the descriptor of the master side. Returns -1 and sets errno on failure, also if the program cannot be
// executed.
pid_t pseudo_terminal_start(
    const char *path, char *const arguments[], char *const environment[], int rows, int columns, int *master);

// Creates a pipe that no other child inherits, for programs that are started without a terminal.
int pseudo_terminal_pipe(int ends[2]);

int pseudo_terminal_resize(int master, int rows, int columns);

// Sends a signal to one thread of a process.
int pseudo_terminal_signal_thread(pid_t process, pid_t thread, int number);

#endif
