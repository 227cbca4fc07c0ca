// SPDX-License-Identifier: Apache-2.0
#include "base/str.h"

int str_compare(Str a, Str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int by_bytes = n ? memcmp(a.p, b.p, n) : 0;
    return by_bytes ? by_bytes : (a.n > b.n) - (a.n < b.n);
}

static unsigned char lower_ascii(char c) { return (unsigned char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c); }

bool str_equal_ascii(Str a, Str b)
{
    if (a.n != b.n) return false;
    for (size_t i = 0; i < a.n; i++)
        if (lower_ascii(a.p[i]) != lower_ascii(b.p[i])) return false;
    return true;
}

Str str_head(Str s, size_t most)
{
    size_t n = s.n < most ? s.n : most;
    while (n && n < s.n && ((unsigned char)s.p[n] & 0xC0) == 0x80) n--;
    return str_slice(s, 0, n);
}

size_t str_find(Str s, Str part)
{
    const char *at = part.n && part.n <= s.n ? memmem(s.p, s.n, part.p, part.n) : NULL;
    if (!part.n) return 0;
    return at ? (size_t)(at - s.p) : s.n;
}

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

size_t str_letters(Str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

Str str_trim(Str s)
{
    while (s.n && is_space(s.p[0])) s.p++, s.n--;
    while (s.n && is_space(s.p[s.n - 1])) s.n--;
    return s;
}

bool str_cut(Str *rest, char at, Str *piece)
{
    if (!rest->p) return false;
    size_t end = str_index(*rest, at);
    *piece = str_slice(*rest, 0, end);
    /* A NULL start marks "nothing left", so that a trailing separator still gives its empty piece. */
    *rest = end < rest->n ? str_from(*rest, end + 1) : (Str){0};
    return true;
}

bool str_integer(Str s, int64_t *value)
{
    bool negative = s.n && s.p[0] == '-';
    if (negative) s = str_from(s, 1);
    if (!s.n) return false;
    int64_t sum = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        int digit = s.p[i] - '0';
        if (__builtin_mul_overflow(sum, 10, &sum) || __builtin_add_overflow(sum, negative ? -digit : digit, &sum))
            return false;
    }
    *value = sum;
    return true;
}

/* Bytes of the UTF-8 sequence at `p`, or 0 when it is not well-formed. */
static size_t utf8_length(const unsigned char *p, size_t room)
{
    if (p[0] < 0x80) return 1;
    size_t n = p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2;
    if (p[0] < 0xC2 || p[0] > 0xF4 || n > room) return 0;
    for (size_t i = 1; i < n; i++)
        if ((p[i] & 0xC0) != 0x80) return 0;
    if ((p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] > 0x9F) || /* overlong, surrogate */
        (p[0] == 0xF0 && p[1] < 0x90) || (p[0] == 0xF4 && p[1] > 0x8F))   /* overlong, beyond U+10FFFF */
        return 0;
    return n;
}

bool str_is_utf8(Str s)
{
    const unsigned char *p = (const unsigned char *)s.p;
    for (size_t i = 0; i < s.n;) {
        size_t n = utf8_length(p + i, s.n - i);
        if (!n) return false;
        i += n;
    }
    return true;
}
