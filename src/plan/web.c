// SPDX-License-Identifier: Apache-2.0
/* web.c -- the pages of plans: list, import, one plan, one activity. */
#include "plan/web.h"
#include "http/reply.h"
#include "http/request.h"
#include "http/shared.h"
#include "paper/paper.h"
#include "people/rights.h"
#include "plan/export.h"
#include "plan/json.h"
#include "plan/steps.h"
#include "plan/view.h"

Fail place_of_plan(Ctx *c, const Request *q, Place *place)
{
    (void)c;
    *place = (Place){.plan = input_id(q, "plan")};
    return OK;
}

static Fail draw_plans(Ctx *c, const Request *q, Reply *r, Out *o, const void *unused)
{
    PlanCardList plans;
    IntakeList intakes = {0};
    bool may_import = right_here(c, "plan.review");
    (void)q, (void)unused;
    TRY(plan_cards(c, &plans));
    if (may_import) TRY(intakes_open(c, &intakes));
    shared_title(c, r, S("Kế hoạch"));
    plan_list_page(o, &plans, &intakes, may_import);
    return OK;
}

Fail plan_list_get(Ctx *c, const Request *q, Reply *r)
{
    PlanCardList plans;
    if (!reply_is_json(r)) return shared_page(c, q, r, (Str){0}, draw_plans, NULL);
    TRY(plan_cards(c, &plans));
    return reply_record(c, r, &plan_list_record, &(PlanListPage){&plans});
}

Fail plan_upload_get(Ctx *c, const Request *q, Reply *r)
{
    plan_upload_page(reply_page(c, q, r, S("Nhập kế hoạch")), q);
    return OK;
}

/* What came: a plan that is read already, or a scan that will be. */
typedef struct {
    PlanDraft *draft;
    UploadKept scan;
    Str names; /* of the pictures, when there were several */
    int pages; /* 0 = no scan */
} Arrival;

/* Only what could be read, or is a scan, is kept. */
Fail plan_upload_prepare(Ctx *c, const Request *q, Reply *r)
{
    Arrival *a = NEW(&c->mem, Arrival, 1);
    InputFileList files = input_files(c, q, "tep");
    Str name = input_file_name(q, "tep"), bytes = input_text(q, "tep");
    if (files.n > 1) {
        pages_order(files.at, files.n, input_text(q, "thu-tu"));
        TRY(input_rule(q, "tep", pages_joined(c, files.at, files.n, &name, &bytes)));
        a->names = pages_names(c, files.at, files.n);
    }
    TRY(input_rule(q, "tep", plan_draft_unless_scan(c, name, bytes, &a->draft, &a->pages)));
    if (a->pages) TRY(input_rule(q, "tep", upload_keep(c, PLAN_SCANS, name, bytes, &a->scan)));
    else TRY(plan_draft_keep(c, a->draft));
    reply_prepared(r, a);
    return OK;
}

Fail plan_upload_post(Ctx *c, const Request *q, Reply *r)
{
    const Arrival *a = request_prepared(q);
    Id id;
    bool existed;
    PlanCard card;
    if (a->pages) {
        TRY(intake_add(c, &a->scan, a->pages, a->names, &id));
        return reply_redirect(c, r, "/quet/%lld", (long long)id);
    }
    TRY(plan_take(c, a->draft, &id, &existed));
    TRY(plan_card(c, id, &card));
    return reply_redirect(c, r, "/ke-hoach/%lld/%s", (long long)id, card.unlooked ? "chu" : "ra-soat");
}

/* -- pages of activities, of assignments ---------------------------------------------------------------------- */

enum { ACTIVITIES_SHOWN = 20, DUTIES_WEIGHT = 13000, DUTY_WEIGHT = 130 };

