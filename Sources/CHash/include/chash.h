// SHA-256 and HMAC-SHA-256, computed by libsodium. The C file includes libsodium's headers and this header does not, so
// that Swift sees only three functions.

#ifndef CHASH_H
#define CHASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HASH_SIZE = 32 };

// Writes the HASH_SIZE bytes of the SHA-256 of `bytes`. `bytes` may be NULL if `count` is 0.
void hash_sha256(const uint8_t *bytes, size_t count, uint8_t *digest);

// Writes the HASH_SIZE bytes of the HMAC-SHA-256 (RFC 2104) of `bytes`. The key may have any length.
void hash_hmac_sha256(const uint8_t *key, size_t key_count, const uint8_t *bytes, size_t count, uint8_t *digest);

// Compares two digests of HASH_SIZE bytes. The time it takes does not depend on their content.
bool hash_equal(const uint8_t *first, const uint8_t *second);

#endif
