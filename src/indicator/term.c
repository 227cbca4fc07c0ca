// SPDX-License-Identifier: Apache-2.0
#include "indicator/term.h"

#define X(symbol, key, name) key,
const char *const term_keys[TERM_KINDS] = {TERM_KIND_LIST(X)};
#undef X
#define X(symbol, key, name) name,
const char *const term_names[TERM_KINDS] = {TERM_KIND_LIST(X)};
#undef X

TermKind term_kind_of(Str key)
{
    int i = 0;
    while (i < TERM_KINDS && !str_equal(key, str_of(term_keys[i]))) i++;
    return (TermKind)i;
}

static Term month_of(int year, int month)
{
    return (Term){TERM_MONTH, day_of(year, month, 1), day_month_end(year, month)};
}

Term term_of(TermKind kind, Day on)
{
    int year, month, day;
    switch (kind) {
    case TERM_WEEK: {
        Day monday = on - (day_weekday(on) - MONDAY);
        return (Term){kind, monday, monday + 6};
    }
    case TERM_MONTH: day_split(on, &year, &month, &day); return month_of(year, month);
    case TERM_DAY:
    case TERM_KINDS: break;
    }
    return (Term){TERM_DAY, on, on};
}

Term term_after(Term t, int by)
{
    int year, month, day, months;
    if (t.kind == TERM_DAY) return term_of(t.kind, t.first + by);
    if (t.kind == TERM_WEEK) return term_of(t.kind, t.first + 7 * by);
    day_split(t.first, &year, &month, &day);
    months = 12 * year + month - 1 + by;
    return month_of(months / 12, months % 12 + 1);
}

int term_distance(Term a, Term b)
{
    int years[2], months[2], day;
    if (a.kind == TERM_DAY) return b.first - a.first;
    if (a.kind == TERM_WEEK) return (b.first - a.first) / 7;
    day_split(a.first, &years[0], &months[0], &day);
    day_split(b.first, &years[1], &months[1], &day);
    return 12 * (years[1] - years[0]) + months[1] - months[0];
}

/* -- written ---------------------------------------------------------------------------------------------------------
 */

/* ISO 8601: the week belongs to the year of its Thursday. */
static void week_number(Day monday, int *year, int *week)
{
    int month, day;
    day_split(monday + 3, year, &month, &day);
    *week = (monday + 3 - day_of(*year, 1, 1)) / 7 + 1;
}

Str term_key(Arena *a, Term t) { return day_iso(a, t.first); }

static Str day_and_month(Arena *a, Day d)
{
    int year, month, day;
    day_split(d, &year, &month, &day);
    return str_format(a, "%d/%d", day, month);
}

Str term_short(Arena *a, Term t)
{
    int year, month, day;
    if (t.kind == TERM_DAY) return day_and_month(a, t.first);
    if (t.kind == TERM_WEEK) {
        week_number(t.first, &year, &day);
        return str_format(a, "tuần %d", day);
    }
    day_split(t.first, &year, &month, &day);
    return str_format(a, "%d/%d", month, year);
}

Str term_name(Arena *a, Term t)
{
    Str name = term_short(a, t);
    if (t.kind == TERM_MONTH) return str_format(a, "tháng %.*s", STR_ARGS(name));
    if (t.kind == TERM_DAY) return str_format(a, "ngày %.*s", STR_ARGS(day_vietnamese(a, t.first)));
    return str_format(a, "%.*s (%.*s – %.*s)", STR_ARGS(name), STR_ARGS(day_and_month(a, t.first)),
                      STR_ARGS(day_vietnamese(a, t.last)));
}

/* -- read ------------------------------------------------------------------------------------------------------------
 */

/* One to four digits at the beginning of *s, which is cut. */
static bool take_number(Str *s, size_t most, int *n)
{
    size_t i = 0;
    *n = 0;
    for (; i < most && i < s->n && s->p[i] >= '0' && s->p[i] <= '9'; i++) *n = 10 * *n + (s->p[i] - '0');
    *s = str_from(*s, i);
    return i > 0;
}

static bool take_sign(Str *s, char sign)
{
    if (!s->n || s->p[0] != sign) return false;
    *s = str_from(*s, 1);
    return true;
}

static bool is_year(int year) { return year >= YEAR_MIN && year <= YEAR_MAX; }

/* 2024W39, 2024-W39 */
static bool read_week(Str s, Term *t)
{
    int year, week, its_year, its_week;
    if (!take_number(&s, 4, &year) || !is_year(year)) return false;
    take_sign(&s, '-');
    if (!take_sign(&s, 'W') || !take_number(&s, 2, &week) || s.n || week < 1 || week > 53) return false;
    Term found = term_of(TERM_WEEK, day_of(year, 1, 4) + 7 * (week - 1));
    week_number(found.first, &its_year, &its_week);
    if (its_year != year || its_week != week) return false;
    *t = found;
    return true;
}

/* 202409, 2024-09, 9/2024 */
static bool read_month(Str s, Term *t)
{
    Str rest = s;
    int year, month;
    bool found = s.n == 6 && take_number(&rest, 4, &year) && take_number(&rest, 2, &month) && !rest.n;
    if (!found)
        rest = s, found = s.n == 7 && take_number(&rest, 4, &year) && take_sign(&rest, '-') &&
                          take_number(&rest, 2, &month) && !rest.n;
    if (!found)
        rest = s,
        found = take_number(&rest, 2, &month) && take_sign(&rest, '/') && take_number(&rest, 4, &year) && !rest.n;
    if (!found || !is_year(year) || month < 1 || month > 12) return false;
    *t = month_of(year, month);
    return true;
}

/* 2024-09-23, 23/9/2024, 20240923 */
static Day read_day(Str s)
{
    int year, month, day;
    Str rest = s;
    Day iso = day_parse_iso(s);
    if (iso != NO_DAY) return iso;
    if (s.n == 8 && take_number(&rest, 4, &year) && take_number(&rest, 2, &month) && take_number(&rest, 2, &day) &&
        !rest.n)
        return day_of(year, month, day);
    rest = s;
    if (take_number(&rest, 2, &day) && take_sign(&rest, '/') && take_number(&rest, 2, &month) &&
        take_sign(&rest, '/') && take_number(&rest, 4, &year) && !rest.n)
        return day_of(year, month, day);
    return NO_DAY;
}

/* "2024-09-23/P7D": the length must be that of the kind, and it must begin where the kind does. */
static bool read_length(Str s, TermKind kind, Term *t)
{
    static const char *const lengths[TERM_KINDS] = {"P1D", "P7D", "P1M"};
    size_t slash = str_index(s, '/');
    Day first = day_parse_iso(str_slice(s, 0, slash));
    Str length = str_from(s, slash + 1);
    bool fits = str_equal(length, str_of(lengths[kind])) || (kind == TERM_WEEK && str_equal(length, S("P1W")));
    if (first == NO_DAY || !fits || term_of(kind, first).first != first) return false;
    *t = term_of(kind, first);
    return true;
}

bool term_read(Str written, TermKind kind, Term *t)
{
    Str s = str_trim(written);
    if (str_index(s, 'P') < s.n) return read_length(s, kind, t);
    if (kind == TERM_WEEK && read_week(s, t)) return true;
    if (kind == TERM_MONTH && read_month(s, t)) return true;
    Day day = read_day(s);
    if (day == NO_DAY) return false;
    *t = term_of(kind, day);
    return true;
}
