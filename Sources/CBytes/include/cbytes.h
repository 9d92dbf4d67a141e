// Finding bytes in bytes, by the C library's own memmem, which Swift's Glibc module leaves out (it needs _GNU_SOURCE).
#ifndef CBYTES_H
#define CBYTES_H

#include <stddef.h>

// The offset of the first occurrence of the needle, or -1. An empty needle is found at 0.
ptrdiff_t cbytes_find(const unsigned char *haystack, size_t length, const unsigned char *needle, size_t needle_length);

#endif
