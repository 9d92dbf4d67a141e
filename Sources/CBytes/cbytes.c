#define _GNU_SOURCE
#include "cbytes.h"
#include <string.h>

ptrdiff_t cbytes_find(const unsigned char *haystack, size_t length, const unsigned char *needle, size_t needle_length) {
    if (needle_length == 0) return 0;
    if (length < needle_length) return -1;
    const unsigned char *found = memmem(haystack, length, needle, needle_length);
    return found ? found - haystack : -1;
}
