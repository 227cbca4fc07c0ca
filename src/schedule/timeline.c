// SPDX-License-Identifier: Apache-2.0
/* timeline.c -- the activities of a plan, and the tasks of one of them, on a line of days: how far they are, what waits
 * for what, and what of that does not fit.
 *
 * Counts come from the counters, or from the index of one agency; tasks are one page of one activity.  So nothing here
 * walks along the tasks of a plan. */
#include "people/rights.h"
#include "schedule/schedule.h"
#include "work/sql.h"

/* -- how far the activities are ---------------------------------------------------------------------------------- */

static PlanRow *row_of_node(PlanRows *p, Id node)
{
    for (size_t i = 0; i < p->rows.n; i++)
        if (p->rows.at[i].activity && p->rows.at[i].activity->node == node) return &p->rows.at[i];
    return NULL;
}

static void put_counts(PlanRows *p, Id node, int64_t all, int64_t done, int64_t overdue)
{
    PlanRow *row = row_of_node(p, node);
    if (row) row->all = all, row->done = done, row->overdue = overdue;
    else p->elsewhere += all;
}

static Fail count_all(Ctx *c, const PlanRowsChoice *a, PlanRows *p)
{
    TaskCountList counts;
    TRY(task_counts(c, a->plan->id, GRAIN_NODE, c->today, &counts));
    for (size_t i = 0; i < counts.n; i++) {
        const Counts *n = &counts.at[i].n;
        int64_t node = 0;
        if (!str_integer(counts.at[i].item, &node)) continue;
        put_counts(p, node, count_total(n) - n->class[CLASS_CANCELLED],
                   n -> class[CLASS_IN_TIME] + n -> class[CLASS_LATE], n -> class[CLASS_OVERDUE]);
    }
    return OK;
}

/* An agency has few tasks in a plan: they are counted as they are (+ 0: SQLite would walk along the whole plan). */
static Fail count_of_lead(Ctx *c, const PlanRowsChoice *a, PlanRows *p)
{
    Rows r;
    TRY(store_query(
        c, &r,
        "SELECT node_id + 0, count(*), sum(CASE WHEN state = 'done' THEN 1 ELSE 0 END), "
        "sum(CASE WHEN " TASK_IS_LATE(
            "t", "$4") " THEN 1 ELSE 0 END) FROM work_task t WHERE office_id = $1 "
                       "AND lead = $2 AND plan_id = $3 AND state NOT IN ('proposed', 'dropped', 'cancelled') "
                       "GROUP BY node_id + 0 ORDER BY 1",
        OFFICE, a->lead, a->plan->id, day_iso(&c->mem, c->today)));
    while (rows_next(&r)) put_counts(p, row_integer(&r, 0), row_integer(&r, 1), row_integer(&r, 2), row_integer(&r, 3));
    return rows_end(&r);
}

/* With an agency, only the activities in which it leads something, and the one that was opened. */
static Fail find_activities(Ctx *c, const PlanRowsChoice *a, PlanRows *p)
{
    size_t kept = 0;
    for (size_t i = 0; i < p->activities.n; i++) {
        const PlanActivity *k = &p->activities.at[i];
        const TimelineRow *bar = &p->line.rows.at[i];
        *list_add(&c->mem, &p->rows) = (PlanRow){.activity = k,
                                                 .when = bar->when,
                                                 .at = bar->at,
                                                 .width = bar->width,
                                                 .is_unsure = bar->open,
                                                 .asked = NO_DAY};
    }
    TRY(a->lead.n ? count_of_lead(c, a, p) : count_all(c, a, p));
    for (size_t i = 0; i < p->rows.n; i++) {
        const PlanRow *row = &p->rows.at[i];
        if (a->lead.n && !row->all && row->activity != p->open) continue;
        p->now += row->when.state == WHEN_NOW;
        p->rows.at[kept++] = *row;
    }
    p->rows.n = kept;
    p->shown = (int)kept;
    return OK;
}

/* -- the tasks of the one that is open ----------------------------------------------------------------------------- */

/* Without a day of its own a task begins when it was assigned. */
static Day begin_of(const Task *t)
{
    Day begins = t->begins != NO_DAY ? t->begins : t->assigned_at ? day_at(t->assigned_at) : t->due;
    return begins > t->due ? t->due : begins;
}

