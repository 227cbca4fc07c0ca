// SPDX-License-Identifier: Apache-2.0
/* figure.c -- amounts as people and programs write them, and reading what was typed. */
#include "indicator/inside.h"
#include "viet/text.h"
#include <math.h>

static const int64_t powers[] = {1, 10, 100, 1000, 10000, 100000};
_Static_assert(sizeof powers / sizeof *powers > INDICATOR_DECIMALS_MAX + 1, "one more for what is divided");

static int64_t magnitude(int64_t n) { return n < 0 ? -n : n; }

/* "1.234.567" */
static Str grouped(Arena *a, int64_t n)
{
    char text[32];
    size_t at = sizeof text, digits = 0;
    do {
        if (digits && digits % 3 == 0) text[--at] = '.';
        text[--at] = (char)('0' + n % 10);
        n /= 10, digits++;
    } while (n);
    return str_copy(a, (Str){text + at, sizeof text - at});
}

static Str with_decimals(Arena *a, int64_t amount, int decimals)
{
    int64_t whole = magnitude(amount) / powers[decimals], part = magnitude(amount) % powers[decimals];
    const char *sign = amount < 0 ? "−" : "";
    if (!decimals) return str_format(a, "%s%.*s", sign, STR_ARGS(grouped(a, whole)));
    return str_format(a, "%s%.*s,%0*lld", sign, STR_ARGS(grouped(a, whole)), decimals, (long long)part);
}

Str amount_words(Arena *a, const Indicator *k, int64_t amount)
{
    return k->kind == INDICATOR_RATIO ? str_format(a, "%.*s %%", STR_ARGS(with_decimals(a, amount, 1)))
                                      : with_decimals(a, amount, k->decimals);
}

Str amount_plain(Arena *a, const Indicator *k, int64_t amount)
{
    int64_t whole = magnitude(amount) / powers[k->decimals], part = magnitude(amount) % powers[k->decimals];
    const char *sign = amount < 0 ? "-" : "";
    if (!k->decimals) return str_format(a, "%s%lld", sign, (long long)whole);
    return str_format(a, "%s%lld.%0*lld", sign, (long long)whole, k->decimals, (long long)part);
}

/* 1.000 tenths of a percent are 100 %: nothing is rounded to 0 % or 100 % that is not. */
static int64_t permille(Figure f)
{
    int64_t n = (int64_t)llround(1000.0 * (double)f.part / (double)f.base);
    if (n == 1000 && f.part < f.base) n = 999;
    if (n == 0 && f.part > 0) n = 1;
    return n;
}

Str indicator_words(Arena *a, const Indicator *k, Figure f)
{
    if (!f.base) return S("–");
    if (k->kind == INDICATOR_RATIO) return str_format(a, "%.*s %%", STR_ARGS(with_decimals(a, permille(f), 1)));
    if (f.base == 1) return with_decimals(a, f.part, k->decimals);
    return with_decimals(a, (int64_t)llround(10.0 * (double)f.part / (double)f.base), k->decimals + 1);
}

double indicator_number(const Indicator *k, Figure f)
{
    if (!f.base) return 0;
    if (k->kind == INDICATOR_RATIO) return 100.0 * (double)f.part / (double)f.base;
    return (double)f.part / (double)f.base / (double)powers[k->decimals];
}

Figure indicator_target(const Indicator *k, int64_t agencies, bool is_all)
{
    if (!k->has_target) return (Figure){0};
    if (k->kind == INDICATOR_RATIO) return (Figure){k->target, 1000, 0};
    if (k->target_is_total) return is_all ? (Figure){k->target, 1, 0} : (Figure){0};
    return (Figure){k->agencies == OVER_SUM ? k->target * agencies : k->target, 1, 0};
}

/* -- reading what was typed ------------------------------------------------------------------------------------------
 */

typedef struct {
    int64_t whole, part;
    int whole_digits, decimals;
    bool is_negative;
} Typed;

enum { DIGITS_MAX = 16 };

/* Digits in groups of three behind the first one to three, or without any sign between. */
static bool take_whole(Str *s, char sign, Typed *t)
{
    size_t groups = 0, in_group = 0, first = 0;
    for (; s->n; *s = str_from(*s, 1)) {
        char letter = s->p[0];
        if (letter >= '0' && letter <= '9') {
            if (++t->whole_digits > DIGITS_MAX) return false;
            t->whole = 10 * t->whole + (letter - '0'), in_group++;
        } else if (sign && letter == sign && in_group) {
            if (groups ? in_group != 3 : in_group > 3) return false;
            first = groups ? first : in_group, groups++, in_group = 0;
        } else break;
    }
    return t->whole_digits && (!groups || in_group == 3);
}

