// SPDX-License-Identifier: Apache-2.0
/* list.c -- lists of tasks, a page at a time, by keyset: page 1,000 costs what page 1 costs.
 *
 * What is chosen by decides the index: one statement each, of the same text otherwise.  The rest is looked at row by
 * row, which is few rows once an agency, an activity or a class was chosen. */
#include "store/cursor.h"
#include "work/inside.h"

/* $12 = today, $13 = the last day that is soon. */
#define REST_OF(t, state)                                                                                              \
    "AND ($4 = 0 OR " t ".plan_id = $4) AND ($5 = 0 OR " t ".node_id = $5) AND ($6 = 0 OR " t ".parent_id = $6) "      \
    "AND ($7 = '' OR " t ".lead = $7) AND ($8 = '' OR " t ".branch = $8) "                                             \
    "AND (" t ".state = " state " OR (" state " = '' AND " t ".state <> 'proposed' AND " t ".state <> 'dropped')) "    \
    "AND ($11 < 0 OR $11 = " TASK_CLASS(t, "$12", "$13") ") AND ($14 = '' OR coalesce(" t ".said_day, '') < $14) "     \
                                                         "AND ($16 = 0 OR " t ".is_open = 1) "
/* $18 = 1: of those that are alike only the first.  $19, $20, $21 = from which day, in which state and to which day, of
 * the whole choice: a page may be put together of parts.  Those two days are no ranges for an index, or SQLite walks
 * along all tasks by due day instead of along the few that are alike. */
#define FIRST_OF_ALIKE                                                                                                 \
    "AND ($18 = 0 OR NOT EXISTS (SELECT 1 FROM task s WHERE s.office_id = t.office_id AND s.alike = t.alike "          \
    "AND (s.due, s.id) < (t.due, t.id) AND s.due || '' >= $19 AND s.due || '' <= $21 " REST_OF("s", "$20") ")) "
#define THE_REST REST_OF("t", "$9") "AND t.due <= $10 AND ($17 = 0 OR t.alike = $17) "

#define BY_DUE(chosen)                                                                                                 \
    store_query(c, &r,                                                                                                 \
                TASK_COLUMNS "WHERE t.office_id = $1 " chosen "AND (t.due, t.id) > ($2, $3) " THE_REST FIRST_OF_ALIKE  \
                             "ORDER BY t.due, t.id LIMIT $15",                                                         \
                OFFICE, k->day, k->id, a->plan, a->node, a->parent, a->lead, a->branch, state, to, class, today, soon, \
                silent, most, (int)a->only_open, a->alike, (int)a->grouped,                                            \
                whole->due_from == NO_DAY ? S("") : day_iso(&c->mem, whole->due_from), state_kept(whole),              \
                day_kept(c, whole->due_to))

#define LAST_DUE "9999-12-30" /* before NO_DUE */
static Str state_kept(const TaskChoice *a)
{
    return a->state < TASK_STATE_COUNT ? str_of(task_states[a->state].key) : S("");
}
static Str day_kept(Ctx *c, Day to) { return to == NO_DAY ? S(NO_DUE) : day_iso(&c->mem, to); }

static Fail cursor_of(Ctx *c, const TaskChoice *a, Cursor *k)
{
    *k = CURSOR_FIRST;
    if (a->due_from != NO_DAY) k->day = day_iso(&c->mem, a->due_from);
    return a->sort == SORT_UPDATED ? cursor_read_time(c, a->after, k) : cursor_read_day(c, a->after, k);
}

static Str cursor_behind(Ctx *c, const TaskChoice *a, const Task *t)
{
    if (a->sort == SORT_UPDATED) return cursor_write_time(&c->mem, t->updated_at, t->id);
    return cursor_write_day(&c->mem, due_kept(c, t->due), t->id);
}

Str task_list_from(Ctx *c, const Task *t) { return cursor_write_day(&c->mem, due_kept(c, t->due), t->id - 1); }

