// SPDX-License-Identifier: Apache-2.0
/* agency.c -- one agency: what it leads, owes and helps with; and who belongs to a class of agencies. */
#include "http/reply.h"
#include "http/request.h"
#include "people/rights.h"
#include "plan/json.h"
#include "portal/ical.h"
#include "portal/view.h"
#include "portal/web.h"
#include "viet/text.h"

static bool is_there(const Org *org, Day on)
{
    return on == NO_DAY || ((org->from == NO_DAY || org->from <= on) && (org->to == NO_DAY || on < org->to));
}

/* "Các sở, ngành khác" are those that the same list, or the same assignments, do not name. */
static bool is_named(const PlanRoleList *all, const PlanRole *other)
{
    for (size_t i = 0; i < all->n; i++) {
        const PlanRole *role = &all->at[i];
        bool same_list =
            role->party.node == other->party.node || (role->plan == other->plan && other->party.role == PLAN_AGENCY);
        if (role->party.org.n && role->party.role == other->party.role && same_list) return true;
    }
    return false;
}

/* When a class is asked, those of its members are that exist on the day: the first of the activity, else the plan's. */
static bool concerns(Ctx *c, const Org *org, const PlanRoleList *all, const PlanRole *role)
{
    Day on = role->from != NO_DAY ? role->from : role->to != NO_DAY ? role->to : role->issued;
    if (role->party.org.n) return true;
    bool others = str_contains(viet_fold(&c->mem, role->party.qualifier), S("khac"));
    return is_there(org, on) && !(others && is_named(all, role));
}

static Fail find_parent(Ctx *c, const Org *org, Org *parent, bool *there)
{
    *there = false;
    if (!org->parent.n) return OK;
    Fail result = org_by_code(c, org->parent, parent);
    *there = result == OK;
    if (result == FAIL_MISSING) c->why[0] = 0;
    return result == FAIL_MISSING ? OK : result;
}

static Fail find_roles(Ctx *c, const Org *org, Str parent_kind, PlanRoleList *roles)
{
    OrgClassList classes;
    StrList codes;
    PlanRoleList all;
    *roles = (PlanRoleList){0};
    TRY(org_classes_load(c, &classes));
    org_classes_of(&c->mem, &classes, org, parent_kind, &codes);
    TRY(plan_roles(c, org->code, &codes, &all));
    for (size_t i = 0; i < all.n; i++)
        if (concerns(c, org, &all, &all.at[i])) *list_add(&c->mem, roles) = all.at[i];
    return OK;
}

static Fail count_roles(Ctx *c, const PlanRoleList *roles, PlanNodeList *assignments, AgencyPage *m)
{
    for (size_t i = 0; i < roles->n; i++) {
        const PlanRole *role = &roles->at[i];
        m->leads += role->party.role == PLAN_LEAD;
        m->partners += role->party.role == PLAN_PARTNER;
        if (role->party.role != PLAN_AGENCY) continue;
        PlanNode *n = list_add(&c->mem, assignments);
        TRY(plan_node(c, role->plan, S("assignment"), role->code, n));
        m->duties += (int)node_count(n, PLAN_DUTY);
    }
    return OK;
}

static json_t *role_json(Ctx *c, const PlanRole *role)
{
    json_t *o = json_pack("{s:s,s:I,s:o,s:o,s:o,s:o,s:o}", "role", plan_fields[role->party.role].name, "plan",
                          (json_int_t)role->plan, "kind", json_str(role->kind), "code", json_str(role->code), "title",
                          json_str(role->title), "from", json_day(c, role->from), "to", json_day(c, role->to));
    if (role->party.class.n) json_object_set_new(o, "as", json_str(role->party.class));
    return o;
}

static json_t *successors_json(Ctx *c, const OrgSuccessorList *list)
{
    json_t *all = json_array();
    for (size_t i = 0; i < list->n; i++)
        json_array_append_new(all, json_pack("{s:o,s:o,s:o}", "on", json_day(c, list->at[i].on), "code",
                                             json_str(list->at[i].org.code), "name", json_str(list->at[i].org.name)));
    return all;
}

static Fail agency_json(Ctx *c, Reply *r, const AgencyPage *m)
{
    json_t *roles = json_array();
    for (size_t i = 0; i < m->roles->n; i++) json_array_append_new(roles, role_json(c, &m->roles->at[i]));
    return reply_json(c, r,
                      json_pack("{s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o}", "code", json_str(m->org->code), "name",
                                json_str(m->org->name), "kind", json_str(m->org->kind), "from",
                                json_day(c, m->org->from), "to", json_day(c, m->org->to), "successors",
                                successors_json(c, m->successors), "predecessors", successors_json(c, m->predecessors),
                                "roles", roles));
}

