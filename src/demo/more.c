// SPDX-License-Identifier: Apache-2.0
/* more.c -- as many tasks as a benchmark wants: added, reported and confirmed by the rules, a job at a time. */
#include "demo/inside.h"

enum { SPREAD_DAYS = 60 }; /* due days, on either side of today */

static Fail one_more(Ctx *c, Demo *d, IdList *nodes)
{
    const Agency *a = &d->agencies.at[dice(d, (unsigned)d->agencies.n)];
    Str what = say(d, SAY_TITLE), where = say(d, SAY_WHERE);
    unsigned life = dice(d, 100);
    Id task;
    NewTask n = {.plan = d->plan,
                 .node = nodes->at[dice(d, (unsigned)nodes->n)],
                 .lead = a->code,
                 .assigner = d->coordinator.org,
                 .title = str_format(&c->mem, "%.*s %.*s, số %u", STR_ARGS(what), STR_ARGS(where), dice(d, 100000)),
                 .content = say(d, SAY_RESULT),
                 .begins = NO_DAY,
                 .due = d->today + (int)dice(d, 2 * SPREAD_DAYS) - SPREAD_DAYS};
    demo_act(c, d, &d->coordinator, 8);
    TRY(task_add(c, &n, true, &task));
    if (life < 40) return OK;
    demo_act(c, d, &a->official, 9);
    TaskReport report = {.task = task, .percent = (int)dice(d, 90), .result = say(d, SAY_RESULT)};
    if (life < 70) return task_report(c, &report);
    report = (TaskReport){.task = task,
                          .percent = 100,
                          .result = say(d, SAY_DONE_PAGE),
                          .link = demo_portal_page(c, a->code, task),
                          .cause = say(d, SAY_CAUSE),
                          .asks = true};
    TRY(task_report(c, &report));
    if (str_equal(a->code, demo_with_head)) {
        demo_act(c, d, &a->head, 9);
        TRY(task_sign(c, task, true, (Str){0}));
    }
    demo_act(c, d, &d->coordinator, 10);
    return life < 75 ? OK : task_move(c, task, MOVE_CONFIRM, (Str){0});
}

Fail demo_more(Ctx *c, Demo *d, int tasks)
{
    PlanActivityList activities;
    IdList nodes = {0};
    TRY(plan_activities(c, d->plan, &activities));
    for (size_t i = 0; i < activities.n; i++) *list_add(&c->mem, &nodes) = activities.at[i].node;
    for (int i = 0; i < tasks; i++) {
        Arena mark = c->mem;
        TRY(one_more(c, d, &nodes));
        arena_back(&c->mem, mark);
    }
    return OK;
}
