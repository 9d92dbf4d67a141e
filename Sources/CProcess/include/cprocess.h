// The process itself: its arguments, the signals that end it, and what it is allowed to use. Swift's own ways to these
// read /proc, or start threads, before the program can look.

#ifndef CPROCESS_H
#define CPROCESS_H

#include <dirent.h>
#include <stdbool.h>
#include <stddef.h>

// MARK: Arguments

// The number of arguments, the name of the program included.
int process_argument_count(void);

// The bytes of an argument as the kernel passed them, or NULL if there is no argument with that index.
const char *process_argument(int index);

// The bytes of a variable of the environment, `NAME=value`, or NULL after the last. To be called with 0, 1, 2 and so
// on.
const char *process_variable(int index);

// MARK: Files

// What `process_open_file` refuses.
enum process_file_refusal {
    // The system refused it: errno.
    PROCESS_FILE_ERROR = -1,
    PROCESS_FILE_IS_DIRECTORY = -2,
    PROCESS_FILE_IS_PIPE = -3,
    // A device or a socket.
    PROCESS_FILE_IS_OTHER = -4,
    // The last component is a symbolic link, and `follows_link` is false.
    PROCESS_FILE_IS_LINK = -5,
};

// Opens a regular file for reading. Never waits, whatever has the name. Returns a descriptor, or the reason for the
// failure.
int process_open_file(const char *path, bool follows_link, long long *size);

// Returns the name of an entry that readdir has found. An entry is only as long as its name: who copies the whole
// `d_name`, as Swift does with an array in a struct, reads beyond the end of readdir's buffer.
const char *process_entry_name(const struct dirent *entry);

// MARK: The end

// Returns whether a signal was ignored when the program started, as nohup and shell scripts arrange it.
bool process_was_ignored(int number);

// Starts to guard the end of the process: after `process_must_end` it ends within a second, whatever it does.
//
// status: the exit status of a process that had to be ended by force; below zero, 128 and the number of the signal.
void process_guard_end(int status);

// Sets the function that gives the terminal back before a forced end, or NULL. It must be async-signal-safe.
void process_set_give_back(void (*function)(void));

// Sets the deadline for the end of the process unless one is set already. Async-signal-safe.
void process_must_end(int number);

// Returns whether the process was asked to end. Async-signal-safe.
bool process_is_ending(void);

// Ends the process now, as after the deadline. Async-signal-safe.
_Noreturn void process_leave(int number);

// Ends the process by the default action of a signal. Async-signal-safe.
_Noreturn void process_die_by(int number);

// Removes a file if the process is ended by force before `process_forget_unfinished`.
//
// Returns a number for `process_forget_unfinished`, or -1 if too many files are noted.
int process_note_unfinished(const char *path);
void process_forget_unfinished(int number);

// MARK: Limits

// Raises the soft limit of open files to `wanted`, or as far as the hard limit allows. Returns the soft limit.
long process_raise_open_files(long wanted);

// The soft limit of the address space in bytes, or -1 without a limit.
long long process_address_space(void);

// Raises the soft limit of the stack to `wanted` bytes, or as far as the hard limit allows, and gives new threads a
// stack of 2 MiB if they would get less. Returns the soft limit in bytes.
long process_raise_stack(long wanted);

enum {
    // Not a descriptor, and not -1, the only value that libdispatch takes for a failure.
    PROCESS_NO_FILE = -2,
};

// What `open` returns for a file that the system refuses to open: for /proc/ID/stat of a thread of this process a
// descriptor from which a running thread is read, or PROCESS_NO_FILE if no descriptor is left; -1 for any other path.
int process_open_own_thread(const char *path);

// Starts threads that do nothing, waits for their end, and returns how many could run at once, up to `wanted`.
int process_count_threads(int wanted);

#endif