/* Bytes of an assignment on its page, about, without what each page has. */
static size_t weight_of(const PlanNode *n)
{
    size_t weight = 2 * DUTY_WEIGHT;
    for (size_t i = 0; i < n->values.n; i++)
        if (n->values.at[i].field == PLAN_DUTY) weight += DUTY_WEIGHT + n->values.at[i].shown.n;
    return weight;
}

/* Behind the last one that has room beside the one at `from`. */
static size_t assignments_end(const PlanNodeList *all, size_t from)
{
    size_t weight = 0, i = from;
    while (i < all->n && (i == from || weight + weight_of(&all->at[i]) <= DUTIES_WEIGHT))
        weight += weight_of(&all->at[i++]);
    return i;
}

/* The page that begins at row `tu`, or the one that has `muc`. */
static size_t asked_row(const Request *q, size_t n)
{
    size_t from = input_given(q, "tu") ? (size_t)input_integer(q, "tu") - 1 : 0;
    return from < n ? from : 0;
}

static void find_assignments(const Request *q, AssignmentsPage *m)
{
    const PlanNodeList *all = m->assignments;
    Str part = input_text(q, "muc");
    size_t at = 0;
    m->from = asked_row(q, all->n);
    while (part.n && at < all->n && !str_equal(all->at[at].code, part)) at++;
    for (m->end = assignments_end(all, m->from); part.n && at < all->n && at >= m->end;)
        m->from = m->end, m->end = assignments_end(all, m->from);
}

static void find_activities(const Request *q, PlanPage *m)
{
    const PlanActivityList *all = m->activities;
    Str part = input_text(q, "muc");
    m->from = asked_row(q, all->n);
    for (size_t i = 0; part.n && i < all->n; i++)
        if (str_equal(plan_group_code(all->at[i].code), part)) {
            m->from = i - i % ACTIVITIES_SHOWN;
            break;
        }
    m->end = m->from + ACTIVITIES_SHOWN < all->n ? m->from + ACTIVITIES_SHOWN : all->n;
}

static Fail draw_assignments(Ctx *c, const Request *q, Reply *r, Out *o, const void *unused)
{
    PlanCard card;
    PlanNodeList assignments;
    PlanDoubtList doubts;
    Id plan = input_id(q, "plan");
    AssignmentsPage m = {.card = &card, .assignments = &assignments, .doubts = &doubts};
    (void)unused;
    TRY(plan_card(c, plan, &card));
    TRY(plan_nodes(c, plan, S("assignment"), &assignments));
    TRY(plan_doubts(c, plan, &doubts));
    find_assignments(q, &m);
    TRY(panels_draw(c, q, r, PANEL_OF_PLAN, (PanelSubject){plan, {.plan = plan}, &card}, &m.panels));
    TRY(plan_steps(c, r, plan, 0));
    shared_title(c, r, S("Phân công"));
    assignments_page(o, &m);
    return OK;
}

Fail assignments_get(Ctx *c, const Request *q, Reply *r)
{
    return shared_page(c, q, r, (Str){0}, draw_assignments, NULL);
}

/* What the page and its JSON say; what m points to is in c's memory. */
static Fail find_plan(Ctx *c, Id plan, PlanPage *m)
{
    PlanCard *card = NEW(&c->mem, PlanCard, 1);
    PlanNode *node = NEW(&c->mem, PlanNode, 1);
    PlanActivityList *activities = NEW(&c->mem, PlanActivityList, 1);
    PlanNodeList *assignments = NEW(&c->mem, PlanNodeList, 1);
    TRY(plan_card(c, plan, card));
    TRY(plan_original(c, plan, &m->original));
    TRY(plan_node(c, plan, S("plan"), (Str){0}, node));
    TRY(plan_activities(c, plan, activities));
    TRY(plan_nodes(c, plan, S("assignment"), assignments));
    m->card = card, m->plan = node, m->activities = activities, m->assignments = assignments;
    return OK;
}

