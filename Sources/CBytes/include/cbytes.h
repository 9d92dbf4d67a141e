// Finding bytes in bytes, entry by entry. In C for its speed: a filter looks through some 20 MB between a key and its
// frame.
#ifndef CBYTES_H
#define CBYTES_H

#include <stddef.h>
#include <stdint.h>

// The offset of the first occurrence of the needle at or after `from`, or -1. The needle is not empty.
ptrdiff_t cbytes_find(
    const uint8_t *haystack, size_t length, size_t from, const uint8_t *needle, size_t needle_length);

// Sets marks[e] for each entry e that holds the needle. Entry e reaches from starts[e] to the next start, or to the
// end; starts ascend. With field >= 0 the needle must begin in that field of the entry: fields end with the byte
// `field_end`.
void cbytes_mark(
    const uint8_t *haystack, size_t length, const uint8_t *needle, size_t needle_length, const size_t *starts,
    size_t entries, uint8_t field_end, int field, uint8_t *marks);

#endif
