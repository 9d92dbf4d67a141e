// Looks a terminal type up before anything is written. Apart from the rest, since <term.h> defines `lines`, `columns`
// and hundreds more as macros.

#include "internal.h"

#include <unistd.h>

#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <ncurses.h>
#include <term.h>

enum terminal_status terminal_look_up(const char *type, int *colors) {
    int found = 0;
    if (setupterm(type, STDOUT_FILENO, &found) != OK) return TERMINAL_UNKNOWN_TYPE;
    const char *place = tigetstr("cup");
    const bool usable = place != NULL && place != (const char *)-1;
    const int number = tigetnum("colors");
    *colors = number > 0 ? number : 0;
    del_curterm(set_curterm(NULL));
    return usable ? TERMINAL_OPEN : TERMINAL_POOR_TYPE;
}

enum terminal_status terminal_examine(const char *type, bool *has_modes) {
    int found = 0;
    if (setupterm(type, STDOUT_FILENO, &found) != OK) return TERMINAL_UNKNOWN_TYPE;
    const char *place = tigetstr("cup");
    const bool usable = place != NULL && place != (const char *)-1;
    *has_modes = usable && place[0] == '\033' && place[1] == '[';
    del_curterm(set_curterm(NULL));
    return usable ? TERMINAL_OPEN : TERMINAL_POOR_TYPE;
}
