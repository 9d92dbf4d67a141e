// `sodium_init` is not called: it opens /dev/urandom and selects implementations, and SHA-256 needs neither.

#include "chash.h"

#include <sodium/crypto_auth_hmacsha256.h>
#include <sodium/crypto_hash_sha256.h>
#include <sodium/crypto_verify_32.h>

_Static_assert(HASH_SIZE == crypto_hash_sha256_BYTES, "a digest of SHA-256");
_Static_assert(HASH_SIZE == crypto_auth_hmacsha256_BYTES, "a digest of HMAC-SHA-256");
_Static_assert(HASH_SIZE == crypto_verify_32_BYTES, "what is compared");

void hash_sha256(const uint8_t *bytes, size_t count, uint8_t *digest) { crypto_hash_sha256(digest, bytes, count); }

void hash_hmac_sha256(const uint8_t *key, size_t key_count, const uint8_t *bytes, size_t count, uint8_t *digest) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key, key_count);
    crypto_auth_hmacsha256_update(&state, bytes, count);
    crypto_auth_hmacsha256_final(&state, digest);
}

bool hash_equal(const uint8_t *first, const uint8_t *second) { return crypto_verify_32(first, second) == 0; }
