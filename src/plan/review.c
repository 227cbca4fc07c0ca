// SPDX-License-Identifier: Apache-2.0
/* review.c -- the review page and what can be decided on it. */
#include "http/reply.h"
#include "http/request.h"
#include "people/rights.h"
#include "plan/json.h"
#include "plan/place.h"
#include "plan/steps.h"
#include "plan/undo.h"
#include "plan/view.h"
#include "plan/web.h"

static const PlanValue *find_value(const PlanNodeList *nodes, Id value)
{
    for (size_t i = 0; value && i < nodes->n; i++)
        for (size_t k = 0; k < nodes->at[i].values.n; k++)
            if (nodes->at[i].values.at[k].id == value) return &nodes->at[i].values.at[k];
    return NULL;
}

static bool asks_for_names(const ReviewPage *m)
{
    return m->adding || (m->chosen && !m->saved && plan_fields[m->chosen->field].type == SAYS_PARTY);
}

static const PlanFinding *find_finding(const PlanFindingList *findings, Id finding)
{
    for (size_t i = 0; finding && i < findings->n; i++)
        if (findings->at[i].id == finding) return &findings->at[i];
    return NULL;
}

static int line_of(const PlanNodeList *nodes, const PlanValue *v, Id node)
{
    if (v && v->first_line) return v->first_line;
    for (size_t i = 0; i < nodes->n; i++)
        if (nodes->at[i].id == (v ? v->node : node)) return nodes->at[i].first_line;
    return 0;
}

/* Where the work is: something that must be settled, else something that is not sure, else something to look at. */
static size_t first_open(const SheetList *sheets)
{
    for (size_t i = 0; i < sheets->n; i++)
        if (sheets->at[i].must) return i;
    for (size_t i = 0; i < sheets->n; i++)
        if (sheets->at[i].words || sheets->at[i].values || sheets->at[i].findings) return i;
    return 0;
}

/* The sheet that is asked for, by its number or by what stands on it. */
static size_t asked_sheet(const Request *q, const ReviewPage *m)
{
    const PlanFinding *f = find_finding(m->findings, input_id(q, "phat-hien"));
    size_t to = (size_t)input_integer(q, "to");
    if (m->chosen || m->adding) return sheet_of_line(m->sheets, line_of(m->nodes, m->chosen, m->adding));
    if (f) return sheet_of_finding(m->sheets, f);
    if (input_given(q, "dong")) return sheet_of_line(m->sheets, (int)input_integer(q, "dong"));
    if (to) return to <= m->sheets->n ? to - 1 : m->sheets->n - 1;
    return plan_is_active(m->card) ? 0 : first_open(m->sheets);
}

static void count_findings(const PlanFindingList *findings, SheetList *sheets)
{
    for (size_t i = 0; i < findings->n; i++) {
        const PlanFinding *f = &findings->at[i];
        if (!str_equal(f->state, S("open"))) continue;
        Sheet *s = &sheets->at[sheet_of_finding(sheets, f)];
        s->findings++, s->must += str_equal(f->severity, S("blocking"));
    }
}

static void places_here(Arena *a, const PlanPlaceList *all, const Sheet *s, PlanPlaceList *here)
{
    *here = (PlanPlaceList){0};
    for (size_t i = 0; i < all->n; i++)
        if (s->first <= all->at[i].line && all->at[i].line <= s->last) *list_add(a, here) = all->at[i];
}