static bool take_part(Str *s, Typed *t)
{
    for (; s->n && s->p[0] >= '0' && s->p[0] <= '9'; *s = str_from(*s, 1)) {
        if (++t->decimals > DIGITS_MAX) return false;
        t->part = 10 * t->part + (s->p[0] - '0');
    }
    return t->decimals > 0;
}

/* One form: this sign between thousands (0 = none), this one before decimals. */
static bool read_form(Str s, char thousands, char decimal, Typed *t)
{
    *t = (Typed){0};
    if (s.n && s.p[0] == '-') t->is_negative = true, s = str_from(s, 1);
    if (!take_whole(&s, thousands, t)) return false;
    if (s.n && s.p[0] == decimal) {
        s = str_from(s, 1);
        if (!take_part(&s, t)) return false;
    }
    return !s.n;
}

/* Blanks between digits, also those that Excel puts there (U+00A0, U+202F), and the sign − of our own pages. */
static Str tidy(Arena *a, Str typed)
{
    static const Str blanks[] = {STR(" "), STR("\u00A0"), STR("\u202F")};
    Str minus = S("−");
    char *text = arena_bytes(a, typed.n + 1);
    size_t n = 0;
    while (typed.n) {
        size_t skip = 0;
        for (size_t i = 0; i < sizeof blanks / sizeof *blanks && !skip; i++)
            if (str_starts(typed, blanks[i])) skip = blanks[i].n;
        if (!skip && str_starts(typed, minus)) text[n++] = '-', skip = minus.n;
        else if (!skip) text[n++] = typed.p[0], skip = 1;
        typed = str_from(typed, skip);
    }
    return (Str){text, n};
}

static const char *out_of_bounds(Arena *a, const Indicator *k, int64_t amount)
{
    if (k->has_least && amount < k->least)
        return str_format(a, "%.*s phải từ %.*s trở lên.", STR_ARGS(k->title), STR_ARGS(amount_words(a, k, k->least)))
            .p;
    if (k->has_most && amount > k->most)
        return str_format(a, "%.*s không quá %.*s.", STR_ARGS(k->title), STR_ARGS(amount_words(a, k, k->most))).p;
    return NULL;
}

static const char *not_a_number(Arena *a, const Indicator *k, Str typed)
{
    return str_format(a, "“%.*s” không phải là số. Hãy viết như %s.", STR_ARGS(str_head(typed, 40)),
                      k->decimals ? "1.234,5" : "1.234")
        .p;
}

const char *amount_read(Arena *a, const Indicator *k, Str typed, bool from_file, int64_t *amount)
{
    Typed t;
    Str s = tidy(a, str_trim(typed));
    bool found =
        from_file && k->decimals ? read_form(s, 0, '.', &t) || read_form(s, 0, ',', &t) : read_form(s, '.', ',', &t);
    if (!found && from_file) found = read_form(s, 0, '.', &t) || read_form(s, '.', ',', &t);
    if (!found) return not_a_number(a, k, typed);
    while (t.decimals > k->decimals && t.part % 10 == 0) t.part /= 10, t.decimals--;
    if (t.decimals > k->decimals)
        return k->decimals
                   ? str_format(a, "“%.*s” có quá %d chữ số sau dấu phẩy.", STR_ARGS(str_head(typed, 40)), k->decimals)
                         .p
                   : str_format(a, "“%.*s” phải là số nguyên; dấu chấm chỉ để ngăn hàng nghìn.",
                                STR_ARGS(str_head(typed, 40)))
                         .p;
    if (t.whole > INDICATOR_AMOUNT_MAX / powers[k->decimals])
        return str_format(a, "“%.*s” quá lớn. Hãy xem lại đơn vị tính%s%.*s.", STR_ARGS(str_head(typed, 40)),
                          k->unit.n ? ": " : "", STR_ARGS(k->unit))
            .p;
    int64_t n = t.whole * powers[k->decimals] + t.part * powers[k->decimals - t.decimals];
    n = t.is_negative ? -n : n;
    const char *problem = t.is_negative && !k->has_least
                              ? str_format(a, "%.*s không thể là số âm.", STR_ARGS(k->title)).p
                              : out_of_bounds(a, k, n);
    if (!problem) *amount = n;
    return problem;
}
