// Reads keys through ncurses, which knows the sequences of many terminals, and gives them names of our own.

#include "cterminal.h"
#include "internal.h"

#include <errno.h>
#include <string.h>

#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <ncurses.h>

// Codes of ours for sequences that ncurses has no name for; its own end at KEY_MAX, 511.
enum { PASTE_START = 2000, PASTE_END = 2001 };

// Reading from a pad never refreshes the screen behind our back, as reading from a window does.
static WINDOW *pad;

// What xterm and its kin send, in either mode of the cursor keys, whatever TERM says.
static const struct {
    const char *sequence;
    int code;
} common[] = {
    {"\033[200~", PASTE_START}, {"\033[201~", PASTE_END},
    {"\033[A", KEY_UP}, {"\033[B", KEY_DOWN}, {"\033[C", KEY_RIGHT}, {"\033[D", KEY_LEFT},
    {"\033OA", KEY_UP}, {"\033OB", KEY_DOWN}, {"\033OC", KEY_RIGHT}, {"\033OD", KEY_LEFT},
    {"\033[H", KEY_HOME}, {"\033[F", KEY_END}, {"\033OH", KEY_HOME}, {"\033OF", KEY_END},
    {"\033[1~", KEY_HOME}, {"\033[2~", KEY_IC}, {"\033[3~", KEY_DC}, {"\033[4~", KEY_END},
    {"\033[5~", KEY_PPAGE}, {"\033[6~", KEY_NPAGE}, {"\033[7~", KEY_HOME}, {"\033[8~", KEY_END},
    {"\033[Z", KEY_BTAB}, {"\033OM", KEY_ENTER},
    {"\033OP", KEY_F(1)}, {"\033OQ", KEY_F(2)}, {"\033OR", KEY_F(3)}, {"\033OS", KEY_F(4)},
    {"\033[11~", KEY_F(1)}, {"\033[12~", KEY_F(2)}, {"\033[13~", KEY_F(3)}, {"\033[14~", KEY_F(4)},
    {"\033[15~", KEY_F(5)}, {"\033[17~", KEY_F(6)}, {"\033[18~", KEY_F(7)}, {"\033[19~", KEY_F(8)},
    {"\033[20~", KEY_F(9)}, {"\033[21~", KEY_F(10)}, {"\033[23~", KEY_F(11)}, {"\033[24~", KEY_F(12)},
};

int terminal_open_keys(bool mouse) {
    pad = newpad(1, 1);
    if (pad == NULL) return ERR;
    keypad(pad, TRUE);
    nodelay(pad, TRUE);
    // Milliseconds after Escape in which more makes it a sequence.
    set_escdelay(25);
    for (unsigned i = 0; i < sizeof common / sizeof common[0]; i++) {
        if (key_defined(common[i].sequence) == 0) define_key(common[i].sequence, common[i].code);
    }
    if (mouse) {
        mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
        mouseinterval(0);
    }
    return OK;
}

void terminal_close_keys(void) {
    if (pad != NULL) delwin(pad);
    pad = NULL;
}

// Arrows and the like with Shift, Alt or Control: ncurses gives them numbers at run time, and names such as kUP5.
static enum terminal_key modified(int code) {
    static const struct {
        const char *prefix;
        enum terminal_key key;
    } names[] = {
        {"kUP", TERMINAL_KEY_UP}, {"kDN", TERMINAL_KEY_DOWN}, {"kLFT", TERMINAL_KEY_LEFT},
        {"kRIT", TERMINAL_KEY_RIGHT}, {"kHOM", TERMINAL_KEY_HOME}, {"kEND", TERMINAL_KEY_END},
        {"kPRV", TERMINAL_KEY_PAGE_UP}, {"kNXT", TERMINAL_KEY_PAGE_DOWN}, {"kIC", TERMINAL_KEY_INSERT},
        {"kDC", TERMINAL_KEY_DELETE},
    };
    const char *name = keyname(code);
    for (unsigned i = 0; name != NULL && i < sizeof names / sizeof names[0]; i++) {
        if (strncmp(name, names[i].prefix, strlen(names[i].prefix)) == 0) return names[i].key;
    }
    return TERMINAL_KEY_OTHER;
}

static struct terminal_event pointed(void) {
    struct terminal_event event = {TERMINAL_KEY_OTHER, 0, 0, 0};
    MEVENT mouse;
    if (getmouse(&mouse) != OK) return event;
    if (mouse.bstate & BUTTON4_PRESSED) event.key = TERMINAL_KEY_WHEEL_UP;
    else if (mouse.bstate & BUTTON5_PRESSED) event.key = TERMINAL_KEY_WHEEL_DOWN;
    else if (mouse.bstate & BUTTON1_PRESSED) event.key = TERMINAL_KEY_CLICK;
    event.row = mouse.y;
    event.column = mouse.x;
    return event;
}

static enum terminal_key named(int code) {
    switch (code) {
    case KEY_UP: case KEY_SR: return TERMINAL_KEY_UP;
    case KEY_DOWN: case KEY_SF: return TERMINAL_KEY_DOWN;
    case KEY_LEFT: case KEY_SLEFT: return TERMINAL_KEY_LEFT;
    case KEY_RIGHT: case KEY_SRIGHT: return TERMINAL_KEY_RIGHT;
    case KEY_HOME: case KEY_SHOME: case KEY_FIND: case KEY_A1: return TERMINAL_KEY_HOME;
    case KEY_END: case KEY_SEND: case KEY_SELECT: case KEY_C1: return TERMINAL_KEY_END;
    case KEY_PPAGE: case KEY_SPREVIOUS: case KEY_A3: return TERMINAL_KEY_PAGE_UP;
    case KEY_NPAGE: case KEY_SNEXT: case KEY_C3: return TERMINAL_KEY_PAGE_DOWN;
    case KEY_IC: case KEY_SIC: return TERMINAL_KEY_INSERT;
    case KEY_DC: case KEY_SDC: return TERMINAL_KEY_DELETE;
    case KEY_BACKSPACE: return TERMINAL_KEY_BACKSPACE;
    case KEY_BTAB: return TERMINAL_KEY_BACK_TAB;
    case KEY_ENTER: return TERMINAL_KEY_ENTER;
    case PASTE_START: return TERMINAL_KEY_PASTE_START;
    case PASTE_END: return TERMINAL_KEY_PASTE_END;
    default: return modified(code);
    }
}

struct terminal_event terminal_read(void) {
    struct terminal_event event = {TERMINAL_KEY_NONE, 0, 0, 0};
    errno = 0;
    // Not `wget_wch`: after one byte that is no UTF-8 it swallows the keys that follow.
    const int value = wgetch(pad);
    if (value == ERR) {
        // In the background of a shell that has gone, poll says there is input and reading it is refused for ever.
        if (errno == EIO || errno == ENXIO || errno == EBADF) event.key = TERMINAL_KEY_GONE;
    } else if (value < 256) {
        event.key = TERMINAL_KEY_BYTE;
        event.value = (uint32_t)value;
    } else if (value == KEY_MOUSE) {
        return pointed();
    } else if (value >= KEY_F(1) && value <= KEY_F(63)) {
        event.key = TERMINAL_KEY_FUNCTION;
        event.value = (uint32_t)(value - KEY_F0);
    } else {
        event.key = named(value);
    }
    return event;
}
