// Replacements for functions of the C library that depend on the locale. Each function has the signature and the
// meaning of the C function that its name ends with, for UTF-8. See characters.c.

#ifndef CHARACTERS_H
#define CHARACTERS_H

#include <langinfo.h>
#include <stddef.h>
#include <stdio.h>
#include <wchar.h>

int characters_wcwidth(wchar_t character);
int characters_iswprint(wint_t character);
size_t characters_wcrtomb(char *bytes, wchar_t character, mbstate_t *state);
size_t characters_mbrtowc(wchar_t *character, const char *bytes, size_t count, mbstate_t *state);
int characters_mbtowc(wchar_t *character, const char *bytes, size_t count);
int characters_mblen(const char *bytes, size_t count);
size_t characters_mbstowcs(wchar_t *characters, const char *bytes, size_t limit);
size_t characters_wcsrtombs(char *bytes, const wchar_t **characters, size_t limit, mbstate_t *state);
size_t characters_wcstombs(char *bytes, const wchar_t *characters, size_t limit);
wint_t characters_btowc(int byte);
int characters_wctob(wint_t character);
char *characters_nl_langinfo(nl_item item);

#endif