Fail review_get(Ctx *c, const Request *q, Reply *r)
{
    PlanCard card;
    PlanText text;
    PlanNodeList nodes;
    PlanFindingList findings;
    PlanCorrectionList history = {0};
    SheetList sheets;
    UnsureList unsure;
    PlanPlaceList all, places;
    Id plan = input_id(q, "plan");
    TRY(plan_card(c, plan, &card));
    TRY(plan_text(c, plan, &text));
    TRY(plan_nodes(c, plan, (Str){0}, &nodes));
    TRY(plan_findings(c, plan, &findings));
    TRY(plan_places(c, plan, 1, DOC_LINES_MAX, &all));
    places_count_pages(&all, &text.meant);
    sheets_of(&c->mem, &(Reviewed){&text.meant, &text.doubts, &nodes, &findings}, &sheets);
    unsure_of(&c->mem, &text.doubts, &nodes, &sheets, &unsure);
    count_findings(&findings, &sheets);
    ReviewPage m = {.q = q,
                    .card = &card,
                    .text = &text,
                    .words = &text.doubts,
                    .nodes = &nodes,
                    .findings = &findings,
                    .history = &history,
                    .sheets = &sheets,
                    .unsure = &unsure,
                    .places = &places};
    if (reply_is_json(r)) return reply_record(c, r, &plan_review_record, &m);
    m.may_review = right_here(c, "plan.review"), m.may_activate = right_here(c, "plan.activate");
    m.may_read_journal = right_here(c, "journal.read");
    m.chosen = m.may_review ? find_value(&nodes, input_id(q, "gia-tri")) : NULL;
    m.adding = m.may_review ? input_id(q, "them") : 0;
    m.at = asked_sheet(q, &m);
    m.as_read = str_equal(input_text(q, "chu"), S("may-doc"));
    m.saved = (int)input_integer(q, "da-luu");
    m.today = c->today;
    if (m.chosen) TRY(plan_corrections(c, m.chosen, &history));
    places_here(&c->mem, &all, &sheets.at[m.at], &places);
    TRY(learnt_count(c, plan, &m.learnt));
    m.offers_names = asks_for_names(&m);
    PanelSubject subject = {card.id, {.plan = card.id}, &card};
    TRY(panels_draw(c, q, r, PANEL_OF_PLAN, subject, &m.panels));
    TRY(plan_steps(c, r, card.id, 0));
    review_page(reply_page(c, q, r, S("Rà soát")), &m);
    return OK;
}

/* The page of the file as a picture: drawn by a process of its own, kept by the browser. */
Fail page_picture_get(Ctx *c, const Request *q, Reply *r)
{
    Str jpeg, digest;
    int page = (int)input_integer(q, "trang"), width = (int)input_integer(q, "rong");
    TRY(plan_page_picture(c, input_id(q, "plan"), page, width ? width : PAGE_WIDTH, &jpeg, &digest));
    reply_file(c, r, "image/jpeg", str_format(&c->mem, "trang-%d.jpg", page), jpeg, digest);
    reply_file_kept(r);
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
    if (input_given(q, "ve"))
        return reply_redirect(c, r, "/ke-hoach/%lld/ra-soat?phat-hien=%lld#phat-hien", plan,
                              (long long)input_id(q, "ve"));
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
    Id plan = input_id(q, "plan"), finding = input_id(q, "finding");
    bool accepted = str_equal(input_text(q, "quyet-dinh"), S("chap-nhan"));
    Str path =
        str_format(&c->mem, "/ke-hoach/%lld/ra-soat?phat-hien=%lld#phat-hien", (long long)plan, (long long)finding);
    PlanState before;
    ReceiptDraft *k = receipt_open(c, path);
    TRY(plan_state(c, plan, &before));
    TRY(plan_settle(c, plan, finding, accepted));
    TRY(plan_receipt(c, k, &before));
    TRY(receipt_close(c, r, k, accepted ? S("Đã chấp nhận một phát hiện.") : S("Đã mở lại một phát hiện.")));
    return reply_redirect(c, r, "%.*s", STR_ARGS(path));
}

Fail activation_post(Ctx *c, const Request *q, Reply *r)
{
    PlanCard card;
    Id plan = input_id(q, "plan");
    Str path = str_format(&c->mem, "/ke-hoach/%lld", (long long)plan);
    ReceiptDraft *k = receipt_open(c, path);
    TRY(plan_card(c, plan, &card));
    TRY(plan_activate(c, plan));
    if (!plan_is_active(&card)) receipt_did(k, "plan.activation", plan, 0, S(""));
    TRY(receipt_close(c, r, k, S("Đã kích hoạt kế hoạch. Việc tiếp theo: lập danh sách và giao việc.")));
    return reply_redirect(c, r, "%.*s", STR_ARGS(path));
}
