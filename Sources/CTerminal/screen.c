// Takes and restores the terminal, and draws text on it. ncurses compares the frame with the screen and sends the
// differences. Modes that ncurses does not know (bracketed paste, synchronized output) are written directly.

#define _GNU_SOURCE
#include "cprocess.h"
#include "characters.h"
#include "cterminal.h"
#include "internal.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <ncurses.h>

static SCREEN *screen;
static bool takes_mouse;
// ncurses enables the terminal's keypad only through a window.
static WINDOW *pad;

static void write_mode(const char *sequence) {
    if (terminal_has_modes) terminal_write_raw(sequence, strlen(sequence));
}

// Disables all mouse and focus reports, in every form and encoding. A program that crashed, or whose connection broke,
// may have left them enabled. These sequences only change settings: the terminal does not answer them.
static void stop_reports(void) {
    write_mode("\033[?9l\033[?1000l\033[?1001l\033[?1002l\033[?1003l\033[?1004l\033[?1005l\033[?1006l\033[?1015l\033[?1016l");
}

bool terminal_use_utf8_locale(void) {
    if (terminal_has_own_characters()) {
        setlocale(LC_CTYPE, "");
        return true;
    }
    // The user's own locale comes first, then the locales that Debian, Red Hat and other distributions have, and those
    // that are common on the machines of this service's users.
    static const char *const names[] = {"", "C.UTF-8", "C.utf8", "en_US.UTF-8", "zh_CN.UTF-8"};
    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (setlocale(LC_CTYPE, names[i]) != NULL && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return true;
    }
    return false;
}

int terminal_width(uint32_t code_point) {
    return terminal_has_own_characters() ? characters_wcwidth((wchar_t)code_point) : wcwidth((wchar_t)code_point);
}

// `initscr` is not used because it exits the process when it fails.
static SCREEN *new_screen(const char *type) {
    SCREEN *opened = newterm(type, stdout, stdin);
    if (opened == NULL && terminal_begin_built_in(type)) {
        opened = newterm(type, stdout, stdin);
        terminal_end_built_in();
    }
    return opened;
}

// No real screen is larger. A program can set the size to 65,535 by 65,535, for which ncurses would need gigabytes.
enum { MAX_ROWS = 1000, MAX_COLUMNS = 2000 };

// Reads the size that the kernel knows. Returns false if the kernel does not know it: a serial line reports zero.
static bool known_size(struct winsize *window) {
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, window) == 0 && window->ws_row > 0 && window->ws_col > 0;
}

static bool is_absurd(const struct winsize *window) {
    return window->ws_row > MAX_ROWS || window->ws_col > MAX_COLUMNS;
}

enum terminal_status terminal_open(const char *type, bool color, bool mouse, struct terminal_facts *facts) {
    struct termios found;
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) return TERMINAL_NOT_A_TTY;
    if (tcgetattr(STDOUT_FILENO, &found) != 0) return TERMINAL_SYSTEM_ERROR;
    facts->utf8 = terminal_use_utf8_locale();
    const enum terminal_status known = terminal_examine(type, &terminal_has_modes);
    if (known != TERMINAL_OPEN) return known;
    if (terminal_open_signals() != 0) return TERMINAL_SYSTEM_ERROR;
    use_env(FALSE);
    // If the size is larger than the limit, ncurses does not read it here. `terminal_take_size` passes a limited size
    // later.
    struct winsize window;
    use_tioctl(known_size(&window) && is_absurd(&window) ? FALSE : TRUE);
    terminal_is_being_taken = 1;
    screen = new_screen(type);
    if (screen == NULL) {
        terminal_is_being_taken = 0;
        terminal_close_signals();
        return TERMINAL_UNKNOWN_TYPE;
    }
    // Until the first `endwin`, ncurses sends every cursor movement separately.
    endwin();
    terminal_arm_crash_restore(&found);
    terminal_capture_stderr();
    // `cbreak` must not follow `raw`, because it would enable the terminal's own signals again.
    raw();
    noecho();
    nonl();
    // ncurses must not abandon a frame halfway when a key arrives.
    typeahead(-1);
    takes_mouse = mouse;
    pad = newpad(1, 1);
    if (pad == NULL) {
        terminal_close();
        errno = ENOMEM;
        return TERMINAL_SYSTEM_ERROR;
    }
    facts->erases_with_background = tigetflag("bce") == 1;
    facts->colors = 0;
    if (color && has_colors()) {
        start_color();
        use_default_colors();
        facts->colors = COLORS;
    }
    terminal_enter_modes();
    terminal_open_reader();
    return TERMINAL_OPEN;
}