/* `whole`: of which `a` is a part, or *a. */
static Fail page_by_due(Ctx *c, const TaskChoice *whole, const TaskChoice *a, const Cursor *k, Str silent, int most,
                        TaskList *tasks)
{
    Rows r;
    Str today = day_iso(&c->mem, c->today), soon = day_iso(&c->mem, c->today + TASK_SOON_DAYS);
    Str state = state_kept(a), to = day_kept(c, a->due_to);
    int class = a->class < TASK_CLASS_COUNT ? (int)a->class : -1;
    bool open = a->only_open || a->class == CLASS_LATER || a->class == CLASS_SOON || a->class == CLASS_OVERDUE ||
                a->class == CLASS_UNDATED;
    if (a->class == CLASS_OVERDUE && str_compare(today, to) < 0) to = today;
    if (a->class == CLASS_SOON && str_compare(soon, to) < 0) to = soon;
    if (a->class == CLASS_LATER && str_equal(to, S(NO_DUE))) to = S(LAST_DUE);
    if (a->class == CLASS_IN_TIME || a->class == CLASS_LATE) state = S("done");
    if (a->class == CLASS_PAUSED) state = S("paused");
    if (a->class == CLASS_CANCELLED) state = S("cancelled");
    if (a->alike) TRY(BY_DUE("AND t.alike = $17 "));
    else if (a->parent) TRY(BY_DUE("AND t.parent_id = $6 "));
    else if (a->lead.n && a->only_open) TRY(BY_DUE("AND t.lead = $7 AND t.is_open = 1 "));
    else if (a->lead.n) TRY(BY_DUE("AND t.lead = $7 "));
    else if (a->branch.n && state.n) TRY(BY_DUE("AND t.branch = $8 AND t.state = $9 "));
    else if (a->branch.n && open) TRY(BY_DUE("AND t.branch = $8 AND t.is_open = 1 "));
    else if (a->branch.n) TRY(BY_DUE("AND t.branch = $8 "));
    else if (a->node) TRY(BY_DUE("AND t.node_id = $5 "));
    else if (a->plan && state.n) TRY(BY_DUE("AND t.plan_id = $4 AND t.state = $9 "));
    else if (state.n) TRY(BY_DUE("AND t.state = $9 "));
    else if (open) TRY(BY_DUE("AND t.is_open = 1 "));
    else TRY(BY_DUE(""));
    return read_tasks(c, &r, tasks);
}

/* An agency's tasks stand in no order of change: while they are few they are sorted, else twenty of them are found soon
 * among those that changed last. */
enum { SORTED_MAX = 4000 };
static Fail leads_few(Ctx *c, Str lead, bool *few)
{
    TaskCountList leads;
    *few = false;
    if (!lead.n) return OK;
    TRY(task_counts(c, 0, GRAIN_LEAD, c->today, &leads));
    Counts n = counts_of(&leads, lead);
    *few = count_total(&n) <= SORTED_MAX;
    return OK;
}

#define BY_UPDATE(chosen, order)                                                                                       \
    store_query(c, &r,                                                                                                 \
                TASK_COLUMNS "WHERE t.office_id = $1 AND " chosen THE_REST "ORDER BY " order ", t.id DESC "            \
                             "LIMIT $15",                                                                              \
                OFFICE, k->time, k->time == INT64_MAX ? INT64_MAX : k->id, a->plan, a->node, a->parent, a->lead,       \
                a->branch, state, to, class, today, soon, silent, most, (int)a->only_open, a->alike)

static Fail page_by_update(Ctx *c, const TaskChoice *a, const Cursor *k, Str silent, int most, TaskList *tasks)
{
    Rows r;
    Str today = day_iso(&c->mem, c->today), soon = day_iso(&c->mem, c->today + TASK_SOON_DAYS);
    Str state = state_kept(a), to = day_kept(c, a->due_to);
    int class = a->class < TASK_CLASS_COUNT ? (int)a->class : -1;
    bool few;
    TRY(leads_few(c, a->lead, &few));
    if (few) TRY(BY_UPDATE("t.lead = $7 AND (t.updated_at + 0, t.id) < ($2, $3) ", "t.updated_at + 0 DESC"));
    else TRY(BY_UPDATE("(t.updated_at, t.id) < ($2, $3) ", "t.updated_at DESC"));
    return read_tasks(c, &r, tasks);
}

/* "Not due yet" are tasks whose day comes later, and before them in the order those that were reported in time and wait
 * for somebody to confirm them: each part by an index of its own, so that nobody walks along what is overdue. */
