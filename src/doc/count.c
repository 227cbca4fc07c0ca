// SPDX-License-Identifier: Apache-2.0
#include "doc/count.h"
#include "viet/text.h"

static Str roman(Arena *a, int n)
{
    static const struct {
        int value;
        const char *digits;
    } steps[] = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"},
                 {40, "XL"},  {10, "X"},   {9, "IX"},  {5, "V"},    {4, "IV"},  {1, "I"}};
    enum { ROMAN_MAX = 3999, ROOM = 16 };
    if (n < 1 || n > ROMAN_MAX) return str_format(a, "%d", n);
    char *p = NEW(a, char, ROOM);
    size_t at = 0;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        for (; n >= steps[i].value; n -= steps[i].value)
            for (const char *d = steps[i].digits; *d; d++) p[at++] = *d;
    return (Str){p, at};
}

/* a … z, aa, bb …: as Word counts on (ECMA-376 17.18.59). */
static Str letters(Arena *a, int n)
{
    enum { ALPHABET = 26, TIMES_MAX = 8 };
    if (n < 1 || n > ALPHABET * TIMES_MAX) return str_format(a, "%d", n);
    size_t times = (size_t)(n - 1) / ALPHABET + 1;
    char *p = NEW(a, char, times + 1);
    memset(p, 'a' + (n - 1) % ALPHABET, times);
    return (Str){p, times};
}

Str count_text(Arena *a, CountForm form, int n)
{
    if (n < 0) return (Str){0};
    switch (form) {
    case COUNT_DECIMAL: return str_format(a, "%d", n);
    case COUNT_DECIMAL_ZERO: return str_format(a, "%02d", n);
    case COUNT_UPPER_ROMAN: return roman(a, n);
    case COUNT_LOWER_ROMAN: return viet_lower(a, roman(a, n));
    case COUNT_UPPER_LETTER: return viet_upper(a, letters(a, n));
    case COUNT_LOWER_LETTER: return letters(a, n);
    case COUNT_NONE:
    case COUNT_BULLET: break;
    }
    return (Str){0};
}

Str count_bullet(Str sign)
{
    static const Str signs[] = {STR("-"), STR("–"), STR("—"), STR("−"), STR("+"), STR("*")};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_equal(sign, signs[i])) return i < 4 ? S("-") : signs[i];
    if (str_equal(sign, S("\xEF\x80\xAD"))) return S("-"); /* the dash of the font Symbol */
    return str_equal(sign, S("o")) || str_equal(sign, S("\xE2\x97\xA6")) ? S("+") : S("\xE2\x80\xA2");
}
