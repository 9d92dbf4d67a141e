// A small interface to ncurses and signals. The header of ncurses declares its state as global variables and macros,
// which Swift 6 rejects. Therefore only the .c files of this target include that header.
//
// All functions must be called on the main thread, except `terminal_signal_event` and `terminal_ask_program`, which any
// thread may call.

#ifndef CTERMINAL_H
#define CTERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The result of opening the terminal.
enum terminal_status {
    TERMINAL_OPEN,
    TERMINAL_NOT_A_TTY,
    TERMINAL_UNKNOWN_TYPE,
    // The type is known, but it cannot position the cursor.
    TERMINAL_POOR_TYPE,
    // A system call failed: see errno.
    TERMINAL_SYSTEM_ERROR,
};

// The capabilities of the terminal.
struct terminal_facts {
    // False if neither the locale nor C.UTF-8 can show more than ASCII.
    bool utf8;
    // Whether erased cells take the background colour ("bce").
    bool erases_with_background;
    // The number of colours. 0 if the terminal has no colours, or if they are not wanted.
    int colors;
};

// Takes the terminal on standard input and output. If `color` is false, colours are not used at all.
enum terminal_status terminal_open(const char *type, bool color, bool mouse, struct terminal_facts *facts);

// Looks up a terminal type without accessing a terminal. `colors` receives the number of colours.
enum terminal_status terminal_look_up(const char *type, int *colors);

// Looks up a terminal type only among the descriptions in the program. They are used for types that terminfo does not
// have.
enum terminal_status terminal_look_up_built_in(const char *type, int *colors);

// Restores the terminal to its previous state, then prints the captured standard error.
void terminal_close(void);

// Sets the character locale, as `terminal_open` does. Returns true if it is UTF-8.
bool terminal_use_utf8_locale(void);

// Sets the function that returns the width of a code point in columns, or -1 for a code point that is not printable.
// Packaged files use this function instead of the one of the C library.
void terminal_use_width(int (*width)(uint32_t code_point));

// Returns the width of a code point in columns as ncurses computes it, or -1 if the code point is not printable.
int terminal_width(uint32_t code_point);

// The reasons why waiting ended. Several bits may be set.
enum {
    TERMINAL_INPUT = 1,
    TERMINAL_WOKEN = 2,
    // The size of the window may have changed, or another program has written to the screen.
    TERMINAL_RESIZED = 4,
    TERMINAL_STOP = 8,
    TERMINAL_HUNG_UP = 16,
};

// Waits until a key, a signal or a wake event arrives, or until the timeout in milliseconds has passed. A negative
// timeout waits without limit. `ended_by` receives the number of a signal that requests termination, or 0.
unsigned terminal_wait(int wake_event, int milliseconds, int *ended_by);

// Creates an event for `terminal_wait`. Returns its descriptor, which the caller must close, or -1 on failure.
int terminal_make_event(void);
void terminal_signal_event(int event);

// Reads the current size of the window and applies it. The size is at least 1x1.
void terminal_take_size(int *rows, int *columns);

// Leaves the terminal to the shell, stops the process group, and takes the terminal again after the process is
// continued. Returns immediately if no shell could continue the process.
void terminal_suspend(void);

// The maximum number of bytes that `terminal_read` returns at a time.
enum { TERMINAL_PIECE = 4096 };
// The result of `terminal_read` when the terminal is gone.
enum { TERMINAL_GONE = -1 };

// Copies the oldest piece of input into a buffer of TERMINAL_PIECE bytes, with the time by `terminal_now` at which the
// piece arrived. Returns the number of bytes, 0 if no input is waiting, or TERMINAL_GONE if all input was read and the
// terminal is gone.
int terminal_read(void *bytes, int64_t *time);

// Returns the time in nanoseconds by the monotonic clock that `terminal_read` uses.
int64_t terminal_now(void);

// Looks up which sequences the keys of a terminal type send according to terminfo. Calls `take` with the capability
// name of each key ("kcuu1"), including extended names. Does not call it for an unknown type. No terminal may be open
// during the call.
void terminal_each_key(
    const char *type, void (*take)(void *context, const char *name, const char *sequence), void *context);

// Attributes. They can be combined.
enum {
    TERMINAL_BOLD = 1,
    TERMINAL_UNDERLINE = 2,
    TERMINAL_REVERSE = 4,
    TERMINAL_DIM = 8,
};

// Sets the colours of a pair. -1 is the terminal's own colour. Pairs are numbered from 1, and pair 0 has the terminal's
// own colours.
void terminal_define_pair(int pair, int foreground, int background);
void terminal_put(int row, int column, const uint32_t *code_points, int count, unsigned attributes, int pair);
// Clears the next frame. If `forget` is true, the content of the screen is treated as unknown and written completely.
void terminal_erase(bool forget);
// Writes the differences to the screen. A negative row hides the cursor.
void terminal_show(int cursor_row, int cursor_column);
void terminal_bell(void);
// Writes bytes directly to the terminal, between two frames. The bytes must not change the screen.
void terminal_send(const void *bytes, size_t count);

// Runs a program that is found by PATH and reads its output, for at most `milliseconds`. `arguments` ends with NULL.
// Returns the length of the output, or -1 if the program does not exist, failed or took too long. Any thread may call
// this function.
ptrdiff_t terminal_ask_program(const char *const arguments[], char *answer, size_t capacity, int milliseconds);

#endif
