// SPDX-License-Identifier: Apache-2.0
/* review.c -- the review page and what can be decided on it. */
#include "http/reply.h"
#include "http/request.h"
#include "people/rights.h"
#include "plan/json.h"
#include "plan/view.h"
#include "plan/web.h"

static const PlanValue *find_value(const PlanNodeList *nodes, Id value)
{
    for (size_t i = 0; value && i < nodes->n; i++)
        for (size_t k = 0; k < nodes->at[i].values.n; k++)
            if (nodes->at[i].values.at[k].id == value) return &nodes->at[i].values.at[k];
    return NULL;
}

/* Names to choose from are sent only while somebody types one: they are most of the page. */
static Fail offer_names(Ctx *c, ReviewPage *m)
{
    bool party = m->chosen && !m->saved && plan_fields[m->chosen->field].type == FIELD_PARTY;
    return party || m->adding ? org_directory(c, &m->directory) : OK;
}

Fail review_get(Ctx *c, const Request *q, Reply *r)
{
    PlanCard card;
    PlanText text;
    PlanNodeList nodes;
    PlanFindingList findings;
    PlanCorrectionList history = {0};
    Id plan = input_id(q, "plan");
    TRY(plan_card(c, plan, &card));
    TRY(plan_text(c, plan, &text));
    TRY(plan_nodes(c, plan, (Str){0}, &nodes));
    TRY(plan_findings(c, plan, &findings));
    ReviewPage m = {.q = q, .card = &card, .text = &text, .nodes = &nodes, .findings = &findings, .history = &history};
    if (reply_is_json(r)) return reply_record(c, r, &plan_review_record, &m);
    m.chosen = find_value(&nodes, input_id(q, "gia-tri"));
    m.adding = input_id(q, "them");
    m.as_read = str_equal(input_text(q, "chu"), S("may-doc"));
    m.saved = (int)input_integer(q, "da-luu");
    m.today = c->today;
    m.may_review = right_here(c, "plan.review"), m.may_activate = right_here(c, "plan.activate");
    m.may_read_journal = right_here(c, "journal.read");
    if (!m.may_review) m.chosen = NULL, m.adding = 0;
    if (m.chosen) TRY(plan_corrections(c, m.chosen, &history));
    TRY(offer_names(c, &m));
    PanelSubject subject = {card.id, {.plan = card.id}, &card};
    TRY(panels_draw(c, q, r, PANEL_OF_PLAN, subject, &m.panels));
    review_page(reply_page(c, q, r, S("Rà soát")), &m);
    return OK;
}

/* -- decisions ---------------------------------------------------------------------------------------------- */

Fail correction_prepare(Ctx *c, const Request *q, Reply *r)
{
    PlanField field;
    Str *value = NEW(&c->mem, Str, 1);
    TRY(plan_value_field(c, input_id(q, "plan"), input_id(q, "gia-tri"), &field));
    TRY(input_rule(q, "noi-dung", plan_value_typed(c, field, input_text(q, "noi-dung"), value)));
    reply_prepared(r, value);
    return OK;
}

Fail correction_post(Ctx *c, const Request *q, Reply *r)
{
    long long plan = input_id(q, "plan"), value = input_id(q, "gia-tri");
    const Str *text = request_prepared(q);
    Str which = input_text(q, "pham-vi");
    PlanScope scope = str_equal(which, S("mot"))         ? SCOPE_ONE
                      : str_equal(which, S("lan-truoc")) ? SCOPE_BACK
                                                         : SCOPE_GROUP;
    int n;
    TRY(plan_correct_group(c, plan, value, (int)input_integer(q, "phien-ban"), *text, scope, &n));
    if (input_given(q, "ve")) return reply_redirect(c, r, "/ke-hoach/%lld/ra-soat#phat-hien", plan);
    return reply_redirect(c, r, "/ke-hoach/%lld/ra-soat?gia-tri=%lld&da-luu=%d#gia-tri-%lld", plan, value, n, value);
}

Fail addition_prepare(Ctx *c, const Request *q, Reply *r)
{
    Str *value = NEW(&c->mem, Str, 1);
    PlanField field = plan_field_named(input_text(q, "truong"));
    if (field == PLAN_FIELD_COUNT) return fail(c, FAIL_INPUT, "Hãy chọn loại cần thêm trong danh sách.");
    TRY(input_rule(q, "noi-dung", plan_value_typed(c, field, input_text(q, "noi-dung"), value)));
    reply_prepared(r, value);
    return OK;
}

Fail addition_post(Ctx *c, const Request *q, Reply *r)
{
    long long plan = input_id(q, "plan");
    const Str *text = request_prepared(q);
    Id value;
    TRY(plan_add(c, plan, input_id(q, "them"), plan_field_named(input_text(q, "truong")), *text, &value));
    return reply_redirect(c, r, "/ke-hoach/%lld/ra-soat?gia-tri=%lld&da-luu=1#gia-tri-%lld", plan, (long long)value,
                          (long long)value);
}

Fail finding_post(Ctx *c, const Request *q, Reply *r)
{
    long long plan = input_id(q, "plan");
    TRY(plan_settle(c, plan, input_id(q, "finding"), str_equal(input_text(q, "quyet-dinh"), S("chap-nhan"))));
    return reply_redirect(c, r, "/ke-hoach/%lld/ra-soat#phat-hien", plan);
}

Fail activation_post(Ctx *c, const Request *q, Reply *r)
{
    Id plan = input_id(q, "plan");
    TRY(plan_activate(c, plan));
    return reply_redirect(c, r, "/ke-hoach/%lld?xong=1", (long long)plan);
}
