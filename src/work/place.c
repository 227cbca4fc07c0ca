// SPDX-License-Identifier: Apache-2.0
/* place.c -- where a right over a task is needed: at its lead, at who assigned it, at all whom it concerns.
 *
 * What a task is, whose, by when and how far is common to all agencies of the plan.  What lies inside of it (evidence,
 * discussion, reasons, difficulties) is for whom it concerns: who leads it, who assigned it, who helps with it, and who
 * stands above them. */
#include "http/request.h"
#include "people/rights.h"
#include "work/inside.h"
#include "work/web.h"

Fail place_of_lead(Ctx *c, const Request *q, Place *place)
{
    Task t;
    TRY(task_by_id(c, input_id(q, "task"), &t));
    *place = task_lead_place(&t);
    return OK;
}

Fail place_of_assigner_of(Ctx *c, Id task, Place *place)
{
    Task t;
    TRY(task_by_id(c, task, &t));
    *place = task_assigner_place(&t);
    return OK;
}

Fail place_of_assigner(Ctx *c, const Request *q, Place *place)
{
    return place_of_assigner_of(c, input_id(q, "task"), place);
}

/* -- whom it concerns --------------------------------------------------------------------------------------------- */

static bool has_at(const Ctx *c, const char *right, Str org, Id plan, Place *place)
{
    Place there = place_at(org, plan);
    bool has = right_at(c->actor, right, there);
    if (has) *place = there;
    return has;
}

static bool is_one_of(const StrList *codes, Str code)
{
    for (size_t i = 0; i < codes->n; i++)
        if (str_equal(codes->at[i], code)) return true;
    return false;
}

/* Classes of agencies to which the actor's own belongs. */
static Fail own_classes(Ctx *c, StrList *codes)
{
    OrgClassList classes;
    Org org, parent = {0};
    *codes = (StrList){0};
    if (!c->actor->org.n) return OK;
    TRY(org_by_code(c, c->actor->org, &org));
    TRY(org_classes_load(c, &classes));
    if (org.parent.n) TRY(org_by_code(c, org.parent, &parent));
    org_classes_of(&c->mem, &classes, &org, parent.kind, codes);
    return OK;
}

/* Of the agencies that help one at which the actor has the right. */
static Fail find_partner(Ctx *c, const Task *t, const char *right, Place *place)
{
    TaskPartnerList partners;
    StrList codes = {0};
    bool looked = false;
    TRY(task_partners(c, t->id, &partners));
    for (size_t i = 0; i < partners.n; i++) {
        const TaskPartner *p = &partners.at[i];
        if (p->org.n && has_at(c, right, p->org, t->plan, place)) return OK;
        if (!p->class.n) continue;
        if (!looked) TRY(own_classes(c, &codes));
        looked = true;
        if (is_one_of(&codes, p->class) && has_at(c, right, c->actor->org, t->plan, place)) return OK;
    }
    return OK;
}

Fail task_place(Ctx *c, const Task *t, const char *right, Place *place)
{
    bool is_out = t->state != TASK_PROPOSED && t->state != TASK_DROPPED;
    *place = task_lead_place(t);
    place->right = is_out ? NULL : "work.assign";
    if (!c->actor || !is_out || !right_somewhere(c->actor, right)) return OK;
    if (has_at(c, right, t->lead, t->plan, place) || has_at(c, right, t->assigner, t->plan, place)) return OK;
    return find_partner(c, t, right, place);
}

Fail task_allows(Ctx *c, const Task *t, const char *right, bool *may)
{
    Place place;
    *may = true;
    if (!c->actor) return OK;
    TRY(task_place(c, t, right, &place));
    *may = right_at(c->actor, right, place) && (!place.right || right_at(c->actor, place.right, place));
    return OK;
}

Fail place_of_concerned(Ctx *c, const Request *q, Place *place)
{
    Task t;
    TRY(task_by_id(c, input_id(q, "task"), &t));
    return task_place(c, &t, request_right(q), place);
}

Fail place_of_evidence(Ctx *c, Id task, Place *place)
{
    Task t;
    TRY(task_by_id(c, task, &t));
    TRY(task_place(c, &t, "work.inside", place));
    if (!place->right) place->right = "work.inside";
    return OK;
}
