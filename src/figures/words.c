// SPDX-License-Identifier: Apache-2.0
/* words.c -- numbers and shares as pages say them, and the sentence that says what to see. */
#include "base/out.h"
#include "figures/figures.h"

/* -- shares --------------------------------------------------------------------------------------------------- */

static int64_t done(const TaskCount *n) { return n->class[CLASS_IN_TIME] + n->class[CLASS_LATE]; }

Share share_in_time(const TaskCount *n) { return (Share){n->class[CLASS_IN_TIME], done(n)}; }
Share share_done(const TaskCount *n) { return (Share){done(n), count_total(n) - n->class[CLASS_CANCELLED]}; }
Share share_overdue(const TaskCount *n) { return (Share){n->class[CLASS_OVERDUE], count_total(n)}; }

int share_compare(Share x, Share y)
{
    if (!x.base || !y.base) return (x.base > 0) - (y.base > 0);
    int64_t left = x.part * y.base, right = y.part * x.base;
    return (left > right) - (left < right);
}

Str share_words(Arena *a, Share s)
{
    if (!s.base) return S("–");
    int64_t tenths = (s.part * 2000 + s.base) / (s.base * 2); /* of a percent, to the nearest */
    if (!tenths && s.part) tenths = 1;
    if (tenths == 1000 && s.part < s.base) tenths = 999;
    if (tenths % 10) return str_format(a, "%lld,%lld %%", (long long)(tenths / 10), (long long)(tenths % 10));
    return str_format(a, "%lld %%", (long long)(tenths / 10));
}

Str number_words(Arena *a, int64_t n)
{
    Str digits = str_format(a, "%lld", (long long)(n < 0 ? -n : n));
    Out o = {.mem = a};
    if (n < 0) out_char(&o, '-');
    for (size_t i = 0; i < digits.n; i++) {
        if (i && (digits.n - i) % 3 == 0) out_char(&o, '.');
        out_char(&o, digits.p[i]);
    }
    return out_str(&o);
}

/* -- what to see ---------------------------------------------------------------------------------------------- */

enum { NAMED_MAX = 3 }; /* agencies that a sentence names */

/* Whole percents, as a sentence says them. */
static int whole_percent(int64_t part, int64_t base) { return base ? (int)((part * 200 + base) / (base * 2)) : 0; }

static const char *const small_numbers[] = {"", "Một", "Hai", "Ba"};

/* How few agencies have at least half of what is overdue; `part` = how much. */
static size_t heaviest(const Figures *f, int64_t overdue, int64_t *part)
{
    size_t n = 0;
    for (*part = 0; n < f->rows.n && *part * 2 < overdue; n++) *part += f->rows.at[n].n.class[CLASS_OVERDUE];
    return n;
}

static size_t agencies_overdue(const Figures *f)
{
    size_t n = 0;
    for (size_t i = 0; i < f->rows.n; i++) n += f->rows.at[i].n.class[CLASS_OVERDUE] > 0;
    return n;
}

static void say_who(Out *o, const Figures *f)
{
    int64_t overdue = f->total.class[CLASS_OVERDUE], part;
    size_t n = heaviest(f, overdue, &part), all = agencies_overdue(f);
    Str worst = f->rows.at[0].name, many = number_words(o->mem, overdue);
    if (all == 1) {
        out_format(o, "%.*s việc quá hạn, đều của %.*s.", STR_ARGS(many), STR_ARGS(worst));
    } else if (n <= NAMED_MAX && n < all) {
        out_format(o, "%s cơ quan chiếm %d %% trong %.*s việc quá hạn: ", small_numbers[n],
                   whole_percent(part, overdue), STR_ARGS(many));
        for (size_t i = 0; i < n; i++) out_format(o, "%s%.*s", i ? ", " : "", STR_ARGS(f->rows.at[i].name));
        out_format(o, ".");
    } else
        out_format(o, "%.*s việc quá hạn rải ở %zu cơ quan, nhiều nhất là %.*s (%lld việc).", STR_ARGS(many), all,
                   STR_ARGS(worst), (long long)f->rows.at[0].n.class[CLASS_OVERDUE]);
}

Str figures_sentence(Arena *a, const Figures *f)
{
    Out o = {.mem = a};
    int64_t all = count_total(&f->total), soon = f->total.class[CLASS_SOON];
    if (!all) return S("Chưa có việc nào được giao.");
    if (f->total.class[CLASS_OVERDUE]) say_who(&o, f);
    else out_format(&o, "Không có việc nào quá hạn.");
    if (soon)
        out_format(&o, " %.*s việc đến hạn trong %d ngày tới.", STR_ARGS(number_words(a, soon)), (int)TASK_SOON_DAYS);
    else if (!f->total.class[CLASS_OVERDUE] && !f->total.class[CLASS_LATER]) out_format(&o, " Mọi việc đã xong.");
    return out_str(&o);
}
