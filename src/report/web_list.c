// SPDX-License-Identifier: Apache-2.0
/* web_list.c -- what documents there are, and a new one. */
#include "people/rights.h"
#include "report/view.h"
#include "report/web.h"
#include "urge/urge.h"

static const char *kind_key(int kind) { return document_kinds[kind].key; }
static const char *state_key(int state) { return document_states[state].key; }

static const char *kind_name(int kind) { return document_kinds[kind].name; }
static const char *state_name(int state) { return document_states[state].name; }

static const Column columns[] = {
    COL_INTEGER(Document, id, "id"),
    COL_KEY(Document, kind, "kind", kind_key, .title = "Loại", .word = kind_name),
    COL_KEY(Document, state, "state", state_key, .title = "Tình trạng", .word = state_name),
    COL_INTEGER(Document, plan, "plan"),
    COL_TEXT(Document, org, "org"),
    COL_TEXT(Document, scope_org, "about"),
    COL_TEXT(Document, subject, "subject", .title = "Trích yếu", .width = 60),
    COL_TEXT(Document, symbol, "symbol", .title = "Số, ký hiệu", .width = 18),
    COL_DAY(Document, day, "day", .title = "Ngày"),
    COL_DAY(Document, as_of, "as_of", .title = "Số liệu đến hết ngày", .width = 16),
    COL_TEXT(Document, signer, "signer", .title = "Người ký", .width = 24),
    COL_TEXT(Document, digest, "digest"),
    COL_NUMBER(Document, version, "version"),
    {0}};
const Record document_head_record = {.name = "DocumentHead", .columns = columns};
static const Column list_columns[] = {COL_ROWS_AT(DocumentListPage, list, "documents", &document_head_record),
                                      COL_INTEGER(DocumentListPage, next, "next"),
                                      {0}};
const Record document_list_record = {.name = "DocumentList", .columns = list_columns};

Fail documents_get(Ctx *c, const Request *q, Reply *r)
{
    DocumentList list;
    PlanCard plan;
    DocumentChoice a = {.state = DOCUMENT_STATE_COUNT,
                        .plan = actor_plan(c->actor),
                        .before = input_id(q, "truoc"),
                        .most = reply_rows(r, 0)};
    DocumentListPage m = {.q = q,
                          .list = &list,
                          .plan = &plan,
                          .may_write = right_here(c, "report.write"),
                          .is_first = !a.before,
                          .today = c->today};
    TRY(document_list(c, &a, &list, &m.next));
    if (reply_is_json(r)) return reply_record(c, r, &document_list_record, &m);
    TRY(plan_current(c, &plan));
    m.has_plan = plan.id;
    document_list_page(reply_page(c, q, r, S("Văn bản")), &m);
    return OK;
}

/* -- a new one
 * ----------------------------------------------------------------------------------------------------------------------
 */

Fail plans_running(Ctx *c, PlanCardList *plans)
{
    PlanCardList all;
    *plans = (PlanCardList){0};
    TRY(plan_cards(c, &all));
    for (size_t i = 0; i < all.n; i++)
        if (plan_is_active(&all.at[i])) *list_add(&c->mem, plans) = all.at[i];
    return OK;
}

/* The words of a form, from an activity of the plan. */
static Fail fill_from_activity(Ctx *c, const PlanActivityList *all, Id node, DraftOrder *order)
{
    for (size_t i = 0; i < all->n; i++) {
        const PlanActivity *a = &all->at[i];
        PlanNode n;
        Out who = {.mem = &c->mem};
        if (a->node != node) continue;
        TRY(plan_node(c, a->plan, S("activity"), a->code, &n));
        order->what = a->title, order->when = a->time, order->where = node_text(&n, PLAN_PLACE);
        for (size_t k = 0; k < a->leads.n; k++) out_format(&who, "%.*s\n", STR_ARGS(a->leads.at[k].name));
        for (size_t k = 0; k < a->partners.n; k++) out_format(&who, "%.*s\n", STR_ARGS(a->partners.at[k].name));
        order->who = out_str(&who);
    }
    return OK;
}

