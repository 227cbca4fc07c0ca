// SPDX-License-Identifier: Apache-2.0
#include "viet/workday.h"
#include "base/asset.h"
#include "base/list.h"
#include <pthread.h>
#include <stdlib.h>

typedef struct {
    Day day;
    bool works; /* a Saturday that is a working day */
    bool official;
    Str name;
} Exception;

struct Workdays {
    LIST(Exception) days; /* by day, one row a day */
};

enum { COLUMNS = 6 }; /* date, weekday, kind, name, status, source */

static bool parse_row(Str line, Exception *e)
{
    Str column[COLUMNS] = {{0}};
    for (int i = 0; i < COLUMNS && str_cut(&line, '\t', &column[i]); i++) {}
    e->day = day_parse_iso(column[0]);
    e->works = str_equal(column[2], S("swap_work"));
    e->official = !str_equal(column[4], S("projected"));
    e->name = column[3];
    return e->day != NO_DAY && (e->works || str_equal(column[2], S("holiday")) ||
                                str_equal(column[2], S("compensation")) || str_equal(column[2], S("swap_off")));
}

static void put(Arena *a, Workdays *w, Exception e)
{
    for (size_t i = 0; i < w->days.n; i++)
        if (w->days.at[i].day == e.day) {
            w->days.at[i] = e;
            return;
        }
    *list_add(a, &w->days) = e;
}

static int by_day(const void *x, const void *y) { return ((const Exception *)x)->day - ((const Exception *)y)->day; }

/* The number of the first bad line, or 0. */
static int load(Arena *a, Workdays *w, Str table)
{
    int number = 0, bad = 0;
    for (Str line; str_cut(&table, '\n', &line);) {
        Exception e;
        line = str_trim(line);
        if (++number == 1 || !line.n) continue; /* the names of the columns */
        if (parse_row(line, &e)) put(a, w, e);
        else if (!bad) bad = number;
    }
    return bad;
}

const Workdays *workdays_load(Arena *a, Str more, int *bad_line)
{
    Workdays *w = NEW(a, Workdays, 1);
    load(a, w, asset("viet/holidays.tsv"));
    *bad_line = more.n ? load(a, w, more) : 0;
    qsort(w->days.at, w->days.n, sizeof *w->days.at, by_day);
    return w;
}

static Arena kept;
static const Workdays *shipped;

static void load_shipped(void)
{
    enum { ROOM = 1 << 20 };
    int bad;
    kept = arena_reserve(ROOM);
    shipped = workdays_load(&kept, (Str){0}, &bad);
}

const Workdays *workdays(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load_shipped);
    return shipped;
}

static const Exception *find(const Workdays *w, Day d)
{
    return bsearch(&(Exception){.day = d}, w->days.at, w->days.n, sizeof *w->days.at, by_day);
}

bool workday_is(const Workdays *w, Day d)
{
    const Exception *e = find(w, d);
    return e ? e->works : day_weekday(d) < SATURDAY;
}

Day workday_add(const Workdays *w, Day from, int n)
{
    for (; n > 0; n--) do
            from++;
        while (!workday_is(w, from));
    return from;
}

Day workday_before(const Workdays *w, Day before, int n)
{
    for (; n > 0; n--) do
            before--;
        while (!workday_is(w, before));
    return before;
}

int workday_count(const Workdays *w, Day from, Day to)
{
    if (to < from) return -workday_count(w, to, from);
    int n = 0;
    for (Day d = from + 1; d <= to; d++) n += workday_is(w, d);
    return n;
}

Str workday_holiday(const Workdays *w, Day d)
{
    const Exception *e = find(w, d);
    return e && !e->works ? e->name : (Str){0};
}

bool workday_is_official(const Workdays *w, Day d)
{
    int year, month, day, other;
    day_split(d, &year, &month, &day);
    for (size_t i = 0; i < w->days.n; i++) {
        day_split(w->days.at[i].day, &other, &month, &day);
        if (other == year && !w->days.at[i].official) return false;
    }
    return w->days.n > 0;
}
