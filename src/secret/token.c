// SPDX-License-Identifier: Apache-2.0
/* token.c -- random tokens, and the digests that are kept of them. */
#include "secret/secret.h"
#include <assert.h>
#include <sodium.h>

enum { TOKEN_BYTES = 32, SALT_BYTES = 16, DIGEST_BYTES = 32 };
_Static_assert(DIGEST_LETTERS == 2 * DIGEST_BYTES && SALT_LETTERS == 2 * SALT_BYTES, "two letters a byte");

/* Before main, so that no thread has to ask. */
__attribute__((constructor)) static void start(void)
{
    if (sodium_init() < 0) abort();
}

Str token_new(Arena *a)
{
    unsigned char bytes[TOKEN_BYTES];
    char *letters = NEW(a, char, TOKEN_LETTERS + 1);
    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2base64(letters, TOKEN_LETTERS + 1, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return (Str){letters, TOKEN_LETTERS};
}

bool token_is_one(Str s)
{
    bool good = s.n == TOKEN_LETTERS;
    for (size_t i = 0; i < s.n && good; i++) {
        unsigned char b = (unsigned char)s.p[i], letter = b | 0x20;
        good = (letter >= 'a' && letter <= 'z') || (b >= '0' && b <= '9') || b == '-' || b == '_';
    }
    return good;
}

Str salt_new(Arena *a)
{
    unsigned char bytes[SALT_BYTES];
    char *letters = NEW(a, char, SALT_LETTERS + 1);
    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2hex(letters, SALT_LETTERS + 1, bytes, sizeof bytes);
    return (Str){letters, SALT_LETTERS};
}

static void hash_into(unsigned char hash[DIGEST_BYTES], const char *purpose, Str bytes)
{
    unsigned char key[crypto_generichash_KEYBYTES_MIN] = {0};
    size_t n = strlen(purpose);
    assert(n && n <= sizeof key && "a purpose has 1 to 16 bytes");
    memcpy(key, purpose, n <= sizeof key ? n : sizeof key);
    crypto_generichash(hash, DIGEST_BYTES, (const unsigned char *)bytes.p, bytes.n, key, sizeof key);
}

void digest_into(char *letters, const char *purpose, Str bytes)
{
    unsigned char hash[DIGEST_BYTES];
    hash_into(hash, purpose, bytes);
    sodium_bin2hex(letters, DIGEST_LETTERS + 1, hash, sizeof hash);
}

Str digest(Arena *a, const char *purpose, Str bytes)
{
    char *letters = NEW(a, char, DIGEST_LETTERS + 1);
    digest_into(letters, purpose, bytes);
    return (Str){letters, DIGEST_LETTERS};
}

int64_t digest_number(const char *purpose, Str bytes)
{
    unsigned char hash[DIGEST_BYTES];
    uint64_t n = 0;
    hash_into(hash, purpose, bytes);
    for (int i = 0; i < 8; i++) n = n << 8 | hash[i];
    n >>= 4; /* its first 15 hexadecimal digits */
    return n ? (int64_t)n : 1;
}

bool secret_equal(Str a, Str b) { return a.n == b.n && (!a.n || !sodium_memcmp(a.p, b.p, a.n)); }