static Fail about_words(Ctx *c, DocumentKind kind, Id about, Str *words)
{
    Task t;
    UrgeList urges;
    *words = (Str){0};
    if (!about) return OK;
    if (kind == DOCUMENT_ASSIGNMENT) {
        TRY(task_by_id(c, about, &t));
        *words = str_format(&c->mem, "Giao %.*s: %.*s", STR_ARGS(t.lead_name), STR_ARGS(t.title));
    } else if (kind == DOCUMENT_URGING) {
        TRY(urges_of_batch(c, about, &urges));
        *words = str_format(&c->mem, "Lần đôn đốc ngày %.*s, %zu cơ quan.",
                            STR_ARGS(day_vietnamese(&c->mem, urges.at[0].day)), urges.n);
    }
    return OK;
}

Fail new_document_get(Ctx *c, const Request *q, Reply *r)
{
    PlanCard plan;
    PlanActivityList *activities = NEW(&c->mem, PlanActivityList, 1);
    NewDocumentPage m = {
        .q = q, .kind = document_kind_of(input_text(q, "loai")), .about = input_id(q, "ve"), .today = c->today};
    TRY(plans_running(c, &m.plans));
    if (!m.plans.n)
        return fail(c, FAIL_CONFLICT, "Chưa có kế hoạch nào đang thực hiện. Hãy nhập và kích hoạt một kế hoạch trước.");
    TRY(report_issuers(c, &m.issuers, &m.issuer_names));
    TRY(plan_current(c, &plan));
    m.order = (DraftOrder){.plan = plan.id, .as_of = c->today, .org = m.issuers.at[m.issuers.n - 1]};
    if (m.kind == DOCUMENT_SUBMISSION || m.kind == DOCUMENT_URGING || m.kind == DOCUMENT_ASSIGNMENT)
        m.order.org = m.issuers.at[0];
    TRY(plan_activities(c, plan.id, activities));
    if (input_given(q, "hoat-dong")) TRY(fill_from_activity(c, activities, input_id(q, "hoat-dong"), &m.order));
    TRY(about_words(c, m.kind, m.about, &m.about_words));
    m.activities = activities;
    new_document_page(reply_page(c, q, r, str_of(document_kinds[m.kind].name)), &m);
    return OK;
}

static ReportScope scope_typed(Str typed)
{
    for (int i = 0; i < REPORT_SCOPES; i++)
        if (str_equal(typed, str_of(report_scopes[i]))) return (ReportScope)i;
    return SCOPE_PLAN;
}

/* Nobody writes for an agency that is not theirs. */
Fail issuer_check(Ctx *c, const Request *q, Str org)
{
    StrList codes, names;
    if (!org.n) return OK;
    TRY(report_issuers(c, &codes, &names));
    for (size_t i = 0; i < codes.n; i++)
        if (str_equal(codes.at[i], org)) return OK;
    return input_rule(q, "ban-hanh",
                      fail(c, FAIL_INPUT, "Hãy chọn cơ quan của mình hoặc Ủy ban nhân dân mà cơ quan giúp việc."));
}

Fail new_document_post(Ctx *c, const Request *q, Reply *r)
{
    Draft draft;
    Id document;
    DraftOrder order = {.kind = document_kind_of(input_text(q, "loai")),
                        .plan = input_id(q, "ke-hoach"),
                        .about = input_id(q, "ve"),
                        .scope = scope_typed(input_text(q, "pham-vi")),
                        .org = input_text(q, "ban-hanh"),
                        .as_of = input_day(q, "ngay"),
                        .receivers = input_text(q, "kinh-gui"),
                        .what = input_text(q, "viec"),
                        .when = input_text(q, "luc"),
                        .where = input_text(q, "tai"),
                        .chair = input_text(q, "chu-tri"),
                        .who = input_text(q, "nhung-ai")};
    if (actor_plan(c->actor)) order.plan = actor_plan(c->actor);
    TRY(issuer_check(c, q, order.org));
    TRY(input_rule(q, "co-quan", task_lead_typed(c, input_text(q, "co-quan"), &order.scope_org)));
    if (order.scope_org.n && order.scope == SCOPE_PLAN) order.scope = SCOPE_AGENCY;
    TRY(draft_make(c, &order, &draft));
    TRY(draft_keep(c, &draft, &document));
    return reply_redirect(c, r, "/van-ban/%lld", (long long)document);
}
