// SPDX-License-Identifier: Apache-2.0
/* seal.c -- the key file, and what is encrypted with it: libsodium's XChaCha20-Poly1305, whose nonces are so long that
 * random ones never meet. */
#include "secret/secret.h"
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES };
enum { LINE = 2 * SEAL_KEY_BYTES + 1, FILE_MAX = KEYS_MAX * LINE };
_Static_assert(SEAL_KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "the key of the algorithm");
#define PREFIX "k1."

/* -- the file ------------------------------------------------------------------------------------------------ */

static void name_key(Key *key)
{
    char letters[DIGEST_LETTERS + 1];
    digest_into(letters, "key-name", (Str){(const char *)key->bytes, SEAL_KEY_BYTES});
    memcpy(key->name, letters, KEY_NAME_LETTERS);
    key->name[KEY_NAME_LETTERS] = 0;
}

static bool take_line(Str line, Keys *keys)
{
    Key *key = &keys->at[keys->n];
    size_t n;
    if (keys->n == KEYS_MAX || line.n != 2 * SEAL_KEY_BYTES ||
        sodium_hex2bin(key->bytes, SEAL_KEY_BYTES, line.p, line.n, NULL, &n, NULL) || n != SEAL_KEY_BYTES)
        return false;
    name_key(key);
    keys->n++;
    return true;
}

void key_wipe(Key *key) { sodium_memzero(key, sizeof *key); }
void keys_wipe(Keys *keys) { sodium_memzero(keys, sizeof *keys); }

Fail keys_read(Ctx *c, const char *path, Keys *keys)
{
    char text[FILE_MAX + 1];
    Str rest, line;
    bool good = true;
    *keys = (Keys){0};
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 && errno == ENOENT) return fail(c, FAIL_MISSING, "Không có tệp khóa '%s'.", path);
    ssize_t n = file < 0 ? -1 : read(file, text, sizeof text);
    int error = errno;
    if (file >= 0) close(file);
    if (n < 0) return fail(c, FAIL_STORE, "Không đọc được tệp khóa '%s' (%s).", path, strerror(error));
    for (rest = (Str){text, (size_t)n}; good && rest.n && str_cut(&rest, '\n', &line);)
        good = !str_trim(line).n || take_line(str_trim(line), keys);
    sodium_memzero(text, sizeof text);
    return good && keys->n ? OK : fail(c, FAIL_INPUT, "Tệp '%s' không phải tệp khóa của Ngày Số, hoặc đã hỏng.", path);
}

static void write_line(char *line)
{
    Key key;
    randombytes_buf(key.bytes, SEAL_KEY_BYTES);
    sodium_bin2hex(line, LINE, key.bytes, SEAL_KEY_BYTES);
    line[LINE - 1] = '\n';
    sodium_memzero(&key, sizeof key);
}

static bool sync_folder_of(Ctx *c, const char *path)
{
    int folder =
        open(dirname((char *)(uintptr_t)str_copy(&c->mem, str_of(path)).p), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = folder >= 0 && !fsync(folder);
    if (folder >= 0) close(folder);
    return good;
}

Fail keys_add(Ctx *c, const char *path)
{
    char line[LINE];
    int file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0600);
    bool good = file >= 0 && !fchmod(file, 0600);
    write_line(line);
    good = good && write(file, line, LINE) == LINE && !fsync(file);
    int error = errno;
    sodium_memzero(line, sizeof line);
    if (file >= 0) close(file);
    if (good && sync_folder_of(c, path)) return OK;
    return fail(c, FAIL_STORE, "Không ghi được tệp khóa '%s' (%s). Hãy kiểm tra thư mục và quyền.", path,
                strerror(error));
}

/* -- what is encrypted --------------------------------------------------------------------------------------- */

bool seal_is_one(Str text) { return str_starts(text, S(PREFIX)); }

Str seal_key_name(Str sealed) { return str_slice(sealed, SEALED_PREFIX, SEALED_PREFIX + KEY_NAME_LETTERS); }

Str seal(Arena *a, const Key *key, Str about, Str plain)
{
    size_t n = NONCE + plain.n + TAG, room = sodium_base64_ENCODED_LEN(n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    unsigned char *bytes = NEW(a, unsigned char, n);
    char *letters = NEW(a, char, room);
    randombytes_buf(bytes, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes + NONCE, NULL, (const unsigned char *)plain.p, plain.n,
                                               (const unsigned char *)about.p, about.n, NULL, bytes, key->bytes);
    sodium_bin2base64(letters, room, bytes, n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return str_format(a, PREFIX "%s.%s", key->name, letters);
}

const Key *key_named(const Keys *keys, Str name)
{
    for (int i = 0; i < keys->n; i++)
        if (str_equal(name, str_of(keys->at[i].name))) return &keys->at[i];
    return NULL;
}

bool seal_open(Arena *a, const Keys *keys, Str about, Str sealed, Str *plain)
{
    enum { HEAD = SEALED_PREFIX + KEY_NAME_LETTERS + 1 };
    const Key *key = seal_is_one(sealed) && sealed.n > HEAD ? key_named(keys, seal_key_name(sealed)) : NULL;
    if (!key) return false;
    size_t n, room = sealed.n;
    unsigned char *bytes = NEW(a, unsigned char, room), *out = NEW(a, unsigned char, room);
    if (sodium_base642bin(bytes, room, sealed.p + HEAD, sealed.n - HEAD, NULL, &n, NULL,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) ||
        n < NONCE + TAG ||
        crypto_aead_xchacha20poly1305_ietf_decrypt(out, NULL, NULL, bytes + NONCE, n - NONCE,
                                                   (const unsigned char *)about.p, about.n, bytes, key->bytes))
        return false;
    *plain = (Str){(const char *)out, n - NONCE - TAG};
    return true;
}
