// The process: its arguments, the signals that end it, and its resource limits. Swift's own functions for these read
// /proc or start threads before the program can check whether that is possible.

#ifndef CPROCESS_H
#define CPROCESS_H

#include <dirent.h>
#include <stdbool.h>
#include <stddef.h>

// MARK: Arguments

// Returns the number of arguments, including the name of the program.
int process_argument_count(void);

// Returns the bytes of an argument as the kernel passed them, or NULL if there is no argument with that index.
const char *process_argument(int index);

// Returns the bytes of an environment variable, `NAME=value`, or NULL after the last variable. The caller passes 0, 1,
// 2 and so on.
const char *process_variable(int index);

// MARK: Files

// The reasons why `process_open_file` fails.
enum process_file_refusal {
    // The system call failed: see errno.
    PROCESS_FILE_ERROR = -1,
    PROCESS_FILE_IS_DIRECTORY = -2,
    PROCESS_FILE_IS_PIPE = -3,
    // A device or a socket.
    PROCESS_FILE_IS_OTHER = -4,
    // The last component is a symbolic link, and `follows_link` is false.
    PROCESS_FILE_IS_LINK = -5,
};

// Opens a regular file for reading. The call never blocks, whatever kind of file the path names. Returns a descriptor,
// or a `process_file_refusal`.
//
// - path: the path of the file.
// - follows_link: whether to follow a symbolic link in the last component.
// - size: receives the size of the file in bytes.
int process_open_file(const char *path, bool follows_link, long long *size);

// Returns the name of an entry that readdir returned. An entry is only as long as its name: code that copies the whole
// `d_name`, as Swift does with an array in a struct, reads beyond the end of readdir's buffer.
const char *process_entry_name(const struct dirent *entry);

// MARK: Termination

// Returns whether a signal was ignored when the program started. nohup and shell scripts do that.
bool process_was_ignored(int number);

// Installs the deadline for termination: after `process_must_end` the process ends within a second, whatever it is
// doing.
//
// status: the exit status of a process that the deadline ended. If it is negative, the status is 128 plus the number of
// the signal.
void process_guard_end(int status);

// Makes the calling thread the one that waits for a signal. The signal is blocked in this thread, and any other thread
// that receives it passes it on to this thread. Blocking alone is not enough, because a library may have started
// threads before.
void process_wait_for(int number);

// Sets the function that restores the terminal before a forced exit, or NULL. It must be async-signal-safe.
void process_set_restore_terminal(void (*function)(void));

// Sets the deadline for termination unless it is already set. Async-signal-safe.
void process_must_end(int number);

// Returns whether a signal has requested termination. Async-signal-safe.
bool process_is_ending(void);

// Ends the process now, in the same way as after the deadline. Async-signal-safe.
_Noreturn void process_leave(int number);

// Ends the process by the default action of a signal. Async-signal-safe.
_Noreturn void process_die_by(int number);

// Registers a file that a forced exit removes, until `process_forget_unfinished` is called.
//
// Returns a number for `process_forget_unfinished`, or -1 if the table of files is full or the path is too long.
int process_note_unfinished(const char *path);
void process_forget_unfinished(int number);

// MARK: Commands

enum {
    PROCESS_COMMAND_EXITED = 0,
    PROCESS_COMMAND_SIGNALLED = 1,
    PROCESS_COMMAND_LATE = 2,
    PROCESS_COMMAND_STOPPED = 3,
    PROCESS_COMMAND_NOT_STARTED = 4,
};

// Runs a command with /bin/sh in a separate process group and waits for its end. The command reads `input` from its
// standard input, and its output goes to standard error. A command that takes longer than `milliseconds` is ended. Only
// one command may run at a time, and SIGPIPE must be ignored. Returns how the command ended: a PROCESS_COMMAND_ value.
//
// code: the exit status, the number of the signal, or the error number.
int process_run_command(const char *command, const char *input, size_t length, int milliseconds, int *code);

// Requests that the running command ends, and prevents further commands from starting. Async-signal-safe.
void process_stop_command(void);

// Kills the running command immediately. Async-signal-safe.
void process_kill_command(void);

// MARK: Limits

// Raises the soft limit of open files to `wanted`, or to the hard limit if that is lower. Returns the soft limit.
long process_raise_open_files(long wanted);

// Returns the soft limit of the address space in bytes, or -1 if there is no limit.
long long process_address_space(void);

// Raises the soft limit of the stack to `wanted` bytes, or to the hard limit if that is lower, and gives new threads a
// stack of 2 MiB if their stack would be smaller. Returns the soft limit in bytes.
long process_raise_stack(long wanted);

enum {
    // Neither a descriptor nor -1, which is the only value that libdispatch treats as a failure.
    PROCESS_NO_FILE = -2,
};

// Returns the result of `open` for a file that the system could not open. For /proc/ID/stat of a thread of this
// process, that is a descriptor with text that describes a running thread, or PROCESS_NO_FILE if no descriptor is left.
// For any other path it is -1.
int process_open_own_thread(const char *path);

// Starts threads that do nothing, waits until they have ended, and returns how many could run at once, up to `wanted`.
int process_count_threads(int wanted);

#endif
