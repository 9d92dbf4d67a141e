// Looks up a terminal type before anything is written. This is a separate file because <term.h> defines `lines`,
// `columns` and hundreds of other names as macros.

#include "internal.h"

#include <stdio.h>
#include <unistd.h>

#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <ncurses.h>
#include <term.h>

// Looks in the terminfo database first, then among the descriptions in the program.
static bool set_up(const char *type) {
    int found = 0;
    if (setupterm(type, STDOUT_FILENO, &found) == OK) return true;
    if (!terminal_begin_built_in(type)) return false;
    const bool is_known = setupterm(type, STDOUT_FILENO, &found) == OK;
    terminal_end_built_in();
    return is_known;
}

static enum terminal_status look_up(const char *type, int *colors) {
    if (!set_up(type)) return TERMINAL_UNKNOWN_TYPE;
    const char *cup = tigetstr("cup");
    const bool usable = cup != NULL && cup != (const char *)-1;
    const int number = tigetnum("colors");
    *colors = number > 0 ? number : 0;
    del_curterm(set_curterm(NULL));
    return usable ? TERMINAL_OPEN : TERMINAL_POOR_TYPE;
}

enum terminal_status terminal_look_up(const char *type, int *colors) { return look_up(type, colors); }

enum terminal_status terminal_look_up_built_in(const char *type, int *colors) {
    if (!terminal_begin_built_in(type)) return TERMINAL_UNKNOWN_TYPE;
    const enum terminal_status status = look_up(type, colors);
    terminal_end_built_in();
    return status;
}

enum terminal_status terminal_examine(const char *type, bool *has_modes) {
    if (!set_up(type)) return TERMINAL_UNKNOWN_TYPE;
    const char *cup = tigetstr("cup");
    const bool usable = cup != NULL && cup != (const char *)-1;
    *has_modes = usable && cup[0] == '\033' && cup[1] == '[';
    del_curterm(set_curterm(NULL));
    return usable ? TERMINAL_OPEN : TERMINAL_POOR_TYPE;
}

static void report_key(
    const char *name, void (*take)(void *context, const char *name, const char *sequence), void *context) {
    const char *sequence = tigetstr(name);
    if (sequence != NULL && sequence != (const char *)-1 && *sequence) take(context, name, sequence);
}

void terminal_each_key(
    const char *type, void (*take)(void *context, const char *name, const char *sequence), void *context) {
    if (!set_up(type)) return;
    for (int i = 0; strnames[i] != NULL; i++) {
        if (strnames[i][0] == 'k') report_key(strnames[i], take, context);
    }
    // Keys with Shift, Alt and Control, by the names that ncurses gives them. For example, "kUP5" is Up with Control.
    static const char *const modified[] = {"kUP", "kDN", "kLFT", "kRIT", "kHOM", "kEND", "kPRV", "kNXT", "kIC", "kDC"};
    for (unsigned i = 0; i < sizeof modified / sizeof modified[0]; i++) {
        char name[8];
        // Without a number, only the first two are extended names. The others are standard names, which the loop above
        // has reported.
        if (i < 2) report_key(modified[i], take, context);
        for (int modifier = 3; modifier <= 8; modifier++) {
            snprintf(name, sizeof name, "%s%d", modified[i], modifier);
            report_key(name, take, context);
        }
    }
    del_curterm(set_curterm(NULL));
}
