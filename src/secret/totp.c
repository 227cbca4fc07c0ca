// SPDX-License-Identifier: Apache-2.0
/* totp.c -- one-time codes by liboath, recovery codes, QR codes by libqrencode. */
#include "base/out.h"
#include "secret/secret.h"
#include <liboath/oath.h>
#include <qrencode.h>
#include <sodium.h>

enum { KEY_BYTES = 20, RECOVERY_LETTERS = 12, RECOVERY_GROUP = 4 };

__attribute__((constructor)) static void start(void)
{
    if (oath_init() != OATH_OK) abort();
}

static const char base32[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"; /* RFC 4648 */

/* 20 bytes are exactly 32 letters: each letter is five random bits. */
Str totp_key_new(Arena *a)
{
    size_t n = KEY_BYTES * 8 / 5;
    char *p = NEW(a, char, n + 1);
    for (size_t i = 0; i < n; i++) p[i] = base32[randombytes_uniform(32)];
    return (Str){p, n};
}

/* The bytes of a key; to be freed.  NULL when it is none. */
static char *key_bytes(Str key, size_t *n)
{
    char *bytes = NULL;
    return oath_base32_decode(key.p, key.n, &bytes, n) == OATH_OK ? bytes : NULL;
}

int64_t totp_match(Str key, Str code, int64_t now_ms)
{
    char digits[CODE_DIGITS + 1] = {0}, right[CODE_DIGITS + 1];
    size_t n = 0, length = 0;
    for (size_t i = 0; i < code.n; i++) {
        if (code.p[i] == ' ') continue;
        if (code.p[i] < '0' || code.p[i] > '9' || n == CODE_DIGITS) return 0;
        digits[n++] = code.p[i];
    }
    char *bytes = n == CODE_DIGITS ? key_bytes(key, &length) : NULL;
    int64_t found = 0, step = now_ms / 1000 / CODE_STEP_SECONDS;
    for (int64_t at = step - 1; bytes && at <= step + 1; at++)
        if (oath_totp_generate(bytes, length, (time_t)(at * CODE_STEP_SECONDS), CODE_STEP_SECONDS, 0, CODE_DIGITS,
                               right) == OATH_OK &&
            !sodium_memcmp(right, digits, CODE_DIGITS))
            found = at;
    free(bytes);
    return found;
}

Str totp_code(Arena *a, Str key, int64_t now_ms)
{
    size_t length;
    char *code = NEW(a, char, CODE_DIGITS + 1), *bytes = key_bytes(key, &length);
    if (bytes) oath_totp_generate(bytes, length, (time_t)(now_ms / 1000), CODE_STEP_SECONDS, 0, CODE_DIGITS, code);
    free(bytes);
    return str_of(code);
}

Str totp_address(Arena *a, Str key, Str account)
{
    Out o = {.mem = a};
    out_raw(&o, S("otpauth://totp/"));
    out_url(&o, S("Ngày Số"));
    out_char(&o, ':');
    out_url(&o, account);
    out_format(&o, "?secret=%.*s&issuer=", STR_ARGS(key));
    out_url(&o, S("Ngày Số"));
    return out_str(&o);
}

/* -- recovery codes ----------------------------------------------------------------------------------------- */

static const char clear[] = "abcdefghjkmnpqrstuvwxyz23456789x"; /* no i, l, o, 0, 1 */

Str recovery_code_new(Arena *a)
{
    char *p = NEW(a, char, RECOVERY_LETTERS + RECOVERY_LETTERS / RECOVERY_GROUP);
    size_t n = 0;
    for (int i = 0; i < RECOVERY_LETTERS; i++) {
        if (i && i % RECOVERY_GROUP == 0) p[n++] = '-';
        p[n++] = clear[randombytes_uniform(sizeof clear - 2)];
    }
    return (Str){p, n};
}

Str recovery_code_typed(Arena *a, Str typed)
{
    Out o = {.mem = a};
    size_t letters = 0;
    for (size_t i = 0; i < typed.n && letters <= RECOVERY_LETTERS; i++) {
        char b = typed.p[i] >= 'A' && typed.p[i] <= 'Z' ? (char)(typed.p[i] | 0x20) : typed.p[i];
        if (b == '-' || b == ' ') continue;
        if (letters && letters % RECOVERY_GROUP == 0) out_char(&o, '-');
        out_char(&o, b);
        letters++;
    }
    return out_str(&o);
}

/* -- pictures ----------------------------------------------------------------------------------------------- */

Fail qr_code(Ctx *c, Str text, QrCode *code)
{
    const char *s = str_c(&c->mem, text);
    QRcode *made = QRcode_encodeString8bit(s, 0, QR_ECLEVEL_M);
    size_t n = made ? (size_t)made->width * (size_t)made->width : 0;
    if (n > sizeof(char) * 177 * 177 || !n) { /* version 40 is the largest */
        if (made) QRcode_free(made);
        return fail(c, FAIL_ROOM, "Không vẽ được mã QR. Hãy gõ khóa bằng tay.");
    }
    unsigned char bits[177 * 177];
    int side = made->width;
    for (size_t i = 0; i < n; i++) bits[i] = made->data[i] & 1;
    QRcode_free(made); /* before the arena, which may jump */
    unsigned char *dark = NEW(&c->mem, unsigned char, n);
    memcpy(dark, bits, n);
    *code = (QrCode){side, dark};
    return OK;
}

Str qr_path(Arena *a, const QrCode *code)
{
    Out path = {.mem = a};
    for (int y = 0; y < code->side; y++)
        for (int x = 0, n; x < code->side; x += n + !n) {
            for (n = 0; x + n < code->side && code->dark[y * code->side + x + n]; n++) {}
            if (n) out_format(&path, "M%d %dh%dv1h-%dz", x, y, n, n);
        }
    return out_str(&path);
}
