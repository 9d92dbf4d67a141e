// What the .c files of this target share. The files have an order, and each calls only those that stand before it:
//
//     state, events, characters, descriptions, fallback, types, command, reader, crash, signals, screen, wait
//
// `ArchitectureTests` holds that order.

#ifndef CTERMINAL_INTERNAL_H
#define CTERMINAL_INTERNAL_H

#include "cterminal.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

// The terminal is in our modes right now. Read in signal handlers.
extern volatile sig_atomic_t terminal_is_ours;

// The terminal is being taken, or taken again. In the background the process is stopped there. Read in signal handlers.
extern volatile sig_atomic_t terminal_is_being_taken;

// The terminal understands `CSI ? … h`, as all that place the cursor with a CSI do. Set when the terminal is opened.
extern bool terminal_has_modes;

// Whether another process group has the terminal. Async-signal-safe.
bool terminal_is_in_background(void);

// Writes all of it to standard output, around stdio and ncurses. Async-signal-safe; gives up when the terminal is gone.
void terminal_write_raw(const char *bytes, size_t count);

// Empties an event. It is no longer readable until it is signalled again.
void terminal_drain_event(int event);

// Whether a terminal type is known and of use, and whether it speaks CSI.
enum terminal_status terminal_examine(const char *type, bool *has_modes);

void terminal_enter_modes(void);
void terminal_leave_modes(void);

// Input. The descriptor becomes readable when `terminal_read` has something to give.
void terminal_open_reader(void);
void terminal_close_reader(void);
int terminal_input_descriptor(void);

// The compiled description of a terminal type that is in the program, as TERMINFO takes it; NULL for a type that the
// program does not contain.
const char *terminal_built_in_description(const char *type);
// Between these two ncurses finds the description that is in the program. False if there is none.
bool terminal_begin_built_in(const char *type);
void terminal_end_built_in(void);

// ncurses asks the functions of characters.h in place of the C library's.
bool terminal_has_own_characters(void);

// Signals.
int terminal_open_signals(void);
void terminal_close_signals(void);
// Readable when a signal has come.
int terminal_signal_descriptor(void);
// Returns whether a signal has come since it was taken last.
bool terminal_take_signal(int number);
// False where SIGTSTP was ignored from the start: the parent has no job control, and nobody would continue the process.
bool terminal_may_stop(void);

// Crash and standard error.
void terminal_capture_stderr(void);
void terminal_release_stderr(void);
void terminal_arm_crash_restore(const struct termios *found);
void terminal_disarm_crash_restore(void);
// Leaves the alternate screen and switches off all modes of the terminal that are not the kernel's. Async-signal-safe.
void terminal_write_restore(void);

#endif
