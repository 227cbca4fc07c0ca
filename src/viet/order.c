// SPDX-License-Identifier: Apache-2.0
/* order.c -- Vietnamese alphabetical order, as bytes that memcmp compares.
 *
 * Syllable by syllable: the letters first (a ă â b c d đ e ê …), then the tone; case only when all else is equal. */
#include "viet/text.h"
#include <utf8proc.h>

enum { END_OF_SYLLABLE = 0x02, TONE = 0x03, OTHER = 0x0B, DIGIT = 0x10, LETTER = 0x20, PARTS_MAX = 32 };
enum {
    GRAVE = 0x300,
    ACUTE = 0x301,
    CIRCUMFLEX = 0x302,
    TILDE = 0x303,
    BREVE = 0x306,
    HOOK = 0x309,
    HORN = 0x31B,
    DOT = 0x323
};

typedef struct {
    char *key, *cases; /* what is compared first; what is compared last */
    size_t n, n_cases;
    int tone; /* of the syllable that is open */
    bool open;
} Key;

/* Each letter has three places, for its plain form and its forms with a breve or circumflex, or horn. */
static unsigned char place_of(utf8proc_int32_t base, utf8proc_int32_t mark)
{
    int form = mark == CIRCUMFLEX ? (base == 'a' ? 2 : 1)
               : mark == HORN     ? (base == 'u' ? 1 : 2)
               : mark == BREVE    ? 1
                                  : 0;
    return (unsigned char)(LETTER + (base - 'a') * 4 + form);
}

static int tone_of(utf8proc_int32_t mark)
{
    switch (mark) {
    case GRAVE: return 1;
    case HOOK: return 2;
    case TILDE: return 3;
    case ACUTE: return 4;
    case DOT: return 5;
    default: return 0;
    }
}

static void close_syllable(Key *k)
{
    if (!k->open) return;
    k->key[k->n++] = END_OF_SYLLABLE;
    k->key[k->n++] = (char)(TONE + k->tone);
    k->open = false, k->tone = 0;
}

/* One letter with its marks: parts[0] is the base. */
static void add_letter(Key *k, const utf8proc_int32_t *parts, int n, bool capital)
{
    utf8proc_int32_t base = parts[0], form = 0;
    for (int i = 1; i < n; i++)
        if (tone_of(parts[i])) k->tone = tone_of(parts[i]);
        else if (parts[i] == CIRCUMFLEX || parts[i] == BREVE || parts[i] == HORN) form = parts[i];
    k->key[k->n++] = (char)(base == 0x111 ? place_of('d', BREVE) : place_of(base, form));
    k->cases[k->n_cases++] = capital ? 2 : 1;
    k->open = true;
}

static void add_point(Key *k, utf8proc_int32_t point)
{
    utf8proc_int32_t parts[PARTS_MAX], low = utf8proc_tolower(point);
    int boundary = 0;
    int n = (int)utf8proc_decompose_char(low, parts, PARTS_MAX, UTF8PROC_DECOMPOSE, &boundary);
    if (n > 0 && n < PARTS_MAX && ((parts[0] >= 'a' && parts[0] <= 'z') || parts[0] == 0x111))
        return add_letter(k, parts, n, low != point);
    /* A mark that stands by itself belongs to the letter before it. */
    if (k->open && tone_of(point)) k->tone = tone_of(point);
    else if (k->open && (point == CIRCUMFLEX || point == BREVE || point == HORN))
        k->key[k->n - 1] = (char)place_of('a' + (k->key[k->n - 1] - LETTER) / 4, point);
    else {
        close_syllable(k);
        if (point >= '0' && point <= '9') k->key[k->n++] = (char)(DIGIT + point - '0');
        else if (point > 0x20 && point != 0xA0) k->key[k->n++] = OTHER, k->key[k->n++] = (char)(point & 0x7F);
    }
}

Str viet_order_key(Arena *a, Str s)
{
    Key k = {.key = NEW(a, char, s.n * 4 + 8), .cases = NEW(a, char, s.n + 1)};
    while (s.n) {
        utf8proc_int32_t point;
        utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n, &point);
        add_point(&k, n > 0 ? point : 0xFFFD);
        s = str_from(s, n > 0 ? (size_t)n : 1);
    }
    close_syllable(&k);
    k.key[k.n++] = 1; /* below everything: a prefix sorts first */
    memcpy(k.key + k.n, k.cases, k.n_cases);
    return (Str){k.key, k.n + k.n_cases};
}
