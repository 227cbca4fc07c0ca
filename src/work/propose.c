// SPDX-License-Identifier: Apache-2.0
/* propose.c -- what a plan asks of whom: for each activity one task for each of its leads, for each duty one for each
 * agency it is given to; classes of agencies become their members on the activity's first day. */
#include "base/map.h"
#include "viet/text.h"
#include "work/inside.h"

typedef struct {
    Ctx *c;
    Id plan;
    Day issued, from;
    Str assigner;
    const Directory *directory;
    OrgClassList classes;
    Map branches; /* code of an agency -> its branch */
    Map named;    /* agencies that an assignment names: "các sở, ngành khác" are the others */
    ProposalList *list;
    bool elsewhere; /* the plan was issued where the directory does not know the agencies */
} Proposer;

/* -- whom a party is ------------------------------------------------------------------------------------------- */

static bool says_other(Ctx *c, const PlanParty *p) { return str_contains(viet_fold(&c->mem, p->qualifier), S("khac")); }

typedef struct {
    Str org, name; /* org empty: nobody of the directory, a person chooses */
} Lead;
typedef LIST(Lead) LeadList;

static void add_lead(Proposer *p, LeadList *leads, Str org, Str name)
{
    for (size_t i = 0; i < leads->n; i++)
        if (str_equal(leads->at[i].org, org) && (org.n || str_equal(leads->at[i].name, name))) return;
    *list_add(&p->c->mem, leads) = (Lead){org, name};
}

/* Those who stand there by name come first: "các sở, ngành khác" leaves them out. */
static void leads_of(Proposer *p, const PlanNode *node, PlanField field, Day on, LeadList *leads)
{
    const PlanValue *v;
    *leads = (LeadList){0};
    for (size_t at = 0; (v = node_next(node, field, &at));)
        if (v->party.org.n) add_lead(p, leads, v->party.org, v->party.name);
    for (size_t at = 0; (v = node_next(node, field, &at));) {
        OrgList members;
        if (v->party.org.n) continue;
        const OrgClass *class = org_class(&p->classes, v->party.class);
        if (p->elsewhere) members = (OrgList){0}; /* another province's districts are not ours */
        else directory_members(&p->c->mem, p->directory, class, on, &members);
        for (size_t i = 0; i < members.n; i++) {
            bool other = says_other(p->c, &v->party) && map_get(&p->named, members.at[i]->code);
            if (!other) add_lead(p, leads, members.at[i]->code, members.at[i]->name);
        }
        if (!members.n) add_lead(p, leads, (Str){0}, v->party.name);
    }
}

static Fail branch_kept(Proposer *p, Str org, Str *branch)
{
    *branch = (Str){0};
    if (!org.n) return OK;
    Str **kept = (Str **)map_put(&p->c->mem, &p->branches, org);
    if (!*kept) {
        Str *found = NEW(&p->c->mem, Str, 1);
        TRY(org_branch(p->c, org, found));
        *kept = found;
    }
    *branch = **kept;
    return OK;
}

/* -- activities ------------------------------------------------------------------------------------------------------
 */

static void add_items(Proposer *p, const PlanNode *node, StrList *items)
{
    const PlanValue *v;
    for (size_t at = 0; (v = node_next(node, PLAN_CONTENT, &at));)
        if (items->n < TASK_ITEMS_MAX) *list_add(&p->c->mem, items) = v->shown;
}

static void add_partners(Proposer *p, const PlanNode *node, TaskPartnerList *partners)
{
    const PlanValue *v;
    for (size_t at = 0; (v = node_next(node, PLAN_PARTNER, &at));)
        if (partners->n < TASK_PARTNERS_MAX)
            *list_add(&p->c->mem, partners) = (TaskPartner){v->party.org, v->party.class, v->party.name};
}

/* "Hình thức: …" and the like, a line each. */
static Str details(Proposer *p, const PlanNode *node)
{
    static const PlanField fields[] = {PLAN_FORMAT, PLAN_SCALE, PLAN_PLACE, PLAN_TIME};
    Str all = {0};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const PlanValue *v;
        for (size_t at = 0; (v = node_next(node, fields[i], &at));)
            all = str_format(&p->c->mem, "%.*s%s%s: %.*s", STR_ARGS(all), all.n ? "\n" : "",
                             plan_fields[fields[i]].label, STR_ARGS(v->shown));
    }
    return str_head(all, TASK_TEXT_MAX);
}

static Str products(Proposer *p, const PlanNode *node)
{
    const PlanValue *v;
    Str all = {0};
    for (size_t at = 0; (v = node_next(node, PLAN_PRODUCT, &at));)
        all = str_format(&p->c->mem, "%.*s%s%.*s", STR_ARGS(all), all.n ? "; " : "", STR_ARGS(v->shown));
    return str_head(all, TASK_TEXT_MAX);
}

