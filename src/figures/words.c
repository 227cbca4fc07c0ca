// SPDX-License-Identifier: Apache-2.0
/* words.c -- numbers and shares as pages say them, and the sentence that says what to see. */
#include "base/out.h"
#include "figures/figures.h"

Str share_words(Arena *a, Share s)
{
    if (!s.base) return S("–");
    int64_t tenths = (s.part * 2000 + s.base) / (s.base * 2); /* of a percent, to the nearest */
    if (!tenths && s.part) tenths = 1;
    if (tenths == 1000 && s.part < s.base) tenths = 999;
    Out o = {.mem = a};
    out_integer(&o, tenths / 10);
    if (tenths % 10) out_char(&o, ','), out_integer(&o, tenths % 10);
    OUT_LITERAL(&o, " %");
    return out_str(&o);
}

/* -- a column, in words ----------------------------------------------------------------------------------------- */

/* What a column counts; of a share what its part is, and of what. */
static const struct {
    const char *what, *base;
} said[MAP_COLUMNS] = {
    [COLUMN_TOTAL] = {"việc đã giao", NULL},
    [COLUMN_CLASS + CLASS_LATER] = {"việc chưa đến hạn", NULL},
    [COLUMN_CLASS + CLASS_SOON] = {"việc sắp đến hạn", NULL},
    [COLUMN_CLASS + CLASS_OVERDUE] = {"việc quá hạn", NULL},
    [COLUMN_CLASS + CLASS_UNDATED] = {"việc không có hạn", NULL},
    [COLUMN_CLASS + CLASS_IN_TIME] = {"việc hoàn thành đúng hạn", NULL},
    [COLUMN_CLASS + CLASS_LATE] = {"việc hoàn thành quá hạn", NULL},
    [COLUMN_CLASS + CLASS_PAUSED] = {"việc tạm dừng", NULL},
    [COLUMN_CLASS + CLASS_CANCELLED] = {"việc đã hủy", NULL},
    [COLUMN_IN_TIME] = {"đúng hạn", "việc đã hoàn thành"},
    [COLUMN_DONE] = {"đã xong", "việc đã giao trừ việc hủy"},
    [COLUMN_OVERDUE_SHARE] = {"quá hạn", "việc đã giao"},
};

Str figure_words(Arena *a, Share value, int column)
{
    return figure_is_share(column) ? share_words(a, value) : number_words(a, value.part);
}

Str figure_said(Arena *a, const Counts *n, int column)
{
    Share value = figure_value(n, column);
    Str words = figure_words(a, value, column), base = number_words(a, value.base);
    if (!value.base) return str_format(a, "chưa có %s", said[column].base);
    if (!figure_is_share(column)) return str_format(a, "%.*s %s", STR_ARGS(words), said[column].what);
    return str_format(a, "%.*s %s, trên %.*s %s", STR_ARGS(words), said[column].what, STR_ARGS(base),
                      said[column].base);
}

/* -- what to see ---------------------------------------------------------------------------------------------- */

enum { NAMED_MAX = 3 }; /* rows that a sentence names */

/* Whole percents, as a sentence says them. */
static int whole_percent(int64_t part, int64_t base) { return base ? (int)((part * 200 + base) / (base * 2)) : 0; }

static const char *const small_numbers[] = {"", "Một", "Hai", "Ba"};

/* How few rows have at least half of what a column counts; `part` = how much. */
static size_t heaviest(const Figures *f, int column, int64_t all, int64_t *part)
{
    size_t n = 0;
    for (*part = 0; n < f->rows.n && *part * 2 < all; n++) *part += figure_value(&f->rows.at[n].n, column).part;
    return n;
}

static size_t rows_with_some(const Figures *f, int column)
{
    size_t n = 0;
    for (size_t i = 0; i < f->rows.n; i++) n += figure_value(&f->rows.at[i].n, column).part > 0;
    return n;
}

/* The row behind the heaviest has as much as the last of them: naming only these would be chance. */
static bool is_as_heavy(const Figures *f, int column, size_t n)
{
    return !share_compare(figure_value(&f->rows.at[n - 1].n, column), figure_value(&f->rows.at[n].n, column));
}

/* Who has the most, all of them when they are few; else how many they are. */
static void say_most(Out *o, const Figures *f, int column, const char *who)
{
    Str most = number_words(o->mem, figure_value(&f->rows.at[0].n, column).part);
    size_t tied = 1;
    while (tied < f->rows.n && is_as_heavy(f, column, tied)) tied++;
    if (tied > NAMED_MAX) {
        out_format(o, "%zu %s cùng nhiều nhất (mỗi %s %.*s việc).", tied, who, who, STR_ARGS(most));
        return;
    }
    out_format(o, "nhiều nhất là ");
    for (size_t i = 0; i < tied; i++)
        out_format(o, "%s%.*s", !i ? "" : i + 1 < tied ? ", " : " và ", STR_ARGS(f->rows.at[i].name));
    if (tied > 1) out_format(o, " (mỗi %s", who);
    out_format(o, "%s%.*s việc).", tied > 1 ? " " : " (", STR_ARGS(most));
}

