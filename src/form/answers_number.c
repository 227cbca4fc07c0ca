// SPDX-License-Identifier: Apache-2.0
/* answers_number.c -- numbers as Vietnamese people type them: points between thousands, a comma before the part
 * behind, "đồng", "triệu", "tỷ"; exact, never through a double but at the end. */
#include "form/answers_inside.h"
#include "viet/number.h"
#include "viet/text.h"
#include <math.h>

enum { DIGITS_MAX = 18 };

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Blanks between groups of three digits go: "1 234 500", also the blanks that do not break. */
static Str without_blanks(Arena *mem, Str s)
{
    char *p = NEW(mem, char, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        Str rest = str_from(s, i);
        size_t blank = *rest.p == ' ' ? 1 : str_starts(rest, S("\u00a0")) ? 2 : str_starts(rest, S("\u202f")) ? 3 : 0;
        bool between = blank && n && is_digit(p[n - 1]) && rest.n >= blank + 3 && is_digit(rest.p[blank]) &&
                       is_digit(rest.p[blank + 1]) && is_digit(rest.p[blank + 2]) &&
                       !(rest.n > blank + 3 && is_digit(rest.p[blank + 3]));
        if (between) i += blank - 1;
        else p[n++] = s.p[i];
    }
    return (Str){p, n};
}

static size_t count_of(Str s, char c)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] == c;
    return n;
}

/* Whether `sign` stands between thousands: groups of three behind one to three digits. */
static bool groups(Str s, char sign)
{
    Str group;
    for (int i = 0; str_cut(&s, sign, &group); i++)
        if (i ? group.n != 3 : group.n < 1 || group.n > 3) return false;
    return true;
}

/* Which sign stands before the part behind: '.', ',' or 0 = there is none; false = it is no number. */
static bool find_point(Str s, bool comma_groups, char *point)
{
    size_t dots = count_of(s, '.'), commas = count_of(s, ',');
    size_t dot = str_index(s, '.'), comma = str_index(s, ',');
    *point = 0;
    if (dots && commas) {
        *point = comma > dot ? ',' : '.';
        char other = *point == ',' ? '.' : ',';
        return count_of(s, *point) == 1 && groups(str_slice(s, 0, *point == ',' ? comma : dot), other);
    }
    if (dots > 1) return groups(s, '.');
    if (commas > 1) return groups(s, ',');
    bool leads = s.n && s.p[0] != '0';
    if (dots == 1 && !(leads && groups(s, '.'))) *point = '.';
    if (commas == 1 && !(comma_groups && leads && groups(s, ','))) *point = ',';
    return true;
}

bool number_read(Str s, bool comma_groups, Number *number)
{
    char point;
    *number = (Number){0};
    bool behind = false, any = false;
    int digits = 0;
    for (size_t i = 0; i < s.n; i++)
        if (!is_digit(s.p[i]) && s.p[i] != '.' && s.p[i] != ',') return false;
    if (!find_point(s, comma_groups, &point)) return false;
    for (size_t i = 0; i < s.n; i++) {
        if (point && s.p[i] == point) behind = true;
        if (!is_digit(s.p[i])) continue;
        any = true;
        if (number->whole || s.p[i] != '0') digits++;
        if (digits > DIGITS_MAX) return false;
        number->whole = number->whole * 10 + (s.p[i] - '0');
        number->decimals += behind;
    }
    return any;
}

static const struct {
    const char *word;
    int zeros;
} scales[] = {{"nghin", 3}, {"ngan", 3}, {"trieu", 6}, {"tr", 6}, {"ty", 9}, {"ti", 9}};

/* number × 10^zeros as whole đồng; false when something is left behind, or it is too large. */
static bool scaled(Number number, int zeros, int64_t *whole)
{
    *whole = number.whole;
    for (; number.decimals > zeros; number.decimals--) {
        if (*whole % 10) return false;
        *whole /= 10;
    }
    for (; number.decimals < zeros; number.decimals++)
        if (__builtin_mul_overflow(*whole, 10, whole)) return false;
    return true;
}

/* "1.200.000 đồng", "1,2 triệu", "1 tỷ 200 triệu". */
bool money_read(Arena *mem, Str typed, int64_t *money)
{
    Str rest = without_blanks(mem, typed);
    bool any = false, is_minus = str_starts(rest, S("-"));
    if (is_minus) rest = str_from(rest, 1);
    *money = 0;
    while ((rest = str_trim(rest)).n) {
        size_t n = 0, w;
        int zeros = 0;
        int64_t part;
        Number number;
        while (n < rest.n && (is_digit(rest.p[n]) || rest.p[n] == '.' || rest.p[n] == ',')) n++;
        for (w = n; w < rest.n && !is_digit(rest.p[w]); w++) {}
        Str word = viet_fold(mem, str_slice(rest, n, w));
        for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
            Str scale = str_of(scales[i].word);
            if (!str_starts(word, scale) || (word.n > scale.n && word.p[scale.n] != ' ')) continue;
            zeros = scales[i].zeros;
            word = str_trim(str_from(word, scale.n));
        }
        bool is_unit = !word.n || str_equal(word, S("dong")) || str_equal(word, S("d")) || str_equal(word, S("vnd"));
        if (!is_unit || (any && !zeros) || !number_read(str_slice(rest, 0, n), !zeros, &number)) return false;
        if (!scaled(number, zeros, &part) || __builtin_add_overflow(*money, part, money)) return false;
        any = true;
        rest = str_from(rest, w);
    }
    if (is_minus) *money = -*money;
    return any;
}

bool answers_number_read(Arena *mem, Str typed, Str unit, bool is_whole, Number *number)
{
    Str s = without_blanks(mem, str_trim(typed));
    if (unit.n && str_ends(s, unit)) s = str_trim(str_slice(s, 0, s.n - unit.n));
    bool is_minus = str_starts(s, S("-"));
    if (is_minus || str_starts(s, S("+"))) s = str_trim(str_from(s, 1));
    if (str_starts(s, S("\u2212"))) s = str_from(s, 3), is_minus = true;
    if (!number_read(s, is_whole, number)) return false;
    if (is_minus) number->whole = -number->whole;
    for (; number->decimals && number->whole % 10 == 0; number->decimals--) number->whole /= 10;
    return true;
}

/* -- written ------------------------------------------------------------------------------------------------ */

/* As many digits behind as it has, or, where the design says how many, so many at most. */
Str decimal_words(Arena *mem, double x, int decimals)
{
    if (!isfinite(x)) return (Str){0};
    Str text = decimals ? str_format(mem, "%.*f", decimals, x) : answer_text(mem, (Answer){IS_DECIMAL, .decimal = x});
    if (str_index(text, 'e') < text.n) return text;
    size_t point = str_index(text, '.');
    Str behind = str_from(text, point + 1);
    while (behind.n && str_ends(behind, S("0"))) behind.n--;
    int64_t whole;
    if (!str_integer(str_slice(text, 0, point), &whole)) return text;
    Str front = number_words(mem, whole);
    const char *minus = x < 0 && !whole && behind.n ? "-" : "";
    if (!behind.n) return front;
    return str_format(mem, "%s%.*s,%.*s", minus, STR_ARGS(front), STR_ARGS(behind));
}