static Fail propose_activity(Proposer *p, const PlanNode *node)
{
    LeadList leads;
    Day from = node_day(node, PLAN_FROM), to = node_day(node, PLAN_TO);
    StrList items = {0};
    TaskPartnerList partners = {0};
    Str title = str_head(node_text(node, PLAN_TITLE), TASK_TITLE_MAX);
    leads_of(p, node, PLAN_LEAD, from != NO_DAY ? from : p->from, &leads);
    add_items(p, node, &items);
    add_partners(p, node, &partners);
    Str content = details(p, node), product = products(p, node);
    for (size_t i = 0; i < leads.n; i++) {
        Proposal *one = list_add(&p->c->mem, p->list);
        *one = (Proposal){.items = items, .partners = partners};
        Str whom = leads.at[i].org.n ? leads.at[i].org : leads.at[i].name;
        one->origin = str_format(&p->c->mem, "lead %lld %.*s", (long long)node->id, STR_ARGS(whom));
        one->task = (NewTask){.plan = p->plan,
                              .node = node->id,
                              .lead = leads.at[i].org,
                              .assigner = p->assigner,
                              .title = title.n ? title : node->code,
                              .content = content,
                              .product = product,
                              .begins = from,
                              .due = to != NO_DAY && from != NO_DAY && to < from ? NO_DAY : to};
        if (!leads.at[i].org.n)
            one->task.content = str_format(&p->c->mem, "Kế hoạch giao: %.*s\n%.*s", STR_ARGS(whom), STR_ARGS(content));
        TRY(branch_kept(p, leads.at[i].org, &one->branch));
    }
    return OK;
}

/* -- duties
 * ------------------------------------------------------------------------------------------------------------ */

/* `nth`: of several things that one duty asks. */
static Fail propose_ask(Proposer *p, const PlanNode *node, const PlanValue *duty, const DutyAsk *ask, size_t nth,
                        const Lead *lead)
{
    Arena *a = &p->c->mem;
    Str title = str_head(ask->text, TASK_TITLE_MAX), whom = lead->org.n ? lead->org : lead->name;
    Proposal *one = list_add(a, p->list);
    *one = (Proposal){.origin = str_format(a, "duty %lld %.*s", (long long)duty->id, STR_ARGS(whom))};
    if (nth) one->origin = str_format(a, "%.*s %zu", STR_ARGS(one->origin), nth + 1);
    one->task = (NewTask){.plan = p->plan,
                          .node = node->id,
                          .lead = lead->org,
                          .assigner = p->assigner,
                          .title = title,
                          .begins = NO_DAY,
                          .due = ask->due};
    if (!str_equal(title, duty->shown)) one->task.content = str_head(duty->shown, TASK_TEXT_MAX);
    if (!lead->org.n)
        one->task.content = str_format(a, "Kế hoạch giao: %.*s\n%.*s", STR_ARGS(whom), STR_ARGS(one->task.content));
    return branch_kept(p, lead->org, &one->branch);
}

static Fail propose_duty(Proposer *p, const PlanNode *node, const PlanValue *duty, const LeadList *leads)
{
    DutyAskList asks;
    duty_asks(&p->c->mem, duty->shown, p->issued, &asks);
    for (size_t i = 0; i < leads->n; i++)
        for (size_t k = 0; k < asks.n; k++) TRY(propose_ask(p, node, duty, &asks.at[k], k, &leads->at[i]));
    return OK;
}

static Fail propose_assignment(Proposer *p, const PlanNode *node)
{
    LeadList leads;
    const PlanValue *v;
    leads_of(p, node, PLAN_AGENCY, p->from, &leads);
    for (size_t at = 0; (v = node_next(node, PLAN_DUTY, &at));) TRY(propose_duty(p, node, v, &leads));
    return OK;
}

/* -- all of a plan ---------------------------------------------------------------------------------------------------
 */

static Fail begin(Ctx *c, Id plan, Proposer *p, const PlanNodeList *assignments)
{
    PlanCard card;
    const PlanValue *v;
    TRY(plan_card(c, plan, &card));
    p->c = c;
    p->plan = plan;
    p->issued = card.issued;
    p->from = card.from != NO_DAY ? card.from : card.issued != NO_DAY ? card.issued : c->today;
    p->assigner = actor_is_known(c->actor) ? c->actor->org : (Str){0};
    for (size_t i = 0; i < assignments->n; i++)
        for (size_t at = 0; (v = node_next(&assignments->at[i], PLAN_AGENCY, &at));)
            if (v->party.org.n) *map_put(&c->mem, &p->named, v->party.org) = p;
    TRY(org_classes_load(c, &p->classes));
    return org_directory(c, &p->directory);
}

/* As the reader found (reading/finding.h), and nobody corrected. */
static Fail find_elsewhere(Ctx *c, Id plan, bool *elsewhere)
{
    PlanFindingList findings;
    *elsewhere = false;
    TRY(plan_findings(c, plan, &findings));
    for (size_t i = 0; i < findings.n; i++)
        *elsewhere |=
            str_equal(findings.at[i].kind, S("elsewhere")) && !str_equal(findings.at[i].state, S("corrected"));
    return OK;
}

Fail proposals_of(Ctx *c, Id plan, ProposalList *proposals)
{
    PlanNodeList activities, assignments;
    *proposals = (ProposalList){0};
    Proposer p = {.list = proposals};
    TRY(plan_nodes(c, plan, S("activity"), &activities));
    TRY(plan_nodes(c, plan, S("assignment"), &assignments));
    TRY(begin(c, plan, &p, &assignments));
    TRY(find_elsewhere(c, plan, &p.elsewhere));
    for (size_t i = 0; i < activities.n; i++) TRY(propose_activity(&p, &activities.at[i]));
    for (size_t i = 0; i < assignments.n; i++) TRY(propose_assignment(&p, &assignments.at[i]));
    return OK;
}
