// SPDX-License-Identifier: Apache-2.0
/* week.c -- the last Fridays: how tasks stood at the end of each.  Such a figure never changes, so it is counted once,
 * by a job; a page reads a handful of rows, with 600,000 tasks as with 600. */
#include "figures/figures.h"
#include "http/record.h"

static Fail add_row(Ctx *c, Id plan, Str org, Day day, const Counts *n)
{
    FigureWeek w = figure_week_of(day, n);
    return store_run(c,
                     "INSERT INTO figure_week (office_id, plan_id, org, day, assigned, done, overdue) "
                     "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                     OFFICE, plan, org, day_iso(&c->mem, day), w.assigned, w.done, w.overdue);
}

static Fail count_plan(Ctx *c, Id plan, Day day)
{
    TaskCountList all, branches;
    TRY(task_counts(c, plan, GRAIN_ALL, day, &all));
    TRY(task_counts(c, plan, GRAIN_BRANCH, day, &branches));
    Counts total = counts_of(&all, (Str){0});
    TRY(add_row(c, plan, S(""), day, &total)); /* also when there was nothing: it need not be counted again */
    for (size_t i = 0; i < branches.n; i++)
        if (branches.at[i].item.n) TRY(add_row(c, plan, branches.at[i].item, day, &branches.at[i].n));
    return OK;
}

static Fail is_counted(Ctx *c, Id plan, Day day, bool *counted)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT 1 FROM figure_week WHERE office_id = $1 AND plan_id = $2 AND org = '' AND day = $3",
                    OFFICE, plan, day_iso(&c->mem, day)));
    *counted = rows_next(&r);
    return rows_end(&r);
}

Fail figure_weeks_count(Ctx *c)
{
    PlanCardList plans;
    TRY(plan_cards(c, &plans));
    *list_add(&c->mem, &plans) = (PlanCard){.id = 0};
    for (size_t i = 0; i < plans.n; i++)
        for (int week = 0; week < FIGURE_WEEKS; week++) {
            Day friday = friday_before(c->today) - 7 * week;
            bool counted;
            TRY(is_counted(c, plans.at[i].id, friday, &counted));
            if (!counted) TRY(count_plan(c, plans.at[i].id, friday));
        }
    return store_run(c, "DELETE FROM figure_week WHERE office_id = $1 AND day < $2", OFFICE,
                     day_iso(&c->mem, c->today - 7 * 2 * FIGURE_WEEKS));
}

Fail figure_weeks(Ctx *c, Id plan, Str org, FigureWeekList *weeks)
{
    Rows r;
    Day last = friday_before(c->today);
    *weeks = (FigureWeekList){0};
    TRY(store_query(c, &r,
                    "SELECT day, assigned, done, overdue FROM figure_week WHERE office_id = $1 AND plan_id = $2 "
                    "AND org = $3 AND day > $4 AND day <= $5 ORDER BY day",
                    OFFICE, plan, org, day_iso(&c->mem, last - 7 * FIGURE_WEEKS), day_iso(&c->mem, last)));
    while (rows_next(&r))
        *list_add(&c->mem, weeks) =
            (FigureWeek){row_day(&r, 0), row_integer(&r, 1), row_integer(&r, 2), row_integer(&r, 3)};
    return rows_end(&r);
}

static int64_t change(const FigureWeekList *w, const FigureWeek *now, bool done)
{
    const FigureWeek *before = &w->at[w->n - 1];
    return done ? now->done - before->done : now->overdue - before->overdue;
}

Str figure_weeks_sentence(Arena *a, const FigureWeekList *w, const FigureWeek *now)
{
    if (!w->n) return (Str){0};
    int64_t done = change(w, now, true), late = change(w, now, false);
    Str since = day_vietnamese(a, w->at[w->n - 1].day);
    Str more = done > 0 ? str_format(a, "thêm %lld việc xong", (long long)done) : S("không thêm việc nào xong");
    if (late > 0)
        return str_format(a, "Từ thứ Sáu %.*s: %.*s, thêm %lld việc quá hạn.", STR_ARGS(since), STR_ARGS(more),
                          (long long)late);
    if (late < 0)
        return str_format(a, "Từ thứ Sáu %.*s: %.*s, bớt %lld việc quá hạn.", STR_ARGS(since), STR_ARGS(more),
                          (long long)-late);
    return str_format(a, "Từ thứ Sáu %.*s: %.*s, số việc quá hạn không đổi.", STR_ARGS(since), STR_ARGS(more));
}

static const Column columns[] = {COL_DAY(FigureWeek, day, "day"),
                                 COL_INTEGER(FigureWeek, assigned, "assigned"),
                                 COL_INTEGER(FigureWeek, done, "done"),
                                 COL_INTEGER(FigureWeek, overdue, "overdue"),
                                 {0}};
const Record figure_week_record = {.name = "FigureWeek", .columns = columns};