static Fail find_tasks(Ctx *c, const PlanRowsChoice *a, PlanRows *p)
{
    TaskChoice choice = TASK_ANY;
    if (!a->open) return OK;
    for (size_t i = 0; i < p->activities.n; i++)
        if (p->activities.at[i].node == a->open) p->open = &p->activities.at[i];
    if (!p->open) return fail(c, FAIL_MISSING, "Kế hoạch này không có hoạt động đó. Hãy mở lại từ trang tiến độ.");
    choice.node = a->open, choice.lead = a->lead, choice.after = a->after, choice.most = LINE_TASKS;
    return task_list(c, &choice, &p->tasks, &p->next);
}

/* The line reaches over all that is shown. */
static void draw_line(Ctx *c, const PlanRowsChoice *a, PlanRows *p)
{
    static const PlanFindingList none;
    Day from = NO_DAY, to = NO_DAY;
    for (size_t i = 0; i < p->tasks.n; i++) {
        const Task *t = &p->tasks.at[i];
        if (t->due == NO_DAY) continue;
        if (from == NO_DAY || begin_of(t) < from) from = begin_of(t);
        if (to == NO_DAY || t->due > to) to = t->due;
    }
    p->line = timeline_of(c, a->plan, &p->activities, &none, from, to == NO_DAY ? NO_DAY : to + LINE_DAYS_BEHIND);
}

static bool may(const Ctx *c, const char *right, Place place) { return !c->actor || right_at(c->actor, right, place); }

/* Until when an agency would like to have time is for whom the task concerns. */
static Fail find_asked(Ctx *c, PlanRow *row)
{
    TaskExtensionList all;
    bool may;
    TRY(task_allows(c, row->task, "work.inside", &may));
    if (!may) return OK;
    TRY(task_extensions(c, row->task->id, &all));
    if (all.n && str_equal(all.at[all.n - 1].state, S("asked"))) row->asked = all.at[all.n - 1].asked;
    return OK;
}

static Fail row_of_task(Ctx *c, const PlanRows *p, const Task *t, PlanRow *row)
{
    *row = (PlanRow){.task = t, .asked = NO_DAY};
    if (t->due != NO_DAY) {
        row->at = timeline_at(&p->line, begin_of(t));
        row->width = timeline_at(&p->line, t->due + 1) - row->at;
    }
    TRY(find_asked(c, row));
    row->may_manage =
        t->state != TASK_DONE && t->state != TASK_CANCELLED && may(c, "work.manage", task_assigner_place(t));
    row->may_ask = (t->state == TASK_NEW || t->state == TASK_DOING) && t->due != NO_DAY && row->asked == NO_DAY &&
                   may(c, "work.report", task_lead_place(t));
    return OK;
}

/* Behind their activity. */
static Fail put_tasks(Ctx *c, PlanRows *p)
{
    PlanRowList all = {0};
    for (size_t i = 0; i < p->rows.n; i++) {
        *list_add(&c->mem, &all) = p->rows.at[i];
        if (p->rows.at[i].activity != p->open) continue;
        for (size_t k = 0; k < p->tasks.n; k++) {
            PlanRow *row = list_add(&c->mem, &all);
            TRY(row_of_task(c, p, &p->tasks.at[k], row));
        }
    }
    p->rows = all;
    return OK;
}

/* What the forms of one task offer. */
static Fail find_others(Ctx *c, const PlanRowsChoice *a, PlanRows *p)
{
    TaskChoice choice = TASK_ANY;
    Str next;
    TaskList all;
    const Task *edited = NULL;
    for (size_t i = 0; i < p->tasks.n; i++)
        if (p->tasks.at[i].id == a->edited) edited = &p->tasks.at[i];
    if (!edited) return OK;
    choice.plan = a->plan->id, choice.lead = edited->lead, choice.only_open = true, choice.most = LINE_CHOICES;
    TRY(task_list(c, &choice, &all, &next));
    for (size_t i = 0; i < all.n; i++)
        if (all.at[i].node != a->open) *list_add(&c->mem, &p->others) = all.at[i];
    return OK;
}

/* -- what waits for what ---------------------------------------------------------------------------------------------
 */

static AfterEnd end_of(const PlanRow *row)
{
    if (row->task) return task_after_end(row->task);
    bool over = row->all && row->done == row->all;
    return (AfterEnd){.begins = row->activity->from,
                      .due = row->activity->to,
                      .is_over = over,
                      .is_late = row->when.state == WHEN_OVER && row->all && !over,
                      .is_under_way = row->when.state == WHEN_NOW && !over};
}

/* "Tuyên truyền trên hệ thống …": names of plans are whole sentences. */
static Str short_name(Ctx *c, Str name)
{
    Str head = str_head(name, BEFORE_NAME_MAX);
    return head.n == name.n ? name : str_format(&c->mem, "%.*s…", STR_ARGS(str_trim(head)));
}

