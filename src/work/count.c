// SPDX-License-Identifier: Apache-2.0
/* count.c -- counters of tasks by class, moved with every change; roll.c rolls them on when a day begins. */
#include "work/inside.h"
#include <stdlib.h>

/* -- one task ------------------------------------------------------------------------------------------------- */

int64_t count_total(const Counts *n)
{
    int64_t sum = 0;
    for (int i = 0; i < TASK_CLASS_COUNT; i++) sum += n->class[i];
    return sum;
}

void counts_add(Counts *sum, const Counts *n)
{
    for (int i = 0; i < TASK_CLASS_COUNT; i++) sum->class[i] += n->class[i];
    sum->fresh += n->fresh;
    sum->asked += n->asked;
    sum->returned += n->returned;
    sum->excused += n->excused;
    sum->asked_late += n->asked_late;
    sum->silent += n->silent;
}

Counts counts_of(const TaskCountList *counts, Str item)
{
    for (size_t i = 0; i < counts->n; i++)
        if (str_equal(counts->at[i].item, item)) return counts->at[i].n;
    return (Counts){0};
}

const char *const count_grains[] = {"all", "lead", "branch", "node"};

static bool is_owed(TaskState state) { return task_states[state].is_open && state != TASK_ASKED; }
static bool is_silent(Day said, Day today) { return said == NO_DAY || said <= today - TASK_SILENT_DAYS; }

void counts_add_tasks(Counts *s, TaskState state, TaskClass class, bool excused, bool silent, int64_t n)
{
    s->class[class] += n;
    if (state == TASK_NEW) s->fresh += n;
    if (state == TASK_ASKED) s->asked += n;
    if (state == TASK_ASKED && class == CLASS_OVERDUE) s->asked_late += n;
    if (silent && is_owed(state)) s->silent += n;
    if (state == TASK_RETURNED) s->returned += n;
    if (excused && (class == CLASS_OVERDUE || class == CLASS_LATE)) s->excused += n;
}

bool count_is_nothing(const Counts *s)
{
    static const Counts nothing;
    return !memcmp(s, &nothing, sizeof nothing);
}

#define COUNTED                                                                                                        \
    "INSERT INTO task_count (office_id, plan_id, grain, item, later, soon, overdue, in_time, late, paused, "           \
    "cancelled, fresh, asked, returned, excused, undated, asked_late, silent) VALUES "
#define COUNTED_ROW(grain, item)                                                                                       \
    "($1, $2, " grain ", " item ", $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"
#define COUNTED_ADDS                                                                                                   \
    " ON CONFLICT (office_id, plan_id, grain, item) DO UPDATE SET later = task_count.later + excluded.later, "         \
    "soon = task_count.soon + excluded.soon, overdue = task_count.overdue + excluded.overdue, "                        \
    "in_time = task_count.in_time + excluded.in_time, late = task_count.late + excluded.late, "                        \
    "paused = task_count.paused + excluded.paused, cancelled = task_count.cancelled + excluded.cancelled, "            \
    "fresh = task_count.fresh + excluded.fresh, asked = task_count.asked + excluded.asked, "                           \
    "returned = task_count.returned + excluded.returned, excused = task_count.excused + excluded.excused, "            \
    "undated = task_count.undated + excluded.undated, "                                                                \
    "asked_late = task_count.asked_late + excluded.asked_late, silent = task_count.silent + excluded.silent"
#define COUNTED_VALUES(s)                                                                                              \
    (s)->class[CLASS_LATER], (s)->class[CLASS_SOON], (s)->class[CLASS_OVERDUE], (s)->class[CLASS_IN_TIME],             \
        (s)->class[CLASS_LATE], (s)->class[CLASS_PAUSED], (s)->class[CLASS_CANCELLED], (s)->fresh, (s)->asked,         \
        (s)->returned, (s)->excused, (s)->class[CLASS_UNDATED], (s)->asked_late, (s)->silent

Fail count_put(Ctx *c, Id plan, TaskGrain grain, Str item, const Counts *s)
{
    return store_run(c, COUNTED COUNTED_ROW("$17", "$18") COUNTED_ADDS, OFFICE, plan, COUNTED_VALUES(s),
                     count_grains[grain], item);
}

