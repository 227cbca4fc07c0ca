// SPDX-License-Identifier: Apache-2.0
/* words.c -- what pages say of figures, and where their numbers lead. */
#include "indicator/view.h"
#include <math.h>

/* Two figures of one indicator as one difference: by their common base where it is the same, else by values. */
static Figure difference(const Indicator *k, Figure now, Figure before)
{
    if (now.base == 1 && before.base == 1) return (Figure){now.part - before.part, 1, 0};
    double d = indicator_number(k, now) - indicator_number(k, before);
    if (k->kind == INDICATOR_RATIO) return (Figure){(int64_t)llround(10 * d), 1000, 0};
    int64_t scale = 1;
    for (int i = 0; i < k->decimals + 1; i++) scale *= 10;
    return (Figure){(int64_t)llround(d * (double)scale), 10, 0};
}

/* A sum or a rate of other agencies than before grows or shrinks for that alone. */
bool is_like(const Indicator *k, Figure now, Figure before)
{
    return (k->agencies != OVER_SUM && k->kind != INDICATOR_RATIO) || now.n == before.n;
}

/* A sum of fewer agencies is no fall. */
static Str not_like(Arena *a, Figure now, Figure before)
{
    if (now.n < before.n)
        return str_format(a, NOT_COMPARED "%lld/%lld nơi của kỳ trước", (long long)now.n, (long long)before.n);
    return str_format(a, NOT_COMPARED "%lld nơi, kỳ trước %lld", (long long)now.n, (long long)before.n);
}

Str change_words(Arena *a, const Indicator *k, Figure now, Figure before)
{
    if (!figure_is_there(now) || !figure_is_there(before)) return (Str){0};
    if (!is_like(k, now, before) && (k->kind == INDICATOR_RATIO || now.n < before.n)) return not_like(a, now, before);
    Figure d = difference(k, now, before);
    if (!d.part) return S("như kỳ trước");
    Figure size = {d.part < 0 ? -d.part : d.part, d.base, 0};
    Str words = indicator_words(a, k, size);
    if (k->kind == INDICATOR_RATIO) words = str_format(a, "%.*s điểm %%", STR_ARGS(str_slice(words, 0, words.n - 2)));
    Str change = str_format(a, "%s %.*s", d.part < 0 ? "bớt" : "thêm", STR_ARGS(words));
    if (is_like(k, now, before)) return change;
    return str_format(a, "%.*s (%lld nơi, trước %lld)", STR_ARGS(change), (long long)now.n, (long long)before.n);
}

Str reporters_words(Arena *a, const Indicator *k, Figure f, int expected)
{
    bool is_short = figure_is_there(f) && !k->is_counted && k->agencies != OVER_NONE && f.n < expected;
    return is_short ? str_format(a, "%lld/%d cơ quan đã báo cáo", (long long)f.n, expected) : (Str){0};
}

/* The target is that of all: a rate of some of them is not held against it. */
static bool is_rate_of_some(const IndicatorSet *set, const Indicator *k, Figure f, int expected)
{
    const Indicator *numerator = indicator_in(set, k->numerator), *denominator = indicator_in(set, k->denominator);
    bool is_typed = k->kind == INDICATOR_RATIO && numerator && denominator && !numerator->is_counted &&
                    !denominator->is_counted && numerator->agencies != OVER_NONE && denominator->agencies != OVER_NONE;
    return is_typed && f.n < expected;
}

Str target_words(Arena *a, const IndicatorSet *set, const Indicator *k, Figure now, Figure target, int expected)
{
    Indicator share = {.kind = INDICATOR_RATIO};
    double part = indicator_number(k, now), whole = indicator_number(k, target);
    if (!figure_is_there(now) || !figure_is_there(target) || whole <= 0) return (Str){0};
    if (is_rate_of_some(set, k, now, expected)) return (Str){0};
    return indicator_words(a, &share, (Figure){(int64_t)llround(1000 * part), (int64_t)llround(1000 * whole), 0});
}

/* -- addresses -------------------------------------------------------------------------------------------------------
 */

static void more(Out *o, const char *name, Str value)
{
    if (!value.n) return;
    out_format(o, "%c%s=", str_index(out_str(o), '?') < o->n ? '&' : '?', name);
    out_url(o, value);
}

Link indicator_link(Arena *a, const Indicator *k, Term t, Str under, Day as_of)
{
    Out o = {.mem = a};
    out_format(&o, "/so-lieu/chi-tieu/%.*s", STR_ARGS(k->code));
    more(&o, "ky", term_key(a, t));
    more(&o, "trong", under);
    if (as_of != NO_DAY) more(&o, "tinh-den", day_iso(a, as_of));
    return link_to(out_str(&o));
}

Link cell_link(Arena *a, const Indicator *k, Term t, Str org)
{
    return link_to(
        str_format(a, "/so-lieu/o/%.*s/%.*s/%.*s", STR_ARGS(k->code), STR_ARGS(org), STR_ARGS(term_key(a, t))));
}

Link grid_link(Arena *a, const IndicatorSet *set, Term t, Str under)
{
    Out o = {.mem = a};
    out_format(&o, "/so-lieu/nhap/%.*s", STR_ARGS(set->code));
    more(&o, "ky", term_key(a, t));
    more(&o, "trong", under);
    return link_to(out_str(&o));
}

static void put_replaced(Out *o, Str path, Str name, Str value)
{
    size_t at;
    for (; (at = str_find(path, name)) < path.n; path = str_from(path, at + name.n)) {
        out_raw(o, str_slice(path, 0, at));
        out_url(o, value);
    }
    out_raw(o, path);
}

bool records_link(Arena *a, const Indicator *k, Term t, Str org, Link *to)
{
    Out first = {.mem = a}, second = {.mem = a}, third = {.mem = a};
    if (!k->records.n) return false;
    put_replaced(&first, k->records, S("{co-quan}"), org);
    put_replaced(&second, out_str(&first), S("{tu}"), day_iso(a, t.first));
    put_replaced(&third, out_str(&second), S("{den}"), day_iso(a, t.last));
    *to = link_to(out_str(&third));
    return true;
}
