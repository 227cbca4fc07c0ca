// SPDX-License-Identifier: Apache-2.0
/* password.c -- which passwords are taken, and how they are kept. */
#include "base/asset.h"
#include "base/out.h"
#include "secret/secret.h"
#include "viet/text.h"
#include <pthread.h>
#include <sodium.h>

static unsigned long long passes = crypto_pwhash_OPSLIMIT_INTERACTIVE;
static size_t memory = crypto_pwhash_MEMLIMIT_INTERACTIVE;

void password_make_cheap(void)
{
    passes = crypto_pwhash_OPSLIMIT_MIN;
    memory = crypto_pwhash_MEMLIMIT_MIN;
}

/* What people here think of first; each also with digits behind it.  The rest is in the list of zxcvbn. */
static const Str likely[] = {STR("ngayso"),   STR("bacgiang"),   STR("bacninh"),   STR("chuyendoiso"), STR("matkhau"),
                             STR("quantri"),  STR("anhyeuem"),   STR("vietnam"),   STR("admin"),       STR("password"),
                             STR("abcd1234"), STR("qwertyuiop"), STR("123456789"), STR("xinchao")};
enum { CHANGED_LEAST = 5 }; /* letters beside a likely word, of which a password must have as many */

static bool is_common(Arena *a, Str lower)
{
    Out quoted = {.mem = a};
    out_format(&quoted, "\"%.*s\"", STR_ARGS(lower));
    return str_contains(asset("passwords.json"), out_str(&quoted));
}

/* "bacgiang2024!": a likely word, and little beside it that is no digit or sign. */
static bool is_little_more_than(Str lower, Str word)
{
    size_t letters = 0, at = word.n ? str_find(lower, word) : lower.n;
    if (at == lower.n) return false;
    for (size_t i = 0; i < lower.n; i++) {
        bool beside = i < at || i >= at + word.n;
        letters += beside && ((lower.p[i] >= 'a' && lower.p[i] <= 'z') || (unsigned char)lower.p[i] >= 0x80);
    }
    return letters < CHANGED_LEAST;
}

static bool is_one_letter_again(Str s)
{
    size_t different = 0;
    bool seen[256] = {0};
    for (size_t i = 0; i < s.n; i++)
        if (!seen[(unsigned char)s.p[i]]) seen[(unsigned char)s.p[i]] = true, different++;
    return different < CHANGED_LEAST;
}

static size_t letters_of(Str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

/* Without blanks, marks and case: "Bắc Giang" -> "bacgiang". */
static Str squeezed(Arena *a, Str s)
{
    Str folded = viet_fold(a, s);
    char *p = NEW(a, char, folded.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < folded.n; i++)
        if (folded.p[i] != ' ') p[n++] = folded.p[i];
    return (Str){p, n};
}

const char *password_problem(Arena *a, Str password, bool second_factor, const Str *names, size_t n_names)
{
    size_t n = letters_of(password), least = second_factor ? PASSWORD_MIN_WITH_SECOND : PASSWORD_MIN;
    if (n < least)
        return str_format(a, "Mật khẩu cần ít nhất %zu ký tự%s.", least,
                          second_factor ? "" : ", chẳng hạn bốn từ không liên quan đến nhau")
            .p;
    if (n > PASSWORD_MAX) return str_format(a, "Mật khẩu dài nhất %d ký tự.", PASSWORD_MAX).p;
    Str lower = squeezed(a, password);
    bool easy = is_common(a, lower) || is_one_letter_again(password);
    for (size_t i = 0; i < sizeof likely / sizeof *likely; i++) easy |= is_little_more_than(lower, likely[i]);
    if (easy) return "Mật khẩu này dễ đoán. Hãy chọn mật khẩu khác, chẳng hạn bốn từ không liên quan đến nhau.";
    for (size_t i = 0; i < n_names; i++)
        if (is_little_more_than(lower, squeezed(a, names[i])))
            return "Mật khẩu không được là tên của bạn hay tên đăng nhập. Hãy chọn mật khẩu khác.";
    return NULL;
}

Fail password_hash(Ctx *c, Str password, Str *hash)
{
    char *p = NEW(&c->mem, char, crypto_pwhash_STRBYTES);
    if (crypto_pwhash_str(p, password.p ? password.p : "", password.n, passes, memory))
        return fail(c, FAIL_BUSY, "Máy chủ đang thiếu bộ nhớ. Hãy thử lại sau ít phút.");
    *hash = str_of(p);
    return OK;
}

static char nobody[crypto_pwhash_STRBYTES];

/* Of a random password that nobody knows: what a missing account is compared with. */
static void make_nobody(void)
{
    unsigned char bytes[32];
    randombytes_buf(bytes, sizeof bytes);
    if (crypto_pwhash_str(nobody, (const char *)bytes, sizeof bytes, passes, memory)) nobody[0] = 0;
}

bool password_matches(Str hash, Str password)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, make_nobody);
    char text[crypto_pwhash_STRBYTES] = {0};
    bool usable = hash.n > 0 && hash.n < sizeof text;
    if (usable) memcpy(text, hash.p, hash.n);
    bool same = !crypto_pwhash_str_verify(usable ? text : nobody, password.p ? password.p : "", password.n);
    return usable && same;
}

bool password_is_weak(Str hash)
{
    char text[crypto_pwhash_STRBYTES] = {0};
    if (hash.n >= sizeof text) return true;
    memcpy(text, hash.p, hash.n);
    return crypto_pwhash_str_needs_rehash(text, passes, memory) != 0;
}
