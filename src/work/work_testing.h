// SPDX-License-Identifier: Apache-2.0
/* work_testing.h -- the sample plan as work, for the tests of tasks. */
#pragma once
#include "http/world.h"
#include "people/signed_in.h"
#include "plan/sample.h"
#include "work/inside.h"

extern const Feature feature_work;
static const Feature *const list[] = {&feature_work, NULL};

static Id plan; /* of the world that is open */

static inline Fail take(Ctx *c, void *unused)
{
    (void)unused;
    return sample_plan_active(c, &plan);
}

static inline int begin(void **state)
{
    return world_begins(state, (ServerOptions){.features = list, .today = day_of(2024, 9, 15)}, take);
}

static inline Fail sync_plan(Ctx *c, void *result) { return task_sync(c, plan, result); }

static inline TaskList tasks_of(World *w, TaskChoice choice)
{
    TaskList tasks;
    Str next;
    choice.most = TASK_PAGE_MAX;
    if (task_list(&w->c, &choice, &tasks, &next)) test_fails("list: %s", w->c.why);
    return tasks;
}

static inline TaskList proposals(World *w)
{
    TaskChoice choice = TASK_ANY;
    choice.state = TASK_PROPOSED;
    return tasks_of(w, choice);
}

typedef struct {
    Id task;
    TaskMove move;
    const char *reason;
} Move;
static inline Fail move(Ctx *c, void *arg)
{
    const Move *m = arg;
    return task_move(c, m->task, m->move, str_of(m->reason));
}

static inline Fail excuse(Ctx *c, void *task) { return task_excuse(c, *(Id *)task, true, S("bão")); }

typedef struct {
    Id id;
    Day day;
    const char *reason;
    Id task; /* of an answer */
} Wish;
static inline Fail wish(Ctx *c, void *arg)
{
    const Wish *k = arg;
    return task_extension_ask(c, k->id, k->day, str_of(k->reason));
}

static inline Fail answer(Ctx *c, void *arg)
{
    const Wish *k = arg;
    return task_extension_answer(c, k->task, k->id, k->day, str_of(k->reason));
}

static inline Fail want(Ctx *c, void *arg)
{
    (void)arg;
    return task_agency_set(c, S("SCT"), true);
}

static inline Fail sign(Ctx *c, void *task) { return task_sign(c, *(Id *)task, true, (Str){0}); }

typedef LIST(Id) Ids;
static inline Fail merge(Ctx *c, void *ids) { return task_merge(c, ((Ids *)ids)->at, ((Ids *)ids)->n); }

static inline Fail split(Ctx *c, void *task) { return task_split(c, *(Id *)task); }

typedef struct {
    Id task;
    Day due;
} Added;
static inline Fail add_one(Ctx *c, void *arg)
{
    Added *a = arg;
    NewTask n = {.plan = plan,
                 .lead = S("SCT"),
                 .assigner = S("STTTT"),
                 .title = S("Báo cáo khuyến mại"),
                 .begins = NO_DAY,
                 .due = a->due};
    return task_add(c, &n, true, &a->task);
}

static inline Task task_of(World *w, Id id)
{
    Task t;
    if (task_by_id(&w->c, id, &t)) test_fails("%s", w->c.why);
    return t;
}

static inline Fail report(Ctx *c, void *arg) { return task_report(c, arg); }
