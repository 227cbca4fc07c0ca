// SPDX-License-Identifier: Apache-2.0
/* past.c -- the counters as they were at the end of days that are over.
 *
 * How tasks stood does not change any more when the day is over (task_stand), so it is counted once, beside the writer,
 * the newest day first; a page that shows such a day reads some rows instead of the stands of all tasks.  A clock that
 * is set back takes away what was kept of the days that come again (roll.c). */
#include "work/inside.h"

enum { PAST_DAYS = 366 };

Fail task_past_is_kept(Ctx *c, Day day, bool *kept)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT 1 FROM task_past WHERE office_id = $1 AND day = $2", OFFICE, day_iso(&c->mem, day)));
    *kept = rows_next(&r);
    return rows_end(&r);
}

Fail past_forget(Ctx *c, Day from)
{
    Str first = from == NO_DAY ? S("") : day_iso(&c->mem, from);
    TRY(store_run(c, "DELETE FROM task_past WHERE office_id = $1 AND day >= $2", OFFICE, first));
    return store_run(c, "DELETE FROM task_count_past WHERE office_id = $1 AND day >= $2", OFFICE, first);
}

/* The newest day that is over and not kept; NO_DAY = there is none.  Before a day without any task there is nothing. */
static Fail find_missing(Ctx *c, Day *day)
{
    Rows r;
    Day first = c->today - PAST_DAYS;
    *day = c->today - 1;
    TRY(store_query(c, &r,
                    "SELECT day, tasks FROM task_past WHERE office_id = $1 AND day >= $2 AND day <= $3 "
                    "ORDER BY day DESC",
                    OFFICE, day_iso(&c->mem, first), day_iso(&c->mem, *day)));
    while (*day != NO_DAY && rows_next(&r) && row_day(&r, 0) == *day)
        *day = row_integer(&r, 1) && *day > first ? *day - 1 : NO_DAY;
    return rows_end(&r);
}

typedef struct {
    Day day;
    int64_t tasks;
    TaskPlanCountList counts[GRAIN_NODE + 1];
} Past;

/* Of all, from those by branch: each walk along the stands takes a second where there are a million. */
static void add_up(Ctx *c, Past *p)
{
    const TaskPlanCountList *branches = &p->counts[GRAIN_BRANCH];
    TaskPlanCountList *all = &p->counts[GRAIN_ALL];
    for (size_t i = 0; i < branches->n; i++) {
        const TaskPlanCount *k = &branches->at[i];
        p->tasks += count_total(&k->count.n);
        if (!all->n || all->at[all->n - 1].plan != k->plan) *list_add(&c->mem, all) = (TaskPlanCount){.plan = k->plan};
        counts_add(&all->at[all->n - 1].count.n, &k->count.n);
    }
}

static Fail count_past(Ctx *c, Past *p)
{
    TRY(find_missing(c, &p->day));
    if (p->day == NO_DAY) return OK;
    for (TaskGrain grain = GRAIN_ALL + 1; grain <= GRAIN_NODE; grain++)
        TRY(counts_from_stands(c, 0, grain, p->day, &p->counts[grain]));
    add_up(c, p);
    return OK;
}

static Fail keep_count(Ctx *c, Str day, TaskGrain grain, const TaskPlanCount *k)
{
    const Counts *n = &k->count.n;
    return store_run(
        c,
        "INSERT INTO task_count_past (office_id, day, grain, plan_id, item, later, soon, overdue, undated, "
        "in_time, late, paused, cancelled, fresh, asked, returned, excused, asked_late) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
        OFFICE, day, count_grains[grain], k->plan, k->count.item, n->class[CLASS_LATER], n -> class[CLASS_SOON],
        n -> class[CLASS_OVERDUE], n -> class[CLASS_UNDATED], n -> class[CLASS_IN_TIME], n -> class[CLASS_LATE],
        n -> class[CLASS_PAUSED], n -> class[CLASS_CANCELLED], n -> fresh, n -> asked, n -> returned, n -> excused,
        n -> asked_late);
}

/* Not while the counters hold for that day or one before: it is not over for everybody. */
static Fail keep(Ctx *c, void *arg)
{
    const Past *p = arg;
    Str day = day_iso(&c->mem, p->day);
    bool kept;
    Day counted;
    TRY(count_day(c, &counted));
    TRY(task_past_is_kept(c, p->day, &kept));
    if (kept || counted == NO_DAY || counted <= p->day) return OK;
    TRY(store_run(c, "INSERT INTO task_past (office_id, day, tasks) VALUES ($1, $2, $3)", OFFICE, day, p->tasks));
    for (TaskGrain grain = GRAIN_ALL; grain <= GRAIN_NODE; grain++)
        for (size_t i = 0; i < p->counts[grain].n; i++) TRY(keep_count(c, day, grain, &p->counts[grain].at[i]));
    return OK;
}

Fail task_past_keep(Ctx *c, Store *store, bool *more)
{
    Past p = {.day = NO_DAY};
    TRY(store_read_begin(c));
    Fail result = count_past(c, &p);
    store_read_end(c);
    *more = !result && p.day != NO_DAY;
    return *more ? store_write(c, store, keep, &p) : result;
}
