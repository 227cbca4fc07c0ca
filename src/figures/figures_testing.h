// SPDX-License-Identifier: Apache-2.0
/* figures_testing.h -- a random month of work, for the tests of the figures. */
#pragma once
#include "doc/sheet.h"
#include "figures/figures.h"
#include "http/world.h"
#include "plan/sample.h"

extern const Feature feature_work, feature_difficulty, feature_figures;
static const Feature *const list[] = {&feature_work, &feature_difficulty, &feature_figures, NULL};

enum { DAYS = 24, A_DAY = 9 };
static const char *const leads[] = {"STTTT", "SYT", "SCT", "H213", "H219", "H221", "X07201", "X07552", "TTCNTT"};
enum { LEADS = sizeof leads / sizeof *leads };

static Id plan, nodes[3];
static Day first;
static unsigned seed;

static inline unsigned any(unsigned n)
{
    seed = seed * 1103515245 + 12345;
    return (seed >> 16) % n;
}

static inline Fail take_plan(Ctx *c)
{
    PlanActivityList activities;
    TRY(sample_plan_active(c, &plan));
    TRY(plan_activities(c, plan, &activities));
    for (int i = 0; i < 3; i++) nodes[i] = activities.at[i].node;
    return OK;
}

static inline Fail new_task(Ctx *c)
{
    Id task;
    Day due = any(8) ? c->today + (int)any(12) : NO_DAY;
    bool is_of_plan = any(5);
    NewTask n = {.plan = is_of_plan ? plan : 0,
                 .node = is_of_plan ? nodes[any(3)] : 0,
                 .lead = str_of(leads[any(LEADS)]),
                 .assigner = S("STTTT"),
                 .title = S("Việc <thử> & “nghiệm”"),
                 .begins = NO_DAY,
                 .due = due};
    return task_add(c, &n, true, &task);
}

/* Whatever its state allows; a report that is late has a cause. */
static inline Fail some_move(Ctx *c, Id task)
{
    Task t;
    TaskMove move = (TaskMove)any(TASK_MOVE_COUNT);
    TRY(task_by_id(c, task, &t));
    if (move == MOVE_ASSIGN || move == MOVE_DROP || move == MOVE_REPORT || !task_may(t.state, move)) return OK;
    return task_move(c, task, move, S("lý do"));
}

static inline Fail a_day(Ctx *c, void *unused)
{
    (void)unused;
    IdList tasks = {0};
    Rows r;
    for (int i = 0; i < A_DAY; i++) TRY(new_task(c));
    TRY(store_query(c, &r, "SELECT id FROM task WHERE office_id = $1 ORDER BY id", OFFICE));
    while (rows_next(&r)) *list_add(&c->mem, &tasks) = row_integer(&r, 0);
    TRY(rows_end(&r));
    for (int i = 0; i < 3 * A_DAY; i++) TRY(some_move(c, tasks.at[any((unsigned)tasks.n)]));
    return OK;
}

static inline Fail prepare(Ctx *c, void *unused)
{
    Day today = c->today;
    seed = 7;
    TRY(take_plan(c));
    first = today - DAYS + 1;
    for (c->today = first; c->today < today; c->today++) TRY(a_day(c, unused));
    c->today = today;
    return a_day(c, unused);
}

static inline int begin(void **state) { return world_begins(state, (ServerOptions){.features = list}, prepare); }
static inline int begin_empty(void **state) { return world_begins(state, (ServerOptions){.features = list}, NULL); }

static inline FigureChoice on(Day day, bool by_branch) { return (FigureChoice){.on = day, .by_branch = by_branch}; }

static inline Figures agencies(World *w, FigureChoice choice)
{
    FigureNames *names;
    Figures f;
    must(figure_names(&w->c, choice.on, &names));
    must(figures_by_agency(&w->c, &choice, names, &f));
    return f;
}

static inline Counts all_of(World *w, Id of, Day day)
{
    TaskCountList counts;
    must(task_counts(&w->c, of, GRAIN_ALL, day, &counts));
    return counts_of(&counts, S(""));
}
