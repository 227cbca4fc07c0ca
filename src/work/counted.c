// SPDX-License-Identifier: Apache-2.0
/* counted.c -- reading the counters: of today, of a day that is over, of what is owed. */
#include "work/inside.h"
#include <stdlib.h>

/* Of the counters, kept for one day or for many. */
#define COUNTERS_OF(silent, from)                                                                                      \
    "SELECT item, sum(later), sum(soon), sum(overdue), sum(undated), sum(in_time), sum(late), sum(paused), "           \
    "sum(cancelled), sum(fresh), sum(asked), sum(returned), sum(excused), sum(asked_late), " silent " FROM " from " "  \
    "WHERE office_id = $1 AND grain = $2 AND ($3 = 0 OR plan_id = $3) "
#define BY_ITEM "GROUP BY item ORDER BY item"

static Counts row_counts(Rows *r)
{
    enum { FIRST = 1, BEHIND = FIRST + TASK_CLASS_COUNT }; /* the classes in their order, then what is among them */
    Counts n = {.fresh = row_integer(r, BEHIND),
                .asked = row_integer(r, BEHIND + 1),
                .returned = row_integer(r, BEHIND + 2),
                .excused = row_integer(r, BEHIND + 3),
                .asked_late = row_integer(r, BEHIND + 4),
                .silent = row_integer(r, BEHIND + 5)};
    for (int i = 0; i < TASK_CLASS_COUNT; i++) n.class[i] = row_integer(r, FIRST + i);
    return n;
}

static Fail read_counts(Ctx *c, Rows *r, TaskCountList *counts)
{
    while (rows_next(r)) {
        Counts n = row_counts(r);
        if (count_total(&n)) *list_add(&c->mem, counts) = (TaskCount){row_text(r, 0), n};
    }
    return rows_end(r);
}

static Fail make_counters(Ctx *c, TaskGrain grain, Id plan, const void **made)
{
    Rows r;
    TaskCountList *counts = NEW(&c->mem, TaskCountList, 1);
    TRY(store_query(c, &r, COUNTERS_OF("sum(silent)", "task_count") BY_ITEM, OFFICE, count_grains[grain], plan));
    *made = counts;
    return read_counts(c, &r, counts);
}
static Fail make_all(Ctx *c, int64_t plan, const void **made) { return make_counters(c, GRAIN_ALL, plan, made); }
static Fail make_leads(Ctx *c, int64_t plan, const void **made) { return make_counters(c, GRAIN_LEAD, plan, made); }
static Fail make_branches(Ctx *c, int64_t plan, const void **made)
{
    return make_counters(c, GRAIN_BRANCH, plan, made);
}
static Fail make_nodes(Ctx *c, int64_t plan, const void **made) { return make_counters(c, GRAIN_NODE, plan, made); }

/* A page asks several times, and so do the pages of others before the next task changes. */
static Fail read_counters(Ctx *c, Id plan, TaskGrain grain, const TaskCountList **counts)
{
    static MakeMemo *const makers[] = {make_all, make_leads, make_branches, make_nodes};
    const void *made;
    TRY(store_memo(c, makers[grain], plan, &made));
    *counts = made;
    return OK;
}

/* Counts of several plans, one behind the other, become one by item. */
static int by_item(const void *x, const void *y)
{
    return str_compare(((const TaskPlanCount *)x)->count.item, ((const TaskPlanCount *)y)->count.item);
}

static void join_plans(Ctx *c, TaskPlanCountList *list, TaskCountList *counts)
{
    if (list->n) qsort(list->at, list->n, sizeof *list->at, by_item);
    for (size_t i = 0; i < list->n; i++) {
        const TaskCount *n = &list->at[i].count;
        TaskCount *last = counts->n ? &counts->at[counts->n - 1] : NULL;
        if (last && str_equal(last->item, n->item)) counts_add(&last->n, &n->n);
        else *list_add(&c->mem, counts) = *n;
    }
}

Fail task_counts_of(Ctx *c, TaskGrain grain, Str item, Counts *n)
{
    TaskCountList all;
    TRY(task_counts(c, actor_plan(c->actor), grain, c->today, &all));
    *n = counts_of(&all, item);
    return OK;
}

Fail task_owed_now(Ctx *c, Str org, int *n)
{
    Counts all;
    TRY(task_counts_of(c, GRAIN_LEAD, org, &all));
    *n = (int)(count_late(&all) + all.class[CLASS_SOON]);
    return OK;
}

/* From the counters, less the few that are in others' hands. */
Fail task_owed(Ctx *c, Str org, TaskOwed *n)
{
    Rows r;
    Counts of;
    TRY(task_counts_of(c, GRAIN_LEAD, org, &of));
    *n = (TaskOwed){.late = count_late(&of), .soon = of.class[CLASS_SOON], .all = count_open(&of) - of.asked};
    TRY(store_query(c, &r,
                    "SELECT due, count(*) FROM task t WHERE office_id = $1 AND lead = $2 "
                    "AND (is_waiting_head = 1 OR state = 'returned') AND is_open + 0 = 1 AND state <> 'asked' "
                    "AND ($3 = 0 OR plan_id = $3) GROUP BY due ORDER BY due",
                    OFFICE, org, actor_plan(c->actor)));
    while (rows_next(&r)) {
        Day due = row_day(&r, 0);
        int64_t handed = row_integer(&r, 1);
        n->all -= handed;
        if (due == NO_DAY) continue;
        if (due < c->today) n->late -= handed;
        else if (due <= c->today + TASK_SOON_DAYS) n->soon -= handed;
    }
    return rows_end(&r);
}

