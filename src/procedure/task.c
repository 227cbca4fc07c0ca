// SPDX-License-Identifier: Apache-2.0
#include "procedure/task.h"
#include "journal/actor.h"
#include "viet/workday.h"
#include "work/work.h"

Fail dossier_task_add(Ctx *c, const NewDossierTask *t, Id *task)
{
    PlanCard plan;
    Org org;
    int bad;
    *task = 0;
    Fail found = plan_current(c, &plan);
    if (!found) found = org_by_code(c, t->lead, &org);
    if (found == FAIL_MISSING || !t->title.n) {
        c->why[0] = 0;
        return OK;
    }
    TRY(found);
    NewTask n = {.plan = plan.id,
                 .lead = t->lead,
                 .title = str_head(t->title, TASK_TITLE_MAX),
                 .content = t->content,
                 .begins = NO_DAY,
                 .due = NO_DAY};
    n.assigner = actor_is_known(c->actor) && c->actor->org.n ? c->actor->org : n.lead;
    if (t->days) n.due = workday_add(workdays_load(&c->mem, (Str){0}, &bad), c->today, t->days);
    return task_add(c, &n, true, task);
}
