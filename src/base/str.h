// SPDX-License-Identifier: Apache-2.0
/* str.h -- counted strings: a slice of bytes that somebody else owns.
 *
 * Inside the program text is a Str, never a char *: it may hold NUL bytes, it is cut without
 * copying, and its length costs nothing.  `char *` appears only at the edge of libc and libraries.
 * A Str does not say who owns its bytes: they live in the request's arena, in the document that was
 * read, or in the program itself, and always outlive the slice. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
    const char *p;
    size_t n;
} Str;

#define S(literal) ((Str){(literal), sizeof(literal) - 1})
/* The same as an initialiser of a static table. */
#define STR(literal)                                                                                                   \
    {                                                                                                                  \
        (literal), sizeof(literal) - 1                                                                                 \
    }
/* For printf: "%.*s", STR_ARGS(s). */
#define STR_ARGS(s) (int)(s).n, (s).p

/* A slice over a NUL-terminated string; NULL gives the empty Str. */
static inline Str str_of(const char *text) { return text ? (Str){text, strlen(text)} : (Str){0}; }

static inline bool str_equal(Str a, Str b) { return a.n == b.n && (!a.n || !memcmp(a.p, b.p, a.n)); }
/* Byte order, as memcmp; a prefix sorts first.  For Vietnamese order see viet/order.h. */
int str_compare(Str a, Str b);
/* The same, ASCII letters without case: for header and option names only. */
bool str_equal_ascii(Str a, Str b);

static inline bool str_starts(Str s, Str with) { return s.n >= with.n && (!with.n || !memcmp(s.p, with.p, with.n)); }
static inline bool str_ends(Str s, Str with)
{
    return s.n >= with.n && (!with.n || !memcmp(s.p + s.n - with.n, with.p, with.n));
}

/* The slice [from, to), both clamped to the string. */
static inline Str str_slice(Str s, size_t from, size_t to)
{
    if (to > s.n) to = s.n;
    if (from > to) from = to;
    return (Str){s.p ? s.p + from : s.p, to - from};
}
static inline Str str_from(Str s, size_t from) { return str_slice(s, from, s.n); }

/* The first `most` bytes of UTF-8, or fewer: no letter is cut in two. */
Str str_head(Str s, size_t most);

/* Where `part` first stands in `s`, or s.n when it does not. */
size_t str_find(Str s, Str part);
static inline bool str_contains(Str s, Str part) { return str_find(s, part) < s.n || !part.n; }
/* Where byte `c` first stands in `s`, or s.n. */
static inline size_t str_index(Str s, char c)
{
    const char *at = s.n ? memchr(s.p, c, s.n) : NULL;
    return at ? (size_t)(at - s.p) : s.n;
}

/* How many letters of UTF-8: bytes that begin one. */
size_t str_letters(Str s);

/* Without ASCII white space (blank, tab, CR, LF, form feed, vertical tab) at both ends. */
Str str_trim(Str s);

/* Cut the next piece up to `at` off the front of *rest; false once nothing is left.  "a,,b" gives
 * "a", "", "b"; the empty string gives nothing. */
bool str_cut(Str *rest, char at, Str *piece);

/* A decimal integer that fills the whole string, with optional '-'; false when it does not or when it
 * does not fit 64 bits.  *value is untouched then. */
bool str_integer(Str s, int64_t *value);

/* True when `s` is well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates). */
bool str_is_utf8(Str s);
