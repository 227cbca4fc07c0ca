// SPDX-License-Identifier: Apache-2.0
/* week.c -- the last Fridays: how tasks stood at the end of each.  Such a figure never changes, so it is counted once,
 * by a job; a page reads a handful of rows, with 600,000 tasks as with 600. */
#include "figures/figures.h"
#include "http/record.h"

typedef struct {
    Id plan;
    Str org;
    FigureWeek week;
} NewRow;
typedef LIST(NewRow) NewRowList;

static void add_row(Ctx *c, NewRowList *rows, Id plan, Str org, Day day, const Counts *n)
{
    *list_add(&c->mem, rows) = (NewRow){plan, org, figure_week_of(day, n)};
}

/* Of a plan, 0 = of all, by branch; its total also when there was nothing: it need not be counted again. */
static void add_plan(Ctx *c, NewRowList *rows, Id plan, Day day, const TaskPlanCountList *counts)
{
    Counts total = {0};
    TaskCountList branches = {0};
    for (size_t i = 0; i < counts->n; i++) {
        const TaskCount *of = &counts->at[i].count;
        size_t k = 0;
        if (plan && counts->at[i].plan != plan) continue;
        counts_add(&total, &of->n);
        while (k < branches.n && !str_equal(branches.at[k].item, of->item)) k++;
        if (k == branches.n) *list_add(&c->mem, &branches) = *of;
        else counts_add(&branches.at[k].n, &of->n);
    }
    add_row(c, rows, plan, S(""), day, &total);
    for (size_t i = 0; i < branches.n; i++)
        if (branches.at[i].item.n) add_row(c, rows, plan, branches.at[i].item, day, &branches.at[i].n);
}

static Fail is_counted(Ctx *c, Id plan, Day day, bool *counted)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT 1 FROM figure_week WHERE office_id = $1 AND plan_id = $2 AND org = '' AND day = $3",
                    OFFICE, plan, day_iso(&c->mem, day)));
    *counted = rows_next(&r);
    return rows_end(&r);
}

static Fail count_friday(Ctx *c, const PlanCardList *plans, Day friday, NewRowList *rows)
{
    TaskPlanCountList counts;
    bool is_read = false;
    for (size_t i = 0; i < plans->n; i++) {
        bool counted;
        TRY(is_counted(c, plans->at[i].id, friday, &counted));
        if (counted) continue;
        if (!is_read) TRY(task_counts_by_plan(c, GRAIN_BRANCH, friday, &counts));
        is_read = true;
        add_plan(c, rows, plans->at[i].id, friday, &counts);
    }
    return OK;
}

static Fail count_missing(Ctx *c, NewRowList *rows)
{
    PlanCardList plans;
    TRY(plan_cards(c, &plans));
    *list_add(&c->mem, &plans) = (PlanCard){.id = 0};
    for (int week = 0; week < FIGURE_WEEKS; week++)
        TRY(count_friday(c, &plans, friday_before(c->today) - 7 * week, rows));
    return OK;
}

static Fail write_rows(Ctx *c, void *arg)
{
    const NewRowList *rows = arg;
    for (size_t i = 0; i < rows->n; i++) {
        const NewRow *k = &rows->at[i];
        TRY(store_run(c,
                      "INSERT INTO figure_week (office_id, plan_id, org, day, assigned, done, overdue) "
                      "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (office_id, plan_id, org, day) DO NOTHING",
                      OFFICE, k->plan, k->org, day_iso(&c->mem, k->week.day), k->week.assigned, k->week.done,
                      k->week.overdue));
    }
    return store_run(c, "DELETE FROM figure_week WHERE office_id = $1 AND day < $2", OFFICE,
                     day_iso(&c->mem, c->today - 7 * 2 * FIGURE_WEEKS));
}

/* What was does not change: it is counted beside the writer, who would be held for seconds. */
Fail figure_weeks_count(Ctx *c, Store *store)
{
    NewRowList rows = {0};
    TRY(store_read_begin(c));
    Fail result = count_missing(c, &rows);
    store_read_end(c);
    return result || !rows.n ? result : store_write(c, store, write_rows, &rows);
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
