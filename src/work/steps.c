// SPDX-License-Identifier: Apache-2.0
#include "work/steps.h"
#include "plan/steps.h"

static void step(Ctx *c, Reply *r, const Task *t)
{
    reply_step(c, r, str_format(&c->mem, "/viec/%lld", (long long)t->id), (Str){0}, t->title.n ? t->title : S("Việc"));
}

Fail task_steps(Ctx *c, Reply *r, const Task *t)
{
    Task whole;
    if (t->plan) TRY(plan_steps(c, r, t->plan, t->node));
    else reply_step(c, r, S("/viec"), (Str){0}, S("Việc"));
    if (t->parent) {
        TRY(task_by_id(c, t->parent, &whole));
        step(c, r, &whole);
    }
    step(c, r, t);
    return OK;
}