static void say_who(Out *o, const Figures *f, int column, const char *who)
{
    int64_t sum = figure_value(&f->total, column).part, part;
    size_t n = heaviest(f, column, sum, &part), all = rows_with_some(f, column);
    Str first = f->rows.at[0].name, many = number_words(o->mem, sum);
    const char *what = said[column].what;
    if (all == 1) {
        out_format(o, "%.*s %s, đều của %.*s.", STR_ARGS(many), what, STR_ARGS(first));
    } else if (n <= NAMED_MAX && n < all && !is_as_heavy(f, column, n)) {
        out_format(o, "%s %s chiếm %d %% trong %.*s %s: ", small_numbers[n], who, whole_percent(part, sum),
                   STR_ARGS(many), what);
        for (size_t i = 0; i < n; i++) out_format(o, "%s%.*s", i ? ", " : "", STR_ARGS(f->rows.at[i].name));
        out_format(o, ".");
    } else {
        out_format(o, "%.*s %s rải ở %zu %s, ", STR_ARGS(many), what, all, who);
        say_most(o, f, column, who);
    }
}

Str figures_sentence(Arena *a, const Figures *f)
{
    Out o = {.mem = a};
    int64_t all = count_total(&f->total), soon = f->total.class[CLASS_SOON];
    if (!all) return S("Chưa có việc nào được giao.");
    if (f->total.class[CLASS_OVERDUE]) say_who(&o, f, COLUMN_CLASS + CLASS_OVERDUE, "cơ quan");
    else out_format(&o, "Không có việc nào quá hạn.");
    if (soon)
        out_format(&o, " %.*s việc đến hạn trong %d ngày tới.", STR_ARGS(number_words(a, soon)), (int)TASK_SOON_DAYS);
    else if (!f->total.class[CLASS_OVERDUE] && !f->total.class[CLASS_LATER] && !f->total.class[CLASS_UNDATED])
        out_format(&o, " Mọi việc đã xong.");
    return out_str(&o);
}

/* Rows without a base have no share and stand last. */
static void say_shares(Out *o, const Figures *f, int column, const char *who)
{
    size_t n = 0;
    while (n < f->rows.n && figure_value(&f->rows.at[n].n, column).base) n++;
    if (!n) {
        out_format(o, "Chưa có %s nên chưa có tỷ lệ.", said[column].base);
        return;
    }
    const FigureRow *first = &f->rows.at[0], *last = &f->rows.at[n - 1];
    Share most = figure_value(&first->n, column), least = figure_value(&last->n, column);
    Str all = figure_said(o->mem, &f->total, column), high = share_words(o->mem, most),
        low = share_words(o->mem, least);
    if (n == 1) out_format(o, "Chỉ %.*s có tỷ lệ: %.*s.", STR_ARGS(first->name), STR_ARGS(all));
    else if (!share_compare(most, least)) out_format(o, "%zu %s bằng nhau: %.*s.", n, who, STR_ARGS(all));
    else
        out_format(o, "Cao nhất là %.*s (%.*s), thấp nhất là %.*s (%.*s). Tính chung: %.*s.", STR_ARGS(first->name),
                   STR_ARGS(high), STR_ARGS(last->name), STR_ARGS(low), STR_ARGS(all));
}

Str figures_column_sentence(Arena *a, const Figures *f, int column, const char *who)
{
    Out o = {.mem = a};
    size_t n = f->rows.n;
    if (!count_total(&f->total)) return S("Chưa có việc nào được giao.");
    int64_t sum = figure_value(&f->total, column).part, first = figure_value(&f->rows.at[0].n, column).part;
    Str each = figure_said(a, &f->rows.at[0].n, column), all = number_words(a, count_total(&f->total));
    if (figure_is_share(column)) say_shares(&o, f, column, who);
    else if (!sum)
        out_format(&o, "Không có %s, trong %.*s việc đã giao cho %zu %s.", said[column].what, STR_ARGS(all), n, who);
    else if (n > 1 && first == figure_value(&f->rows.at[n - 1].n, column).part)
        out_format(&o, "%zu %s bằng nhau: mỗi %s %.*s.", n, who, who, STR_ARGS(each));
    else say_who(&o, f, column, who);
    return out_str(&o);
}