/* In all four grains at once. */
static Fail move_rows(Ctx *c, const Task *t, const Counts *s)
{
    if (count_is_nothing(s)) return OK;
    return store_run(c,
                     COUNTED COUNTED_ROW("'all'", "''") ", " COUNTED_ROW("'lead'", "$17") ", " COUNTED_ROW(
                         "'branch'", "$18") ", " COUNTED_ROW("'node'", "$19") COUNTED_ADDS,
                     OFFICE, t->plan, COUNTED_VALUES(s), t->lead, t->branch,
                     str_format(&c->mem, "%lld", (long long)t->node));
}

static bool counts_together(const Task *x, const Task *y)
{
    return x->plan == y->plan && x->node == y->node && str_equal(x->lead, y->lead) && str_equal(x->branch, y->branch);
}

Fail count_move(Ctx *c, const Task *before, const Task *after)
{
    Counts minus = {0}, plus = {0};
    if (before)
        counts_add_tasks(&minus, before->state, task_class(before->state, before->due, before->asked, c->today),
                         before->is_late_excused, is_silent(before->said, c->today), -1);
    if (after)
        counts_add_tasks(before && counts_together(before, after) ? &minus : &plus, after->state,
                         task_class(after->state, after->due, after->asked, c->today), after->is_late_excused,
                         is_silent(after->said, c->today), 1);
    if (before) TRY(move_rows(c, before, &minus));
    return after ? move_rows(c, after, &plus) : OK;
}

/* -- all at once -------------------------------------------------------------------------------------------------- */

/* Groups of rows that fall into one class: state, where the due day lies, whether the report came late. */
#define WHERE_DUE "CASE WHEN due < $2 THEN 0 WHEN due <= $3 THEN 1 WHEN due < '" NO_DUE "' THEN 2 ELSE 3 END"
#define GROUPED(item, silent, from)                                                                                    \
    "SELECT plan_id, " item ", state, " WHERE_DUE ", "                                                                 \
    "CASE WHEN asked_day > due THEN 1 ELSE 0 END, is_late_excused, " silent ", count(*) FROM " from " "
#define BY_GROUP                                                                                                       \
    "GROUP BY plan_id, 2, state, 4, "                                                                                  \
    "CASE WHEN asked_day > due THEN 1 ELSE 0 END, is_late_excused, 7 ORDER BY plan_id, 2"
#define TASKS_BY(item)  GROUPED(item, "CASE WHEN coalesce(said_day, '') <= $5 THEN 1 ELSE 0 END", "task")
#define STANDS_BY(item) GROUPED(item, "0", "task_stand s")
#define OF_TASKS        "WHERE office_id = $1 AND state <> 'proposed' AND state <> 'dropped' AND ($4 = 0 OR plan_id = $4) "
/* Of each task the last stand on or before a day ($5). */
#define OF_STANDS                                                                                                      \
    "WHERE s.office_id = $1 AND ($4 = 0 OR s.plan_id = $4) AND s.day = (SELECT max(x.day) FROM task_stand x "          \
    "WHERE x.office_id = s.office_id AND x.task_id = s.task_id AND x.day <= $5) "

/* A row of one of the queries below, which come in order of plan and item. */
static void add_group(Ctx *c, Rows *r, Day on, TaskGrain grain, TaskPlanCountList *list)
{
    Id plan = row_integer(r, 0);
    Str item = grain == GRAIN_ALL    ? S("")
               : grain == GRAIN_NODE ? str_format(&c->mem, "%lld", (long long)row_integer(r, 1))
                                     : row_text(r, 1);
    TaskPlanCount *last = list->n ? &list->at[list->n - 1] : NULL;
    if (!last || last->plan != plan || !str_equal(last->count.item, item)) {
        last = list_add(&c->mem, list);
        *last = (TaskPlanCount){.plan = plan, .count.item = item};
    }
    int where = (int)row_integer(r, 3);
    Day due = where == 0 ? on - 1 : where == 1 ? on : where == 2 ? on + TASK_SOON_DAYS + 1 : NO_DAY;
    Day asked = due == NO_DAY ? NO_DAY : due + (int)row_integer(r, 4);
    TaskState state = task_state_of(row_text(r, 2));
    counts_add_tasks(&last->count.n, state, task_class(state, due, asked, on), row_integer(r, 5), row_integer(r, 6),
                     row_integer(r, 7));
}

