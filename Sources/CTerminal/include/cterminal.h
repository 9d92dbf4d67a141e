// ncurses and signals behind a handful of calls of our own. ncurses' header declares its state as global variables
// and macros, which Swift 6 rightly refuses; so it is included only in the .c files beside this.
//
// Everything here belongs to the main thread, but `terminal_signal_event` and `terminal_ask_program`, which any thread
// may call.

#ifndef CTERMINAL_H
#define CTERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// How opening went.
enum terminal_status {
    TERMINAL_OPEN,
    TERMINAL_NOT_A_TTY,
    TERMINAL_UNKNOWN_TYPE,
    // The type is known, and cannot place the cursor.
    TERMINAL_POOR_TYPE,
    // A call to the system failed: errno.
    TERMINAL_SYSTEM_ERROR,
};

// What a terminal turned out to be able to do.
struct terminal_facts {
    // False when neither the locale nor C.UTF-8 can show more than ASCII.
    bool utf8;
    // Blanks that are erased take the background colour ("bce").
    bool erases_with_background;
    // 0 when there are none, or they are not wanted.
    int colors;
};

// Takes the terminal on standard input and output. `color` false leaves colours alone altogether.
enum terminal_status terminal_open(const char *type, bool color, bool mouse, struct terminal_facts *facts);

// Looks a type up without touching a terminal; `colors` gets their number.
enum terminal_status terminal_look_up(const char *type, int *colors);

// The same among the descriptions in the program only, which serve where terminfo has none.
enum terminal_status terminal_look_up_built_in(const char *type, int *colors);

// Gives it back as it was found, and what was said on standard error meanwhile after it.
void terminal_close(void);

// Chooses the locale of characters, as `terminal_open` does: true when it is UTF-8.
bool terminal_use_utf8_locale(void);

// Names the function that knows the columns of a code point, -1 for what is not printable. Packaged files ask it in
// place of the C library.
void terminal_use_width(int (*width)(uint32_t code_point));

// Columns of a code point as ncurses sees them, -1 when it is not printable.
int terminal_width(uint32_t code_point);

// Why waiting ended; several may be set.
enum {
    TERMINAL_INPUT = 1,
    TERMINAL_WOKEN = 2,
    // The window's size may have changed, or another program has written over the screen.
    TERMINAL_RESIZED = 4,
    TERMINAL_STOP = 8,
    TERMINAL_HUNG_UP = 16,
};

// Sleeps until a key, a signal, a wake or the end of the time; below zero there is none. `ended_by` gets the number of
// a signal that asks the process to end, else 0.
unsigned terminal_wait(int wake_event, int milliseconds, int *ended_by);

// An event for `terminal_wait`, -1 on failure; to be closed by the caller.
int terminal_make_event(void);
void terminal_signal_event(int event);

// Takes over the window's true size; at least 1x1.
void terminal_take_size(int *rows, int *columns);

// Gives the terminal to the shell, stops the process group, and takes the terminal again once continued. Returns at
// once where nobody could continue it.
void terminal_suspend(void);

// The most bytes that `terminal_read` gives at a time.
enum { TERMINAL_PIECE = 4096 };
// What `terminal_read` returns when the terminal is gone.
enum { TERMINAL_GONE = -1 };

// Takes the oldest bytes that have arrived together into a buffer of TERMINAL_PIECE bytes, with the time by
// `terminal_now` at which they arrived. Returns their number, 0 when nothing is waiting, TERMINAL_GONE when everything
// was taken and the terminal is gone.
int terminal_read(void *bytes, int64_t *time);

// Nanoseconds by the monotonic clock that `terminal_read` goes by.
int64_t terminal_now(void);

// Looks up what terminfo says the keys of a terminal type send, and gives each by the name of its capability ("kcuu1"),
// extended names included. Gives nothing for an unknown type. To be called while no terminal is open.
void terminal_each_key(
    const char *type, void (*take)(void *context, const char *name, const char *sequence), void *context);

// Attributes, to be joined.
enum {
    TERMINAL_BOLD = 1,
    TERMINAL_UNDERLINE = 2,
    TERMINAL_REVERSE = 4,
    TERMINAL_DIM = 8,
};

// Colours of a pair, -1 for the terminal's own; pairs count from 1, 0 is the terminal's own.
void terminal_define_pair(int pair, int foreground, int background);
void terminal_put(int row, int column, const uint32_t *code_points, int count, unsigned attributes, int pair);
// Blanks the whole frame to be; with `forget` the screen is not trusted either and is written again.
void terminal_erase(bool forget);
// Writes what has changed; a row below zero hides the cursor.
void terminal_show(int cursor_row, int cursor_column);
void terminal_bell(void);
// Writes bytes past ncurses, between two frames: what changes nothing on the screen.
void terminal_send(const void *bytes, size_t count);

// Runs a program found by PATH and takes what it prints, for at most so long; `arguments` ends with NULL. Returns the
// length of the answer, -1 where the program is not there, failed, or took too long. Any thread may call it.
ptrdiff_t terminal_ask_program(const char *const arguments[], char *answer, size_t capacity, int milliseconds);

#endif
