#define _GNU_SOURCE
#include "cbytes.h"

#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>

// Compares sixteen positions at a time. Where both the first and the last byte of the needle match, the whole needle is
// compared. The C library's memmem checks one byte at a time for short needles, and users type short needles.
static const uint8_t *find(const uint8_t *at, const uint8_t *end, const uint8_t *needle, size_t length) {
    const __m128i first = _mm_set1_epi8((char)needle[0]);
    const __m128i last = _mm_set1_epi8((char)needle[length - 1]);
    for (; end - at >= (ptrdiff_t)(length + 15); at += 16) {
        const __m128i heads = _mm_loadu_si128((const __m128i *)at);
        const __m128i tails = _mm_loadu_si128((const __m128i *)(at + length - 1));
        unsigned candidates = (unsigned)_mm_movemask_epi8(
            _mm_and_si128(_mm_cmpeq_epi8(heads, first), _mm_cmpeq_epi8(tails, last)));
        for (; candidates != 0; candidates &= candidates - 1) {
            const uint8_t *candidate = at + __builtin_ctz(candidates);
            if (memcmp(candidate, needle, length) == 0) return candidate;
        }
    }
    return memmem(at, (size_t)(end - at), needle, length);
}
#else
static const uint8_t *find(const uint8_t *at, const uint8_t *end, const uint8_t *needle, size_t length) {
    return memmem(at, (size_t)(end - at), needle, length);
}
#endif

ptrdiff_t cbytes_find(
    const uint8_t *haystack, size_t length, size_t from, const uint8_t *needle, size_t needle_length) {
    if (needle_length == 0 || from >= length || length - from < needle_length) return -1;
    const uint8_t *found = needle_length == 1
        ? memchr(haystack + from, needle[0], length - from)
        : find(haystack + from, haystack + length, needle, needle_length);
    return found ? found - haystack : -1;
}

static int field_of(const uint8_t *from, const uint8_t *hit, uint8_t field_end) {
    int field = 0;
    for (; from < hit; from++) field += *from == field_end;
    return field;
}

void cbytes_mark(
    const uint8_t *haystack, size_t length, const uint8_t *needle, size_t needle_length, const size_t *starts,
    size_t entries, uint8_t field_end, int field, uint8_t *marks) {
    size_t entry = 0;
    size_t from = 0;
    while (entry < entries) {
        const ptrdiff_t hit = cbytes_find(haystack, length, from, needle, needle_length);
        if (hit < 0) return;
        // Finds the entry that contains the hit: first forward in growing steps, then by a binary search.
        size_t step = 1;
        while (entry + step < entries && starts[entry + step] <= (size_t)hit) {
            entry += step;
            step *= 2;
        }
        size_t high = entry + step < entries ? entry + step : entries;
        while (high - entry > 1) {
            const size_t middle = entry + (high - entry) / 2;
            if (starts[middle] <= (size_t)hit) entry = middle;
            else high = middle;
        }
        if (field >= 0 && field_of(haystack + starts[entry], haystack + hit, field_end) != field) {
            from = (size_t)hit + 1;
            continue;
        }
        marks[entry++] = 1;
        if (entry < entries) from = starts[entry];
    }
}