static Fail draw_plan(Ctx *c, const Request *q, Reply *r, Out *o, const void *unused)
{
    PlanDoubtList doubts;
    PlanLookList looks;
    Id plan = input_id(q, "plan");
    PlanPage m = {.doubts = &doubts, .looks = &looks, .may_review = right_here(c, "plan.review"), .today = c->today};
    (void)unused;
    TRY(find_plan(c, plan, &m));
    TRY(plan_doubts(c, plan, &doubts));
    TRY(plan_looks(c, plan, &looks));
    find_activities(q, &m);
    TRY(panels_draw(c, q, r, PANEL_OF_PLAN, (PanelSubject){plan, {.plan = plan}, m.card}, &m.panels));
    TRY(plan_steps(c, r, plan, 0));
    shared_title(c, r, m.card->number.n ? m.card->number : S("Kế hoạch"));
    plan_page(o, &m);
    return OK;
}

Fail plan_get(Ctx *c, const Request *q, Reply *r)
{
    PlanPage m = {.today = c->today};
    if (!reply_is_json(r)) return shared_page(c, q, r, (Str){0}, draw_plan, NULL);
    TRY(find_plan(c, input_id(q, "plan"), &m));
    return reply_record(c, r, &plan_page_record, &m);
}

Fail plan_docx_get(Ctx *c, const Request *q, Reply *r)
{
    Str bytes, name;
    TRY(plan_docx(c, input_id(q, "plan"), &bytes, &name));
    out_raw(reply_text(c, r, paper_media_type(PAPER_FILE_DOCX)), bytes);
    reply_file_name(c, r, name);
    return OK;
}

/* Those of one node that are still open. */
static Fail open_findings(Ctx *c, Id plan, Id node, PlanFindingList *open)
{
    PlanFindingList all;
    *open = (PlanFindingList){0};
    TRY(plan_findings(c, plan, &all));
    for (size_t i = 0; i < all.n; i++)
        if (all.at[i].node == node && str_equal(all.at[i].state, S("open"))) *list_add(&c->mem, open) = all.at[i];
    return OK;
}

static Fail find_neighbours(Ctx *c, Id plan, Id node, ActivityPage *m)
{
    PlanActivityList *all = NEW(&c->mem, PlanActivityList, 1);
    TRY(plan_activities(c, plan, all));
    for (size_t i = 0; i < all->n; i++) {
        if (all->at[i].node != node) continue;
        if (i) m->before = &all->at[i - 1];
        if (i + 1 < all->n) m->after = &all->at[i + 1];
    }
    return OK;
}

static Fail draw_activity(Ctx *c, const Request *q, Reply *r, Out *o, const void *unused)
{
    PlanCard card;
    PlanNode node;
    PlanFindingList findings;
    PlanDoubtList doubts;
    Id plan = input_id(q, "plan");
    ActivityPage m = {.card = &card, .node = &node, .findings = &findings, .doubts = &doubts, .today = c->today};
    (void)unused;
    TRY(plan_card(c, plan, &card));
    TRY(plan_node(c, plan, S("activity"), input_text(q, "code"), &node));
    TRY(open_findings(c, plan, node.id, &findings));
    TRY(plan_doubts(c, plan, &doubts));
    TRY(find_neighbours(c, plan, node.id, &m));
    TRY(plan_steps(c, r, plan, node.id));
    Str title = node_text(&node, PLAN_TITLE);
    shared_title(c, r, str_format(&c->mem, "%.*s %.*s", STR_ARGS(node.code), STR_ARGS(title)));
    activity_page(o, &m);
    return OK;
}

Fail activity_get(Ctx *c, const Request *q, Reply *r)
{
    PlanNode node;
    if (!reply_is_json(r)) return shared_page(c, q, r, (Str){0}, draw_activity, NULL);
    TRY(plan_node(c, input_id(q, "plan"), S("activity"), input_text(q, "code"), &node));
    return reply_record(c, r, &plan_node_record, &node);
}