Fail counts_from_tasks(Ctx *c, Id plan, TaskGrain grain, TaskPlanCountList *list)
{
    Rows r;
    Str today = day_iso(&c->mem, c->today), soon = day_iso(&c->mem, c->today + TASK_SOON_DAYS),
        silent = day_iso(&c->mem, c->today - TASK_SILENT_DAYS);
    *list = (TaskPlanCountList){0};
    switch (grain) {
    case GRAIN_ALL: TRY(store_query(c, &r, TASKS_BY("0") OF_TASKS BY_GROUP, OFFICE, today, soon, plan, silent)); break;
    case GRAIN_LEAD:
        TRY(store_query(c, &r, TASKS_BY("lead") OF_TASKS BY_GROUP, OFFICE, today, soon, plan, silent));
        break;
    case GRAIN_BRANCH:
        TRY(store_query(c, &r, TASKS_BY("branch") OF_TASKS BY_GROUP, OFFICE, today, soon, plan, silent));
        break;
    case GRAIN_NODE:
        TRY(store_query(c, &r, TASKS_BY("node_id") OF_TASKS BY_GROUP, OFFICE, today, soon, plan, silent));
        break;
    }
    while (rows_next(&r)) add_group(c, &r, c->today, grain, list);
    return rows_end(&r);
}

Fail counts_from_stands(Ctx *c, Id plan, TaskGrain grain, Day on, TaskPlanCountList *list)
{
    Rows r;
    Str day = day_iso(&c->mem, on), soon = day_iso(&c->mem, on + TASK_SOON_DAYS);
    *list = (TaskPlanCountList){0};
    switch (grain) {
    case GRAIN_ALL: TRY(store_query(c, &r, STANDS_BY("0") OF_STANDS BY_GROUP, OFFICE, day, soon, plan, day)); break;
    case GRAIN_LEAD: TRY(store_query(c, &r, STANDS_BY("lead") OF_STANDS BY_GROUP, OFFICE, day, soon, plan, day)); break;
    case GRAIN_BRANCH:
        TRY(store_query(c, &r, STANDS_BY("branch") OF_STANDS BY_GROUP, OFFICE, day, soon, plan, day));
        break;
    case GRAIN_NODE:
        TRY(store_query(c, &r, STANDS_BY("node_id") OF_STANDS BY_GROUP, OFFICE, day, soon, plan, day));
        break;
    }
    while (rows_next(&r)) add_group(c, &r, on, grain, list);
    return rows_end(&r);
}

Fail count_anew(Ctx *c)
{
    TRY(store_run(c, "DELETE FROM task_count WHERE office_id = $1", OFFICE));
    for (TaskGrain grain = GRAIN_ALL; grain <= GRAIN_NODE; grain++) {
        TaskPlanCountList list;
        TRY(counts_from_tasks(c, 0, grain, &list));
        for (size_t i = 0; i < list.n; i++)
            TRY(count_put(c, list.at[i].plan, grain, list.at[i].count.item, &list.at[i].count.n));
    }
    return OK;
}

/* -- for which day they hold ---------------------------------------------------------------------------------- */

Fail count_day(Ctx *c, Day *day)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT day FROM task_counted WHERE office_id = $1", OFFICE));
    *day = rows_next(&r) ? row_day(&r, 0) : NO_DAY;
    return rows_end(&r);
}

static Fail make_counted(Ctx *c, int64_t of, const void **made)
{
    Day *day = NEW(&c->mem, Day, 1);
    (void)of;
    *made = day;
    return count_day(c, day);
}

/* A page asks several times; the answer changes once a day. */
Fail task_counted_day(Ctx *c, Day *day)
{
    const void *made;
    TRY(store_memo(c, make_counted, 0, &made));
    *day = *(const Day *)made;
    return OK;
}

Fail task_is_rolled(Ctx *c, bool *rolled)
{
    Day day;
    TRY(task_counted_day(c, &day));
    *rolled = day == c->today;
    return OK;
}
