// SPDX-License-Identifier: Apache-2.0
#include "work/steps.h"
#include "plan/steps.h"

/* By its agency: many tasks have the words of the activity or the duty that they stand under. */
static void step(Ctx *c, Reply *r, const Task *t)
{
    Str name = t->lead_name.n ? str_format(&c->mem, "Việc của %.*s", STR_ARGS(t->lead_name)) : S("Việc này");
    reply_step(c, r, str_format(&c->mem, "/viec/%lld", (long long)t->id), (Str){0}, name);
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
