// SPDX-License-Identifier: Apache-2.0
/* agency.c -- one agency: what it leads, owes and helps with; and who belongs to a class of agencies. */
#include "http/record.h"
#include "http/request.h"
#include "http/shared.h"
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

static const char *role_name(int field) { return plan_fields[field].name; }

static const Column role_columns[] = {COL_KEY(PlanRole, party.role, "role", role_name),
                                      COL_INTEGER(PlanRole, plan, "plan"),
                                      COL_TEXT(PlanRole, kind, "kind"),
                                      COL_TEXT(PlanRole, code, "code"),
                                      COL_TEXT(PlanRole, title, "title"),
                                      COL_DAY(PlanRole, from, "from"),
                                      COL_DAY(PlanRole, to, "to"),
                                      COL_TEXT(PlanRole, party.class, "as", .some = true),
                                      {0}};
static const Record role_record = {.name = "AgencyRole", .columns = role_columns};

static const Column successor_columns[] = {COL_DAY(OrgSuccessor, on, "on"),
                                           COL_TEXT(OrgSuccessor, org.code, "code"),
                                           COL_TEXT(OrgSuccessor, org.name, "name"),
                                           {0}};
static const Record successor_record = {.name = "AgencySuccessor", .columns = successor_columns};

static const Column org_columns[] = {COL_TEXT(Org, code, "code"), COL_TEXT(Org, name, "name"),
                                     COL_TEXT(Org, kind, "kind"), COL_DAY(Org, from, "from"),
                                     COL_DAY(Org, to, "to"),      {0}};
static const Record org_record = {.name = "AgencyName", .columns = org_columns};

static const Column agency_columns[] = {COL_ALL_AT(AgencyPage, org, &org_record),
                                        COL_ROWS_AT(AgencyPage, successors, "successors", &successor_record),
                                        COL_ROWS_AT(AgencyPage, predecessors, "predecessors", &successor_record),
                                        COL_ROWS_AT(AgencyPage, roles, "roles", &role_record),
                                        {0}};
const Record agency_record = {.name = "AgencyPage", .columns = agency_columns};

/* Figures of one agency are for who may see them there: all of its tasks in numbers, and the last weeks. */
static Fail find_tasks(Ctx *c, const Org *org, AgencyPage *m)
{
    Counts n;
    FigureWeekList *weeks = NEW(&c->mem, FigureWeekList, 1);
    m->may_read_tasks = !c->actor || right_at(c->actor, "work.read", place_at(org->code, 0));
    if (!m->may_read_tasks) return OK;
    TRY(task_counts_of(c, GRAIN_BRANCH, org->code, &n));
    TRY(figure_weeks(c, actor_plan(c->actor), org->code, weeks));
    m->now = figure_week_of(c->today, &n);
    m->weeks = weeks;
    return OK;
}

/* All that the page shows; what it points to is in c's memory. */
static Fail find_agency(Ctx *c, const Request *q, AgencyPage *m)
{
    Org *org = NEW(&c->mem, Org, 1), *parent = NEW(&c->mem, Org, 1);
    OrgSuccessorList *successors = NEW(&c->mem, OrgSuccessorList, 1), *predecessors = NEW(&c->mem, OrgSuccessorList, 1);
    PlanRoleList *roles = NEW(&c->mem, PlanRoleList, 1);
    PlanNodeList *assignments = NEW(&c->mem, PlanNodeList, 1);
    bool has_parent;
    TRY(org_by_code(c, input_text(q, "code"), org));
    TRY(find_parent(c, org, parent, &has_parent));
    TRY(org_successors(c, org->id, successors));
    TRY(org_predecessors(c, org->id, predecessors));
    TRY(find_roles(c, org, has_parent ? parent->kind : (Str){0}, roles));
    Place there = {.org = org->code};
    *m = (AgencyPage){.org = org,
                      .may_read_people = !c->actor || right_at(c->actor, "person.read", there),
                      .may_read_journal = !c->actor || right_at(c->actor, "journal.read", there),
                      .parent = has_parent ? parent : NULL,
                      .successors = successors,
                      .predecessors = predecessors,
                      .roles = roles,
                      .assignments = assignments,
                      .today = c->today};
    TRY(find_tasks(c, org, m));
    return count_roles(c, roles, assignments, m);
}

static Fail draw_agency(Ctx *c, const Request *q, Reply *r, Out *o, const void *unused)
{
    AgencyPage m;
    (void)unused;
    TRY(find_agency(c, q, &m));
    shared_title(c, r, m.org->name);
    agency_page(o, &m);
    return OK;
}

Fail agency_get(Ctx *c, const Request *q, Reply *r)
{
    AgencyPage m;
    if (!reply_is_json(r)) return shared_page(c, q, r, (Str){0}, draw_agency, NULL);
    TRY(find_agency(c, q, &m));
    return reply_record(c, r, &agency_record, &m);
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
    Calendar k = calendar_begin(c, reply_text(c, r, "text/calendar; charset=utf-8"), org.name, request_site(q));
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

static const Column member_columns[] = {COL_TEXT(Org, code, "code"), COL_TEXT(Org, name, "name"), {0}};
static const Record member_record = {.name = "AgencyClassMember", .columns = member_columns};
static const Column class_columns[] = {
    COL_TEXT(OrgClass, code, "class"), COL_TEXT(OrgClass, name, "name"), COL_YES(OrgClass, open, "open"), {0}};
static const Record class_of_agencies_record = {.name = "AgencyClassName", .columns = class_columns};
static const Column class_page_columns[] = {
    COL_ALL_AT(ClassPage, class, &class_of_agencies_record),
    COL_DAY(ClassPage, on, "on"),
    COL_ROWS_AT(ClassPage, members, "members", &member_record, .of_pointers = true),
    {0}};
const Record class_record = {.name = "AgencyClass", .columns = class_page_columns};

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

/* What it points to is in c's memory. */
static Fail find_class(Ctx *c, const Request *q, ClassPage *m)
{
    OrgClassList *classes = NEW(&c->mem, OrgClassList, 1);
    OrgList *members = NEW(&c->mem, OrgList, 1);
    const Directory *directory;
    Day on;
    TRY(org_classes_load(c, classes));
    const OrgClass *class = org_class(classes, input_text(q, "class"));
    if (!class) return fail(c, FAIL_MISSING, "Không có nhóm cơ quan này. Hãy mở từ trang của kế hoạch.");
    TRY(org_directory(c, &directory));
    TRY(class_day(c, q, &on));
    directory_members(&c->mem, directory, class, on, members);
    *m = (ClassPage){q, class, members, on};
    return OK;
}

static Fail draw_class(Ctx *c, const Request *q, Reply *r, Out *o, const void *unused)
{
    ClassPage m;
    (void)unused;
    TRY(find_class(c, q, &m));
    shared_title(c, r, m.class->name);
    class_page(o, &m);
    return OK;
}

Fail class_get(Ctx *c, const Request *q, Reply *r)
{
    ClassPage m;
    if (!reply_is_json(r)) return shared_page(c, q, r, (Str){0}, draw_class, NULL);
    TRY(find_class(c, q, &m));
    return reply_record(c, r, &class_record, &m);
}