Fail agency_get(Ctx *c, const Request *q, Reply *r)
{
    Org org, parent;
    bool has_parent;
    OrgSuccessorList successors, predecessors;
    PlanRoleList roles;
    PlanNodeList assignments = {0};
    TRY(org_by_code(c, input_text(q, "code"), &org));
    TRY(find_parent(c, &org, &parent, &has_parent));
    TRY(org_successors(c, org.id, &successors));
    TRY(org_predecessors(c, org.id, &predecessors));
    TRY(find_roles(c, &org, has_parent ? parent.kind : (Str){0}, &roles));
    Place there = {.org = org.code};
    AgencyPage m = {.org = &org,
                    .may_read_people = !c->actor || right_at(c->actor, "person.read", there),
                    .may_read_journal = !c->actor || right_at(c->actor, "journal.read", there),
                    .parent = has_parent ? &parent : NULL,
                    .successors = &successors,
                    .predecessors = &predecessors,
                    .roles = &roles,
                    .assignments = &assignments,
                    .today = c->today};
    TRY(count_roles(c, &roles, &assignments, &m));
    if (reply_is_json(r)) return agency_json(c, r, &m);
    agency_page(reply_page(c, q, r, org.name), &m);
    return OK;
}

/* -- its calendar ------------------------------------------------------------------------------------------- */

static bool takes_part(const PlanRoleList *roles, Id node)
{
    for (size_t i = 0; i < roles->n; i++) {
        PlanField role = roles->at[i].party.role;
        if (roles->at[i].party.node == node && (role == PLAN_LEAD || role == PLAN_PARTNER)) return true;
    }
    return false;
}

Fail agency_feed(Ctx *c, const Request *q, Reply *r)
{
    Org org, parent;
    bool has_parent;
    PlanRoleList roles;
    PlanCardList plans;
    TRY(org_by_code(c, input_text(q, "code"), &org));
    TRY(find_parent(c, &org, &parent, &has_parent));
    TRY(find_roles(c, &org, has_parent ? parent.kind : (Str){0}, &roles));
    TRY(plan_cards(c, &plans));
    Calendar k = calendar_begin(c, reply_text(c, r, "text/calendar; charset=utf-8"), org.name);
    for (size_t i = 0; i < plans.n; i++) {
        PlanActivityList activities;
        TRY(plan_activities(c, plans.at[i].id, &activities));
        for (size_t n = 0; n < activities.n; n++)
            if (takes_part(&roles, activities.at[n].node)) calendar_activity(&k, &plans.at[i], &activities.at[n]);
    }
    calendar_end(&k);
    reply_file_name(c, r, str_format(&c->mem, "%.*s.ics", STR_ARGS(org.code)));
    return OK;
}

/* -- classes ------------------------------------------------------------------------------------------------ */

static Fail class_json(Ctx *c, Reply *r, const ClassPage *m)
{
    json_t *all = json_array();
    for (size_t i = 0; i < m->members->n; i++)
        json_array_append_new(all, json_pack("{s:o,s:o}", "code", json_str(m->members->at[i]->code), "name",
                                             json_str(m->members->at[i]->name)));
    return reply_json(c, r,
                      json_pack("{s:o,s:o,s:b,s:o,s:o}", "class", json_str(m->class->code), "name",
                                json_str(m->class->name), "open", m->class->open, "on", json_day(c, m->on), "members",
                                all));
}

/* Unless asked otherwise, as of the plan: whom did it mean? */
static Fail class_day(Ctx *c, const Request *q, Day *on)
{
    PlanCard plan;
    *on = input_day(q, "ngay");
    if (*on != NO_DAY) return OK;
    TRY(plan_current(c, &plan));
    *on = plan.from != NO_DAY ? plan.from : plan.issued != NO_DAY ? plan.issued : c->today;
    return OK;
}

Fail class_get(Ctx *c, const Request *q, Reply *r)
{
    OrgClassList classes;
    OrgList members;
    const Directory *directory;
    Day on;
    TRY(org_classes_load(c, &classes));
    const OrgClass *class = org_class(&classes, input_text(q, "class"));
    if (!class) return fail(c, FAIL_MISSING, "Không có nhóm cơ quan này. Hãy mở từ trang của kế hoạch.");
    TRY(org_directory(c, &directory));
    TRY(class_day(c, q, &on));
    directory_members(&c->mem, directory, class, on, &members);
    ClassPage m = {class, &members, on};
    if (reply_is_json(r)) return class_json(c, r, &m);
    class_page(reply_page(c, q, r, class->name), &m);
    return OK;
}
