// The character functions of the C library that ncurses uses, implemented without a locale. CentOS 7 has no C.UTF-8,
// and a container may have no locale at all. Without a UTF-8 locale the C library knows only ASCII, and Chinese names
// would be shown as question marks. In packaged files the references of ncurses to wcwidth, wcrtomb and so on are
// linked to these functions (scripts/package). Other builds do not use them.
//
// The encoding is UTF-8 as RFC 3629 defines it: no surrogates, nothing above U+10FFFF, no overlong forms.

#include "characters.h"
#include "cterminal.h"
#include "internal.h"

#include <errno.h>
#include <langinfo.h>
#include <string.h>

extern const char packaged_characters[] __attribute__((weak));

static int (*own_width)(uint32_t code_point);

bool terminal_has_own_characters(void) { return packaged_characters != NULL; }

void terminal_use_width(int (*width)(uint32_t code_point)) { own_width = width; }

int characters_wcwidth(wchar_t character) {
    if (character == 0) return 0;
    if (own_width != NULL) return own_width((uint32_t)character);
    return character >= 0x20 && character < 0x7F ? 1 : -1;
}

int characters_iswprint(wint_t character) { return characters_wcwidth((wchar_t)character) >= 0; }

// Returns the number of bytes of a sequence by its first byte, or 0 if no sequence starts with that byte.
static size_t length(unsigned char first) {
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return 2;
    if (first >= 0xE0 && first <= 0xEF) return 3;
    if (first >= 0xF0 && first <= 0xF4) return 4;
    return 0;
}

static bool is_character(uint32_t value) { return value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF); }

size_t characters_wcrtomb(char *bytes, wchar_t character, mbstate_t *state) {
    (void)state;
    const uint32_t value = (uint32_t)character;
    if (bytes == NULL) return 1;
    if (!is_character(value)) {
        errno = EILSEQ;
        return (size_t)-1;
    }
    if (value < 0x80) {
        bytes[0] = (char)value;
        return 1;
    }
    const size_t count = value < 0x800 ? 2 : value < 0x10000 ? 3 : 4;
    static const unsigned char first[] = {0, 0, 0xC0, 0xE0, 0xF0};
    uint32_t rest = value;
    for (size_t i = count - 1; i > 0; i--) {
        bytes[i] = (char)(0x80 | (rest & 0x3F));
        rest >>= 6;
    }
    bytes[0] = (char)(first[count] | rest);
    return count;
}

// The bytes of an incomplete character.
struct pending {
    unsigned char count, bytes[3];
};
_Static_assert(sizeof(struct pending) <= sizeof(mbstate_t), "mbstate_t holds an incomplete character");

static size_t invalid(mbstate_t *state) {
    memset(state, 0, sizeof *state);
    errno = EILSEQ;
    return (size_t)-1;
}

size_t characters_mbrtowc(wchar_t *character, const char *bytes, size_t count, mbstate_t *state) {
    static mbstate_t own;
    if (state == NULL) state = &own;
    if (bytes == NULL) {
        memset(state, 0, sizeof *state);
        return 0;
    }
    struct pending pending;
    memcpy(&pending, state, sizeof pending);
    unsigned char all[4];
    size_t have = pending.count < 4 ? pending.count : 0;
    memcpy(all, pending.bytes, have);
    for (size_t used = 0; used < count; used++) {
        all[have++] = (unsigned char)bytes[used];
        const size_t wanted = length(all[0]);
        if (wanted == 0 || (have > 1 && (all[have - 1] & 0xC0) != 0x80)) return invalid(state);
        if (have < wanted) continue;
        static const unsigned char mask[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
        uint32_t value = all[0] & mask[wanted];
        for (size_t i = 1; i < wanted; i++) value = value << 6 | (all[i] & 0x3F);
        const bool is_overlong = (wanted == 3 && value < 0x800) || (wanted == 4 && value < 0x10000);
        if (is_overlong || !is_character(value)) return invalid(state);
        memset(state, 0, sizeof *state);
        if (character != NULL) *character = (wchar_t)value;
        return value == 0 ? 0 : used + 1;
    }
    pending.count = (unsigned char)have;
    memcpy(pending.bytes, all, have < sizeof pending.bytes ? have : sizeof pending.bytes);
    memcpy(state, &pending, sizeof pending);
    return (size_t)-2;
}

// Without a state that is kept between calls, an incomplete character is an error.
static int whole(wchar_t *character, const char *bytes, size_t count) {
    mbstate_t state;
    memset(&state, 0, sizeof state);
    if (bytes == NULL) return 0;
    const size_t used = characters_mbrtowc(character, bytes, count, &state);
    return used == (size_t)-2 || used == (size_t)-1 ? -1 : (int)used;
}

int characters_mbtowc(wchar_t *character, const char *bytes, size_t count) { return whole(character, bytes, count); }

int characters_mblen(const char *bytes, size_t count) { return whole(NULL, bytes, count); }

size_t characters_mbstowcs(wchar_t *characters, const char *bytes, size_t limit) {
    size_t count = 0;
    while (characters == NULL || count < limit) {
        wchar_t character;
        const int used = whole(&character, bytes, 4);
        if (used < 0) return (size_t)-1;
        if (characters != NULL) characters[count] = character;
        if (used == 0) break;
        bytes += used;
        count++;
    }
    return count;
}

size_t characters_wcsrtombs(char *bytes, const wchar_t **characters, size_t limit, mbstate_t *state) {
    (void)state;
    size_t count = 0;
    const wchar_t *at = *characters;
    for (;; at++) {
        char one[4];
        const size_t size = characters_wcrtomb(one, *at, NULL);
        if (size == (size_t)-1) return size;
        if (bytes != NULL) {
            if (count + size > limit) break;
            memcpy(bytes + count, one, size);
        }
        if (*at == 0) {
            if (bytes != NULL) *characters = NULL;
            return count;
        }
        count += size;
    }
    *characters = at;
    return count;
}

size_t characters_wcstombs(char *bytes, const wchar_t *characters, size_t limit) {
    return characters_wcsrtombs(bytes, &characters, limit, NULL);
}

wint_t characters_btowc(int byte) { return byte >= 0 && byte < 0x80 ? (wint_t)byte : WEOF; }

int characters_wctob(wint_t character) { return character < 0x80 ? (int)character : EOF; }

char *characters_nl_langinfo(nl_item item) {
    static char utf8[] = "UTF-8";
    return item == CODESET ? utf8 : nl_langinfo(item);
}
