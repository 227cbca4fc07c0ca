// SPDX-License-Identifier: Apache-2.0
/* repeat.c -- a task that comes again each week or month: the day after one was due, the next one goes out.
 *
 * The first task is the pattern: what is changed in it holds from the next one on.  When nobody was there for a while
 * (the server was off), only the one of the present period is made: four reports for four weeks that are over help
 * nobody. */
#include "work/inside.h"

enum { WEEK_DAYS = 7, PERIODS_MAX = 600, REPEATS_AT_ONCE = 100 };

/* The `n`-th day after `first`; the 31st of a shorter month is its last day. */
static Day period_day(Day first, bool monthly, int n)
{
    int y, m, d;
    if (!monthly) return first + n * WEEK_DAYS;
    day_split(first, &y, &m, &d);
    int months = y * 12 + (m - 1) + n;
    Day begin = day_of(months / 12, months % 12 + 1, 1), next = day_of((months + 1) / 12, (months + 1) % 12 + 1, 1);
    return begin + d - 1 < next ? begin + d - 1 : next - 1;
}

Fail task_repeat_get(Ctx *c, Id task, TaskRepeat *repeat)
{
    Rows r;
    *repeat = (TaskRepeat){.next_due = NO_DAY, .until = NO_DAY};
    TRY(store_query(c, &r, "SELECT every, next_due, until FROM task_repeat WHERE office_id = $1 AND task_id = $2",
                    OFFICE, task));
    if (rows_next(&r)) {
        repeat->is_on = true;
        repeat->monthly = str_equal(row_text(&r, 0), S("month"));
        repeat->next_due = row_day(&r, 1);
        repeat->until = row_day(&r, 2);
    }
    return rows_end(&r);
}

Fail task_repeat_stop(Ctx *c, Id task)
{
    Task t;
    int64_t changed;
    TRY(task_by_id(c, task, &t));
    TRY(store_change(c, &changed, "DELETE FROM task_repeat WHERE office_id = $1 AND task_id = $2", OFFICE, task));
    return changed ? task_remark(c, &t, "repeat", "Thôi lặp lại", (Str){0}, (Str){0}, (Str){0}) : OK;
}

Fail task_repeat_set(Ctx *c, Id task, bool monthly, Day until)
{
    Task t;
    TRY(task_by_id(c, task, &t));
    if (t.due == NO_DAY) return fail(c, FAIL_INPUT, "Việc lặp lại cần có hạn: hạn lần sau tính từ hạn lần này.");
    Day next = period_day(t.due, monthly, 1);
    if (until == NO_DAY || until < next || until > period_day(t.due, monthly, PERIODS_MAX))
        return fail(c, FAIL_INPUT, "Hãy ghi ngày thôi lặp lại, từ %.*s (hạn lần sau) trở đi.",
                    STR_ARGS(day_vietnamese(&c->mem, next)));
    TRY(store_run(c,
                  "INSERT INTO task_repeat (office_id, task_id, every, next_due, until, person_id) "
                  "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (office_id, task_id) DO UPDATE SET "
                  "every = excluded.every, next_due = excluded.next_due, until = excluded.until",
                  OFFICE, task, monthly ? "month" : "week", day_iso(&c->mem, next), day_iso(&c->mem, until),
                  actor_is_known(c->actor) ? c->actor->person : (Id)0));
    return task_remark(c, &t, "repeat", monthly ? "Lặp lại mỗi tháng" : "Lặp lại mỗi tuần", (Str){0}, (Str){0},
                       str_format(&c->mem, "đến %.*s", STR_ARGS(day_vietnamese(&c->mem, until))));
}

/* -- the next one ---------------------------------------------------------------------------------------------------
 */

static Fail copy_parts(Ctx *c, Id from, Id to)
{
    TaskItemList items;
    TaskPartnerList partners;
    TRY(task_items(c, from, &items));
    TRY(task_partners(c, from, &partners));
    for (size_t i = 0; i < items.n; i++) {
        const TaskItem *k = &items.at[i];
        Id item;
        TRY(task_item_add(c, to, k->is_figure, k->text, k->unit, k->has_target ? &k->target : NULL, &item));
    }
    for (size_t i = 0; i < partners.n; i++) TRY(task_partner_add(c, to, partners.at[i]));
    return OK;
}

static Fail make_next(Ctx *c, const Task *t, Day due)
{
    Id id;
    NewTask n = {.plan = t->plan,
                 .node = t->node,
                 .parent = t->parent,
                 .lead = t->lead,
                 .assigner = t->assigner,
                 .title = t->title,
                 .content = t->content,
                 .product = t->product,
                 .begins = NO_DAY,
                 .due = due};
    TRY(task_add(c, &n, true, &id));
    TRY(copy_parts(c, t->id, id));
    return task_entry_add(c, id, "repeat", S("Lần tiếp theo của việc lặp lại"), (Str){0},
                          str_format(&c->mem, "/viec/%lld", (long long)t->id));
}

typedef struct {
    Id task;
    TaskRepeat repeat;
} Coming;
typedef LIST(Coming) ComingList;

/* Those of which the period before the next due day is over: for a month that is looked at day by day. */
static Fail find_coming(Ctx *c, ComingList *all)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT task_id, every, next_due, until FROM task_repeat WHERE office_id = $1 AND next_due < $2 "
                    "ORDER BY next_due, task_id LIMIT $3",
                    OFFICE, day_iso(&c->mem, period_day(c->today, true, 1)), (int)REPEATS_AT_ONCE));
    while (rows_next(&r))
        *list_add(&c->mem, all) = (Coming){
            row_integer(&r, 0), {true, str_equal(row_text(&r, 1), S("month")), row_day(&r, 2), row_day(&r, 3)}};
    return rows_end(&r);
}

/* Makes the one whose period has begun; `next_due` then is that of the one behind it. */
static Fail advance(Ctx *c, const Coming *k, int *made)
{
    Task t;
    TRY(task_by_id(c, k->task, &t));
    Day due = NO_DAY, next = k->repeat.next_due;
    for (int n = 1; n <= PERIODS_MAX && period_day(t.due_first, k->repeat.monthly, n - 1) < c->today; n++) {
        Day day = period_day(t.due_first, k->repeat.monthly, n);
        if (day >= next) due = day, next = period_day(t.due_first, k->repeat.monthly, n + 1);
    }
    if (due == NO_DAY) return OK;
    if (due <= k->repeat.until && t.state != TASK_CANCELLED) {
        TRY(make_next(c, &t, due));
        ++*made;
    }
    if (next > k->repeat.until || t.state == TASK_CANCELLED)
        return store_run(c, "DELETE FROM task_repeat WHERE office_id = $1 AND task_id = $2", OFFICE, k->task);
    return store_run(c, "UPDATE task_repeat SET next_due = $3 WHERE office_id = $1 AND task_id = $2", OFFICE, k->task,
                     day_iso(&c->mem, next));
}

Fail task_repeats_run(Ctx *c, int *made)
{
    ComingList all = {0};
    *made = 0;
    TRY(find_coming(c, &all));
    for (size_t i = 0; i < all.n; i++) {
        Arena mark = c->mem;
        TRY(advance(c, &all.at[i], made));
        arena_back(&c->mem, mark);
    }
    return OK;
}