void terminal_enter_modes(void) {
    terminal_is_being_taken = 0;
    // A process that must terminate leaves the terminal to its current owner.
    if (screen == NULL || process_is_ending()) return;
    terminal_is_being_taken = 1;
    if (terminal_is_ours) endwin();
    terminal_is_ours = 1;
    reset_prog_mode();
    // Leaves the endwin state without drawing a frame, so that the next frame is drawn completely.
    wnoutrefresh(stdscr);
    doupdate();
    // Without this, function keys of old terminals send nothing, and those of other terminals send sequences that are
    // not in terminfo.
    keypad(pad, TRUE);
    stop_reports();
    if (takes_mouse) write_mode("\033[?1000h\033[?1006h");
    write_mode("\033[?2004h");
    terminal_is_being_taken = 0;
}

void terminal_leave_modes(void) {
    if (!terminal_is_ours) return;
    if (terminal_is_in_background()) {
        terminal_is_ours = 0;
        return terminal_write_restore();
    }
    write_mode("\033[?2004l");
    if (takes_mouse) write_mode("\033[?1006l\033[?1000l");
    curs_set(1);
    endwin();
    terminal_is_ours = 0;
}

void terminal_close(void) {
    if (screen == NULL) return;
    terminal_leave_modes();
    terminal_close_reader();
    if (pad != NULL) delwin(pad);
    pad = NULL;
    delscreen(screen);
    screen = NULL;
    terminal_disarm_crash_restore();
    terminal_release_stderr();
    terminal_close_signals();
}

void terminal_take_size(int *rows, int *columns) {
    struct winsize window;
    // If the kernel does not know the size, ncurses uses the size in the terminal's description.
    if (known_size(&window)) {
        const int wanted_rows = window.ws_row < MAX_ROWS ? window.ws_row : MAX_ROWS;
        const int wanted_columns = window.ws_col < MAX_COLUMNS ? window.ws_col : MAX_COLUMNS;
        if (is_term_resized(wanted_rows, wanted_columns)) resize_term(wanted_rows, wanted_columns);
    }
    *rows = getmaxy(stdscr) > 1 ? getmaxy(stdscr) : 1;
    *columns = getmaxx(stdscr) > 1 ? getmaxx(stdscr) : 1;
}

void terminal_define_pair(int pair, int foreground, int background) {
    init_pair((short)pair, (short)foreground, (short)background);
}

void terminal_put(int row, int column, const uint32_t *code_points, int count, unsigned attributes, int pair) {
    attr_t set = A_NORMAL;
    if (attributes & TERMINAL_BOLD) set |= WA_BOLD;
    if (attributes & TERMINAL_UNDERLINE) set |= WA_UNDERLINE;
    if (attributes & TERMINAL_REVERSE) set |= WA_REVERSE;
    if (attributes & TERMINAL_DIM) set |= WA_DIM;
    wattr_set(stdscr, set, (short)pair, NULL);
    _Static_assert(sizeof(wchar_t) == sizeof(uint32_t), "a wide character has the size of a code point");
    mvwaddnwstr(stdscr, row, column, (const wchar_t *)code_points, count);
}

void terminal_erase(bool forget) {
    wattr_set(stdscr, A_NORMAL, 0, NULL);
    werase(stdscr);
    if (forget) clearok(curscr, TRUE);
}

void terminal_show(int cursor_row, int cursor_column) {
    if (!terminal_is_ours) return;
    // After a frame the cursor moves to its position only if it is visible.
    leaveok(stdscr, cursor_row < 0);
    if (cursor_row >= 0) wmove(stdscr, cursor_row, cursor_column);
    wnoutrefresh(stdscr);
    // Terminals that support this mode show the whole frame at once. Other terminals ignore it.
    write_mode("\033[?2026h");
    curs_set(cursor_row >= 0);
    doupdate();
    write_mode("\033[?2026l");
}

void terminal_send(const void *bytes, size_t count) {
    if (terminal_is_ours) terminal_write_raw(bytes, count);
}

void terminal_bell(void) {
    if (terminal_is_ours) beep();
}
