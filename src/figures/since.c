// SPDX-License-Identifier: Apache-2.0
/* since.c -- what became of the tasks since the working day before: finished, run over, asked for more time. */
#include "figures/figures.h"
#include "viet/workday.h"
#include "work/sql.h"

Day figure_since_day(Ctx *c) { return workday_before(workdays(), c->today, 1); }

Str figure_since_words(Ctx *c, Day since)
{
    if (since == c->today - 1) return S("Từ hôm qua");
    return str_format(&c->mem, "Từ %s, %.*s", day_weekday_name(since), STR_ARGS(day_vietnamese(&c->mem, since)));
}

static void read_all(Ctx *c, Rows *r, SinceTaskList *tasks)
{
    while (rows_next(r))
        *list_add(&c->mem, tasks) = (SinceTask){row_integer(r, 0), row_text(r, 1), row_text(r, 2), row_day(r, 3), {0}};
}

/* Finished now, and not at the end of the day before; one that somebody changed after it was finished is no news. */
static Fail find_done(Ctx *c, Id plan, Day since, SinceTaskList *tasks)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT t.id, t.title, t.lead, t.asked_day FROM work_task t WHERE t.office_id = $1 "
                    "AND t.updated_at >= $2 AND t.state = 'done' AND ($4 = 0 OR t.plan_id = $4) AND NOT EXISTS "
                    "(SELECT 1 FROM work_stand p WHERE p.office_id = t.office_id AND p.task_id = t.id "
                    "AND p.state = 'done' AND p.day = (SELECT max(x.day) FROM work_stand x "
                    "WHERE x.office_id = t.office_id AND x.task_id = t.id AND x.day < $3)) "
                    "ORDER BY t.updated_at DESC, t.id DESC LIMIT $5",
                    OFFICE, day_begins(since), day_iso(&c->mem, since), plan, SINCE_MAX));
    read_all(c, &r, tasks);
    return rows_end(&r);
}

/* Their last day was the one before `since`, or later. */
static Fail find_overdue(Ctx *c, Id plan, Day since, SinceTaskList *tasks)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT t.id, t.title, t.lead, t.due FROM work_task t WHERE t.office_id = $1 AND t.is_open = 1 "
                    "AND t.due >= $2 AND t.due < $3 AND " TASK_IS_LATE("t", "$3") " AND ($4 = 0 OR t.plan_id = $4) "
                                                                                  "ORDER BY t.due, t.id LIMIT $5",
                    OFFICE, day_iso(&c->mem, since - 1), day_iso(&c->mem, c->today), plan, SINCE_MAX));
    read_all(c, &r, tasks);
    return rows_end(&r);
}

static Fail find_asking(Ctx *c, Id plan, Day since, SinceTaskList *tasks)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT t.id, t.title, t.lead, e.due_asked FROM work_extension e JOIN work_task t "
                    "ON t.office_id = e.office_id AND t.id = e.task_id WHERE e.office_id = $1 AND e.state = 'asked' "
                    "AND e.asked_at >= $2 AND ($3 = 0 OR t.plan_id = $3) ORDER BY e.id LIMIT $4",
                    OFFICE, day_begins(since), plan, SINCE_MAX));
    read_all(c, &r, tasks);
    return rows_end(&r);
}

Fail figure_since(Ctx *c, Id plan, bool with_asking, FigureSince *s)
{
    *s = (FigureSince){.since = figure_since_day(c)};
    TRY(find_done(c, plan, s->since, &s->done));
    TRY(find_overdue(c, plan, s->since, &s->overdue));
    return with_asking ? find_asking(c, plan, s->since, &s->asking) : OK;
}
