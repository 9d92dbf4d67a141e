// Finds bytes in bytes, entry by entry. The code is in C for speed: a filter searches about 20 MB between a key press
// and the next frame.
#ifndef CBYTES_H
#define CBYTES_H

#include <stddef.h>
#include <stdint.h>

// Returns the offset of the first occurrence of the needle at or after `from`; -1 if there is no occurrence or the
// needle is empty.
ptrdiff_t cbytes_find(
    const uint8_t *haystack, size_t length, size_t from, const uint8_t *needle, size_t needle_length);

// Sets marks[e] for each entry e that contains the needle. Entry e extends from starts[e] to the next start, or to the
// end; starts ascend. If field >= 0, the needle must begin in that field of the entry. A field ends with the byte
// `field_end`.
void cbytes_mark(
    const uint8_t *haystack, size_t length, const uint8_t *needle, size_t needle_length, const size_t *starts,
    size_t entries, uint8_t field_end, int field, uint8_t *marks);

#endif
