// Declarations that the .c files of this target share. The files have an order, and each file calls only those that
// stand before it:
//
//     state, events, characters, descriptions, fallback, types, command, reader, crash, signals, screen, wait
//
// `ArchitectureTests` enforces that order.

#ifndef CTERMINAL_INTERNAL_H
#define CTERMINAL_INTERNAL_H

#include "cterminal.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

// Whether the terminal is in this program's modes. Signal handlers read this variable.
extern volatile sig_atomic_t terminal_is_ours;

// Whether the program is taking the terminal, for the first time or again. A background process is stopped when it
// tries to take the terminal. Signal handlers read this variable.
extern volatile sig_atomic_t terminal_is_being_taken;

// Whether the terminal understands `CSI ? … h`. Every terminal that positions the cursor with a CSI sequence does. Set
// when the terminal is opened.
extern bool terminal_has_modes;

// Returns whether another process group is in the foreground of the terminal. Async-signal-safe.
bool terminal_is_in_background(void);

// Writes all bytes to standard output, bypassing stdio and ncurses. Stops if the terminal is gone. Async-signal-safe.
void terminal_write_raw(const char *bytes, size_t count);

// Resets an event. The event is not readable until it is signalled again.
void terminal_drain_event(int event);

// Checks whether a terminal type is known and usable, and whether the terminal supports CSI sequences.
enum terminal_status terminal_examine(const char *type, bool *has_modes);

void terminal_enter_modes(void);
void terminal_leave_modes(void);

// Input. The descriptor is readable when `terminal_read` has a result other than 0.
void terminal_open_reader(void);
void terminal_close_reader(void);
int terminal_input_descriptor(void);

// Returns the compiled description of a terminal type from the program itself, in the format of TERMINFO. Returns NULL
// for a type that the program does not contain.
const char *terminal_built_in_description(const char *type);
// Between these two calls ncurses uses the description that is in the program. The first call returns false if there is
// no such description.
bool terminal_begin_built_in(const char *type);
void terminal_end_built_in(void);

// Returns whether ncurses uses the functions of characters.h instead of those of the C library.
bool terminal_has_own_characters(void);

// Signals.
int terminal_open_signals(void);
void terminal_close_signals(void);
// Returns the descriptor that is readable when a signal has arrived.
int terminal_signal_descriptor(void);
// Returns whether a signal has arrived since the last call for that signal.
bool terminal_take_signal(int number);
// Returns false if SIGTSTP was ignored at the start: the parent has no job control, and nothing would continue the
// process.
bool terminal_may_stop(void);

// Crashes and standard error.
void terminal_capture_stderr(void);
void terminal_release_stderr(void);
void terminal_arm_crash_restore(const struct termios *found);
void terminal_disarm_crash_restore(void);
// Leaves the alternate screen and resets all modes of the terminal that the kernel does not manage. Async-signal-safe.
void terminal_write_restore(void);

#endif