static Fail page_of_later(Ctx *c, const TaskChoice *a, const Cursor *k, Str silent, int most, TaskList *tasks)
{
    TaskChoice part = *a;
    Cursor from = *k;
    Day soon = c->today + TASK_SOON_DAYS;
    TaskList rest;
    *tasks = (TaskList){0};
    if (str_compare(k->day, day_iso(&c->mem, soon)) <= 0) {
        part.state = TASK_ASKED;
        if (part.due_to == NO_DAY || part.due_to > soon) part.due_to = soon;
        TRY(page_by_due(c, a, &part, &from, silent, most, tasks));
        from = (Cursor){.day = day_iso(&c->mem, soon), .id = INT64_MAX};
    }
    if ((int)tasks->n == most) return OK;
    part = *a;
    TRY(page_by_due(c, a, &part, &from, silent, most - (int)tasks->n, &rest));
    for (size_t i = 0; i < rest.n; i++) *list_add(&c->mem, tasks) = rest.at[i];
    return OK;
}

Fail task_list(Ctx *c, const TaskChoice *a, TaskList *tasks, Str *next)
{
    Cursor k;
    int most = a->most > 0 && a->most <= TASK_EXPORT_MAX ? a->most : TASK_PAGE;
    TaskChoice choice = *a;
    choice.only_open |= a->only_late_silent;
    Str silent = a->only_late_silent ? day_iso(&c->mem, c->today - TASK_SILENT_DAYS + 1) : S("");
    TRY(cursor_of(c, a, &k));
    *next = (Str){0}; /* it may be where a->after stands */
    if (a->class == CLASS_UNDATED && a->sort == SORT_DUE && str_compare(k.day, S(NO_DUE)) < 0)
        k = (Cursor){.day = S(NO_DUE), .id = -1};
    Str today = day_iso(&c->mem, c->today); /* none that is soon due is before */
    if (a->class == CLASS_SOON && a->sort == SORT_DUE && str_compare(k.day, today) < 0)
        k = (Cursor){.day = today, .id = -1};
    if (choice.sort == SORT_UPDATED) TRY(page_by_update(c, &choice, &k, silent, most + 1, tasks));
    else if (a->class == CLASS_LATER && a->state == TASK_STATE_COUNT)
        TRY(page_of_later(c, &choice, &k, silent, most + 1, tasks));
    else TRY(page_by_due(c, &choice, &choice, &k, silent, most + 1, tasks));
    if (tasks->n <= (size_t)most) return OK;
    tasks->n = (size_t)most;
    *next = cursor_behind(c, &choice, &tasks->at[most - 1]);
    return OK;
}

/* -- what is alike ----------------------------------------------------------------------------------------------------
 */

/* The parameters are those of the lists, but $2 and $3: which, and from which day. */
static Fail count_alike(Ctx *c, const TaskChoice *a, Str silent, const Task *t, TaskAlike *n)
{
    Rows r;
    Str today = day_iso(&c->mem, c->today), soon = day_iso(&c->mem, c->today + TASK_SOON_DAYS);
    int class = a->class < TASK_CLASS_COUNT ? (int)a->class : -1;
    Str from = a->due_from == NO_DAY ? S("") : day_iso(&c->mem, a->due_from);
    *n = (TaskAlike){.last_due = t->due};
    TRY(store_query(
        c, &r,
        "SELECT " TASK_CLASS(
            "t", "$12",
            "$13") " AS class, count(*), max(t.due), sum(t.percent) "
                   "FROM task t WHERE t.office_id = $1 AND t.alike = $2 AND t.due >= $3 AND t.due <= $10 " REST_OF(
                       "t", "$9") "GROUP BY 1 ORDER BY 1 LIMIT $15",
        OFFICE, t->alike, from, a->plan, a->node, a->parent, a->lead, a->branch, state_kept(a), day_kept(c, a->due_to),
        class, today, soon, silent, (int)TASK_CLASS_COUNT, (int)(a->only_open || a->only_late_silent)));
    int64_t percent = 0;
    while (rows_next(&r)) {
        int k = (int)row_integer(&r, 0);
        if (k >= 0 && k < TASK_CLASS_COUNT) n->class[k] = (int)row_integer(&r, 1);
        n->n += (int)row_integer(&r, 1);
        percent += row_integer(&r, 3);
        Day last = row_day(&r, 2);
        if (last == NO_DAY || (n->last_due != NO_DAY && last > n->last_due)) n->last_due = last;
    }
    if (n->n) n->percent = (int)(percent / n->n);
    return rows_end(&r);
}

Fail tasks_count_alike(Ctx *c, const TaskChoice *a, const TaskList *tasks, TaskAlike *counts)
{
    Str silent = a->only_late_silent ? day_iso(&c->mem, c->today - TASK_SILENT_DAYS + 1) : S("");
    for (size_t i = 0; i < tasks->n; i++) TRY(count_alike(c, a, silent, &tasks->at[i], &counts[i]));
    return OK;
}
