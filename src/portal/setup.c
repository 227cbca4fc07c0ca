// SPDX-License-Identifier: Apache-2.0
/* setup.c -- from an empty installation to the first plan that runs: what is done, by the facts, and who does the rest.
 *
 * Keeping the system and making the plan are two duties (people/rights.c): an administrator invites a coordinator, or
 * takes that duty openly, which the journal shows; they do not import as administrators. */
#include "people/people.h"
#include "portal/view.h"

static bool is_asked(const Actor *a)
{
    return right_somewhere(a, "plan.review") || right_scope((Role)a->role, "person.invite") == ALL;
}

static Fail find_coordinators(Ctx *c, Setup *s)
{
    DutyList all;
    TRY(people_in_role(c, ROLE_COORDINATOR, &all));
    for (size_t i = 0; i < all.n; i++) {
        const Duty *d = &all.at[i];
        bool is_in = str_equal(d->person_state, S("active"));
        if (is_in && !s->coordinator.id) s->coordinator = *d;
        if (!is_in && !s->invited.id) s->invited = *d;
        if (d->person == c->actor->person && !d->behalf) s->own_duty = d->id;
    }
    return OK;
}

Fail setup_find(Ctx *c, const PlanCard *plan, Setup *s)
{
    *s = (Setup){.plan = plan};
    if (!actor_is_known(c->actor) || !is_asked(c->actor) || (plan->id && plan_is_active(plan))) return OK;
    s->is_shown = true;
    s->me = c->actor->person;
    s->may_invite = right_somewhere(c->actor, "person.invite") && role_may_give(c->actor, ROLE_COORDINATOR);
    s->may_review = right_somewhere(c->actor, "plan.review");
    TRY(find_coordinators(c, s));
    s->done[SETUP_ADMIN] = true;
    s->done[SETUP_COORDINATOR] = s->coordinator.id != 0;
    s->done[SETUP_IMPORT] = plan->id != 0;
    s->done[SETUP_REVIEW] = plan->id && !plan->blocking && !plan->unlooked;
    for (int i = 0; i < SETUP_STEPS; i++) s->left += !s->done[i];
    return OK;
}

static const Column columns[] = {
    COL_YES(Setup, done[SETUP_ADMIN], "administrator"), COL_YES(Setup, done[SETUP_COORDINATOR], "coordinator"),
    COL_YES(Setup, done[SETUP_IMPORT], "import"),       COL_YES(Setup, done[SETUP_REVIEW], "review"),
    COL_YES(Setup, done[SETUP_ACTIVATE], "activate"),   {0}};
const Record setup_record = {.name = "Setup", .columns = columns};
