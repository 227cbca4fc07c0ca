// SPDX-License-Identifier: Apache-2.0
/* secret.h -- what strangers must not guess: tokens, their hashes, passwords, one-time codes.
 *
 * All cryptography is libsodium's (BLAKE2b, argon2id, random bytes) and liboath's (RFC 6238); here are only the
 * choices: how long, how dear, in which letters. */
#pragma once
#include "base/fail.h"

/* -- tokens and hashes -------------------------------------------------------------------------------------- */

enum {
    TOKEN_LETTERS = 43,  /* of a token: 32 random bytes in base64url */
    DIGEST_LETTERS = 64, /* of a digest: BLAKE2b, 32 bytes, in hexadecimal */
    SALT_LETTERS = 32    /* of a salt: 16 random bytes in hexadecimal */
};

/* A new token: for a session's cookie, an invitation, a form.  Give it away, keep its digest only. */
Str token_new(Arena *a);
/* True when `s` has the form of a token; what has not need not be looked up. */
bool token_is_one(Str s);
Str salt_new(Arena *a);

/* BLAKE2b-256 of `bytes` (RFC 7693), keyed with `purpose` (1..16 bytes) so that a digest of one table means nothing in
 * another. */
Str digest(Arena *a, const char *purpose, Str bytes);
/* The same into a buffer of DIGEST_LETTERS + 1. */
void digest_into(char *letters, const char *purpose, Str bytes);

/* Its first 60 bits as a number above 0: the same for the same bytes, another for others but by a chance of none. */
int64_t digest_number(const char *purpose, Str bytes);

/* Equal, in a time that does not tell where they differ. */
bool secret_equal(Str a, Str b);

/* -- passwords ---------------------------------------------------------------------------------------------- */

enum {
    PASSWORD_MIN = 14,            /* letters, alone (TCVN 14423, level 3) */
    PASSWORD_MIN_WITH_SECOND = 8, /* letters, beside a second factor */
    PASSWORD_MAX = 128            /* more would only cost time */
};

/* NULL when `password` may be taken; else one Vietnamese sentence that says what to do.  `names`: what it must not
 * contain (the account, the person's name), empty ones are skipped. */
const char *password_problem(Arena *a, Str password, bool second_factor, const Str *names, size_t n_names);

/* argon2id (RFC 9106) with libsodium's interactive cost: 64 MiB, 2 passes, about 70 ms of one core: run it in a slow
 * `prepare`, never on the writer.  FAIL_ROOM when the system gives no memory. */
Fail password_hash(Ctx *c, Str password, Str *hash) CHECKED;
/* As dear, and as dear for an empty hash: a missing account takes no less time. */
bool password_matches(Str hash, Str password);
/* True when the hash was made cheaper than today's: hash again at the next sign-in. */
bool password_is_weak(Str hash);

/* For tests: the least cost that argon2id allows, in this process. */
void password_make_cheap(void);

/* -- one-time codes (RFC 6238: SHA-1, 6 digits, 30 seconds, as every phone's app has them) ------------------- */

enum { CODE_STEP_SECONDS = 30, CODE_DIGITS = 6, RECOVERY_CODES = 10 };

/* A new key in base32 (20 random bytes, 32 letters). */
Str totp_key_new(Arena *a);
/* *step = the counter of the time step for which `code` is right, one step early or late allowed; 0 when it is not.
 * Take a code only when its counter is larger than that of the last one taken (RFC 6238, 5.2).  FAIL_STORE: the module
 * of codes.h is missing. */
Fail totp_match(Ctx *c, Str key, Str code, int64_t now_ms, int64_t *step) CHECKED;
/* The code of a key at a time: for tests and nothing else. */
Str totp_code(Arena *a, Str key, int64_t now_ms);
/* "otpauth://totp/…", what the QR code says. */
Str totp_address(Arena *a, Str key, Str account);

/* "k3mq-7xwd-p2na": 60 random bits in letters that nobody takes for another. */
Str recovery_code_new(Arena *a);
/* As it was given out, from how a person types it: case, blanks and dashes do not count. */
Str recovery_code_typed(Arena *a, Str typed);

/* -- keys: secrets that must be read again, encrypted ---------------------------------------------------------- */

/* The keys of a key file, one a line in hexadecimal; the last one encrypts, each of them decrypts. */
enum { SEAL_KEY_BYTES = 32, KEYS_MAX = 16, KEY_NAME_LETTERS = 16, SEALED_PREFIX = 3 };
typedef struct {
    unsigned char bytes[SEAL_KEY_BYTES];
    char name[KEY_NAME_LETTERS + 1]; /* a digest: tells which key it is, nothing of it */
} Key;
typedef struct {
    int n;
    Key at[KEYS_MAX];
} Keys;

/* FAIL_MISSING when there is no such file, FAIL_INPUT when it is none, FAIL_STORE; with a sentence.  Keep the keys no
 * longer than needed: keys_wipe. */
Fail keys_read(Ctx *c, const char *path, Keys *keys) CHECKED;
void keys_wipe(Keys *keys);
void key_wipe(Key *key);
const Key *key_named(const Keys *keys, Str name); /* NULL = it is not among them */
/* A new key behind those of the file, which is made when it is not there: mode 0600, on disk when it returns. */
Fail keys_add(Ctx *c, const char *path) CHECKED;

/* XChaCha20-Poly1305 of `plain`, bound to `about`: elsewhere it cannot be opened.  The text begins with "k1." and the
 * name of the key. */
Str seal(Arena *a, const Key *key, Str about, Str plain);
bool seal_is_one(Str text);
/* The name of the key that it needs. */
Str seal_key_name(Str sealed);
/* False when none of the keys is the one, or it was changed, or stands where it does not belong. */
bool seal_open(Arena *a, const Keys *keys, Str about, Str sealed, Str *plain);

/* -- pictures ----------------------------------------------------------------------------------------------- */

/* The modules of a QR code (libqrencode), row by row: `side` × `side` bytes, 1 = dark. */
typedef struct {
    int side;
    const unsigned char *dark;
} QrCode;
Fail qr_code(Ctx *c, Str text, QrCode *code) CHECKED;
/* The dark modules as one SVG path, in rows of unit squares. */
Str qr_path(Arena *a, const QrCode *code);
