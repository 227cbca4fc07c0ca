// SPDX-License-Identifier: Apache-2.0
/* stand.c -- which tasks a number counts, as they stood at the end of a day. */
#include "figures/figures.h"
#include "store/cursor.h"
#include "work/sql.h"

static FigureTask read_task(Rows *r, Day on)
{
    FigureTask t = {.task = row_integer(r, 0),
                    .title = row_text(r, 1),
                    .lead = row_text(r, 2),
                    .branch = row_text(r, 3),
                    .state = task_state_of(row_text(r, 4)),
                    .due = row_day(r, 5), /* NO_DAY for NO_DUE */
                    .asked = row_day(r, 6),
                    .percent = (int)row_integer(r, 7),
                    .node = row_integer(r, 8)};
    t.class = task_class(t.state, t.due, t.asked, on);
    return t;
}

/* As of today a task stands as it is: a list of tasks, which has an index for each way of choosing. */
static Fail tasks_of_today(Ctx *c, const FigureTaskChoice *a, FigureTaskList *tasks, Str *next)
{
    TaskChoice choice = TASK_ANY;
    TaskList list;
    choice.plan = a->plan, choice.node = a->node, choice.lead = a->lead, choice.branch = a->branch;
    choice.class = a->class, choice.after = a->after, choice.most = a->most > 0 ? a->most : FIGURE_TASKS_PAGE;
    TRY(task_list(c, &choice, &list, next));
    for (size_t i = 0; i < list.n; i++) {
        const Task *t = &list.at[i];
        *list_add(&c->mem, tasks) = (FigureTask){.task = t->id,
                                                 .title = t->title,
                                                 .lead = t->lead,
                                                 .branch = t->branch,
                                                 .state = t->state,
                                                 .due = t->due,
                                                 .asked = t->asked,
                                                 .percent = t->percent,
                                                 .node = t->node,
                                                 .class = t->class};
    }
    return OK;
}

Fail figure_tasks(Ctx *c, const FigureTaskChoice *a, FigureTaskList *tasks, Str *next)
{
    Rows r;
    Cursor k = CURSOR_FIRST;
    int most = a->most > 0 ? a->most : FIGURE_TASKS_PAGE;
    int class = a->class < TASK_CLASS_COUNT ? (int)a->class : -1;
    *tasks = (FigureTaskList){0}, *next = (Str){0};
    if (a->on == c->today) return tasks_of_today(c, a, tasks, next);
    TRY(cursor_read_day(c, a->after, &k));
    TRY(store_query(c, &r,
                    "SELECT s.task_id, t.title, s.lead, s.branch, s.state, s.due, s.asked_day, s.percent, s.node_id "
                    "FROM work_stand s JOIN work_task t ON t.office_id = s.office_id AND t.id = s.task_id "
                    "WHERE s.office_id = $1 AND (s.due, s.task_id) > ($2, $3) "
                    "AND s.day = (SELECT max(x.day) FROM work_stand x "
                    "WHERE x.office_id = s.office_id AND x.task_id = s.task_id AND x.day <= $4) "
                    "AND ($6 = 0 OR s.plan_id = $6) AND ($7 = 0 OR s.node_id = $7) AND ($8 = '' OR s.lead = $8) "
                    "AND ($9 = '' OR s.branch = $9) AND ($10 < 0 OR $10 = " TASK_CLASS(
                        "s", "$4", "$5") ") "
                                         "ORDER BY s.due, s.task_id LIMIT $11",
                    OFFICE, k.day, k.id, day_iso(&c->mem, a->on), day_iso(&c->mem, a->on + TASK_SOON_DAYS), a->plan,
                    a->node, a->lead, a->branch, class, most + 1));
    while (rows_next(&r)) *list_add(&c->mem, tasks) = read_task(&r, a->on);
    TRY(rows_end(&r));
    if (tasks->n <= (size_t)most) return OK;
    tasks->n = (size_t)most;
    const FigureTask *last = &tasks->at[most - 1];
    *next = cursor_write_day(&c->mem, due_kept(c, last->due), last->task);
    return OK;
}