/* What tells a task from its neighbours: in an activity that many agencies carry out alike, whose it is. */
static Str name_of_task(Ctx *c, const PlanRows *p, const Task *t)
{
    if (p->open && str_equal(t->title, p->open->title)) return t->lead_name;
    Str title = short_name(c, t->title);
    return str_format(&c->mem, "%.*s (%.*s)", STR_ARGS(title), STR_ARGS(t->lead_name));
}

static void add_before(Ctx *c, PlanRows *p, PlanRow *row, Before k, const AfterEnd *before)
{
    AfterEnd item = end_of(row);
    k.wrong = task_after_wrong(&c->mem, &item, before);
    p->wrong += k.wrong.n > 0;
    *list_add(&c->mem, &row->befores) = k;
}

static const PlanActivity *activity_of(const PlanRows *p, Id node)
{
    for (size_t i = 0; i < p->activities.n; i++)
        if (p->activities.at[i].node == node) return &p->activities.at[i];
    return NULL;
}

static Fail befores_of_activities(Ctx *c, const PlanRowsChoice *a, PlanRows *p)
{
    NodeAfterList all;
    TRY(node_afters(c, a->plan->id, &all));
    for (size_t i = 0; i < all.n; i++) {
        const PlanActivity *k = activity_of(p, all.at[i].after);
        PlanRow *row = row_of_node(p, all.at[i].node), *other = row_of_node(p, all.at[i].after);
        if (!row || !k) continue; /* of another agency's; taken out of the plan by a correction */
        Str name = str_format(&c->mem, "%.*s %.*s", STR_ARGS(k->code), STR_ARGS(k->title));
        AfterEnd before = {.begins = k->from, .due = k->to};
        if (other) before = end_of(other);
        add_before(c, p, row,
                   (Before){.id = k->node, .name = short_name(c, name), .row = other ? (int)(other - p->rows.at) : -1},
                   &before);
    }
    return OK;
}

static int row_of_id(const PlanRows *p, Id task)
{
    for (size_t i = 0; i < p->rows.n; i++)
        if (p->rows.at[i].task && p->rows.at[i].task->id == task) return (int)i;
    return -1;
}

static Fail befores_of_tasks(Ctx *c, PlanRows *p)
{
    for (size_t i = 0; i < p->rows.n; i++) {
        TaskList all;
        if (!p->rows.at[i].task) continue;
        TRY(task_befores(c, p->rows.at[i].task->id, &all));
        for (size_t k = 0; k < all.n; k++) {
            AfterEnd before = task_after_end(&all.at[k]);
            add_before(
                c, p, &p->rows.at[i],
                (Before){.id = all.at[k].id, .name = name_of_task(c, p, &all.at[k]), .row = row_of_id(p, all.at[k].id)},
                &before);
        }
    }
    return OK;
}

/* From the end of the bar in row `from` to the beginning of that in row `to`. */
static void connect(Ctx *c, PlanRows *p, int from, int to, bool is_wrong)
{
    const PlanRow *a = &p->rows.at[from], *b = &p->rows.at[to];
    if (a->width <= 0 || b->width <= 0) return;
    int first = from < to ? from : to, last = from < to ? to : from;
    for (int i = first; i <= last; i++)
        *list_add(&c->mem, &p->rows.at[i].threads) = (Thread){.x1 = a->at + a->width,
                                                              .x2 = b->at,
                                                              .above = i > first,
                                                              .below = i < last,
                                                              .arrives = i == to,
                                                              .is_wrong = is_wrong};
}

static void connect_all(Ctx *c, PlanRows *p)
{
    int n = 0;
    for (size_t i = 0; i < p->rows.n; i++)
        for (size_t k = 0; k < p->rows.at[i].befores.n && n < LINE_CONNECTORS; k++) {
            const Before *b = &p->rows.at[i].befores.at[k];
            if (b->row >= 0) connect(c, p, b->row, (int)i, b->wrong.n > 0), n++;
        }
}

Fail plan_rows(Ctx *c, const PlanRowsChoice *a, PlanRows *p)
{
    *p = (PlanRows){0};
    TRY(plan_activities(c, a->plan->id, &p->activities));
    TRY(find_tasks(c, a, p));
    draw_line(c, a, p);
    TRY(find_activities(c, a, p));
    TRY(put_tasks(c, p));
    TRY(find_others(c, a, p));
    TRY(befores_of_activities(c, a, p));
    TRY(befores_of_tasks(c, p));
    connect_all(c, p);
    return OK;
}
