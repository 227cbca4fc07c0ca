// SPDX-License-Identifier: Apache-2.0
/* totp.c -- one-time codes, recovery codes, QR codes; what liboath and libqrencode do of it: codes.h. */
#include "base/module.h"
#include "base/out.h"
#include "secret/codes.h"
#include <sodium.h>

enum { KEY_BYTES = 20, RECOVERY_LETTERS = 12, RECOVERY_GROUP = 4 };

static Fail find_codes(Ctx *c, const CodesCalls **codes)
{
    const void *calls;
    TRY(module_calls(c, "codes", "codes_calls", &calls));
    *codes = calls;
    return OK;
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

/* Its digits, without blanks; false when it is none. */
static bool read_code(Str code, char digits[CODE_DIGITS + 1])
{
    size_t n = 0;
    for (size_t i = 0; i < code.n; i++) {
        if (code.p[i] == ' ') continue;
        if (code.p[i] < '0' || code.p[i] > '9' || n == CODE_DIGITS) return false;
        digits[n++] = code.p[i];
    }
    return n == CODE_DIGITS;
}

Fail totp_match(Ctx *c, Str key, Str code, int64_t now_ms, int64_t *step)
{
    char digits[CODE_DIGITS + 1] = {0}, right[CODE_DIGITS + 1];
    const CodesCalls *codes;
    int64_t now = now_ms / 1000 / CODE_STEP_SECONDS;
    *step = 0;
    if (!read_code(code, digits)) return OK;
    TRY(find_codes(c, &codes));
    for (int64_t at = now - 1; at <= now + 1; at++)
        if (codes->code_at(key, at * CODE_STEP_SECONDS, right) && !sodium_memcmp(right, digits, CODE_DIGITS))
            *step = at;
    return OK;
}

Str totp_code(Arena *a, Str key, int64_t now_ms)
{
    Ctx c = {.mem = *a};
    const CodesCalls *codes;
    char code[CODE_DIGITS + 1];
    bool is_one = !find_codes(&c, &codes) && codes->code_at(key, now_ms / 1000, code);
    return is_one ? str_copy(a, str_of(code)) : (Str){0};
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
    unsigned char bits[QR_SIDE_MAX * QR_SIDE_MAX];
    const CodesCalls *codes;
    TRY(find_codes(c, &codes));
    int side = codes->draw(str_c(&c->mem, text), bits);
    if (!side) return fail(c, FAIL_ROOM, "Không vẽ được mã QR. Hãy gõ khóa bằng tay.");
    size_t n = (size_t)side * (size_t)side;
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