enum { ISO_DAY = 10 }; /* letters */

Fail task_owed_firsts(Ctx *c, Id plan, TaskOwedFirstList *firsts)
{
    Rows r;
    *firsts = (TaskOwedFirstList){0};
    TRY(store_query(
        c, &r,
        "SELECT k.item, (SELECT t.due || t.branch FROM task t WHERE t.office_id = $1 AND t.lead = k.item "
        "AND " TASK_IS_OWED("t") " AND (t.due <= $2 OR coalesce(t.said_day, '') <= $3) AND ($4 = 0 OR t.plan_id = $4) "
                                 "ORDER BY t.due, t.id LIMIT 1) "
                                 "FROM (SELECT item FROM task_count WHERE office_id = $1 AND grain = 'lead' "
                                 "AND ($4 = 0 OR plan_id = $4) GROUP BY item "
                                 "HAVING sum(overdue - asked_late + soon + silent) > 0) AS k ORDER BY k.item",
        OFFICE, day_iso(&c->mem, c->today + TASK_SOON_DAYS), day_iso(&c->mem, c->today - TASK_SILENT_DAYS), plan));
    while (rows_next(&r)) {
        Str found = row_text(&r, 1);
        if (found.n < ISO_DAY) continue;
        Str day = str_slice(found, 0, ISO_DAY);
        *list_add(&c->mem, firsts) = (TaskOwedFirst){
            row_text(&r, 0), str_equal(day, S(NO_DUE)) ? NO_DAY : day_parse_iso(day), str_from(found, ISO_DAY)};
    }
    return rows_end(&r);
}

Fail task_owed_first(Ctx *c, Id plan, Str org, Day *due, Str *branch)
{
    Rows r;
    *due = NO_DAY, *branch = (Str){0};
    TRY(store_query(c, &r,
                    "SELECT due, branch FROM task t WHERE office_id = $1 AND lead = $2 AND " TASK_IS_OWED(
                        "t") " AND (due <= $3 OR coalesce(said_day, '') <= $4) AND ($5 = 0 OR plan_id = $5) "
                             "ORDER BY due, id LIMIT 1",
                    OFFICE, org, day_iso(&c->mem, c->today + TASK_SOON_DAYS),
                    day_iso(&c->mem, c->today - TASK_SILENT_DAYS), plan));
    if (rows_next(&r)) *due = row_day(&r, 0), *branch = row_text(&r, 1);
    return rows_end(&r);
}

/* Of a day that is over and was kept (past.c). */
static Fail read_past(Ctx *c, Id plan, TaskGrain grain, Day on, TaskCountList *counts)
{
    Rows r;
    TRY(store_query(c, &r, COUNTERS_OF("0", "task_count_past") "AND day = $4 " BY_ITEM, OFFICE, count_grains[grain],
                    plan, day_iso(&c->mem, on)));
    return read_counts(c, &r, counts);
}

static Fail past_counts(Ctx *c, Id plan, TaskGrain grain, Day on, TaskCountList *counts)
{
    TaskPlanCountList list;
    bool kept;
    TRY(task_past_is_kept(c, on, &kept));
    if (kept) return read_past(c, plan, grain, on, counts);
    TRY(counts_from_stands(c, plan, grain, on, &list));
    join_plans(c, &list, counts);
    return OK;
}

Fail task_counts(Ctx *c, Id plan, TaskGrain grain, Day on, TaskCountList *counts)
{
    const TaskCountList *kept;
    TaskPlanCountList list = {0};
    Day counted;
    *counts = (TaskCountList){0};
    if (on < c->today) return past_counts(c, plan, grain, on, counts);
    TRY(task_counted_day(c, &counted));
    if (counted == NO_DAY || counted > c->today) {
        TRY(counts_from_tasks(c, plan, grain, &list));
        join_plans(c, &list, counts);
        return OK;
    }
    TRY(read_counters(c, plan, grain, &kept));
    if (counted < c->today) {
        for (size_t i = 0; i < kept->n; i++) *list_add(&c->mem, &list) = (TaskPlanCount){.count = kept->at[i]};
        TRY(counts_rolled_on(c, plan, grain, &list));
        join_plans(c, &list, counts);
        return OK;
    }
    for (size_t i = 0; i < kept->n; i++) *list_add(&c->mem, counts) = kept->at[i];
    return OK;
}

Fail task_counts_by_plan(Ctx *c, TaskGrain grain, Day on, TaskPlanCountList *counts)
{
    return counts_from_stands(c, 0, grain, on, counts);
}
