// SPDX-License-Identifier: Apache-2.0
/* wording_web.c -- "Đối chiếu tên gọi": all titles of restored wording on one page, one save. */
#include "http/reply.h"
#include "http/request.h"
#include "plan/json.h"
#include "plan/steps.h"
#include "plan/undo.h"
#include "plan/view.h"
#include "plan/web.h"
#include "viet/text.h"

static void find_rows(Ctx *c, const PlanLookList *looks, const PlanDoubtList *doubts, WordingRowList *rows)
{
    for (size_t i = 0; i < looks->n; i++) {
        const PlanValue *v = &looks->at[i].value;
        WordingRow *row = list_add(&c->mem, rows);
        PlanPieceList pieces;
        Str rest = v->value, strange;
        *row = (WordingRow){.look = looks->at[i]};
        plan_pieces(&c->mem, doubts, v->value, v->first_line, v->last_line, &pieces);
        for (size_t k = 0; k < pieces.n; k++)
            if (pieces.at[k].doubt) *list_add(&c->mem, &row->doubts) = pieces.at[k];
        while (viet_next_strange(&rest, &strange)) *list_add(&c->mem, &row->strange) = strange;
    }
}

Fail wording_get(Ctx *c, const Request *q, Reply *r)
{
    PlanCard card;
    PlanDoubtList doubts;
    PlanLookList looks;
    WordingRowList rows = {0};
    Id plan = input_id(q, "plan");
    TRY(plan_card(c, plan, &card));
    TRY(plan_doubts(c, plan, &doubts));
    TRY(plan_looks(c, plan, &looks));
    find_rows(c, &looks, &doubts, &rows);
    WordingPage m = {.q = q, .card = &card, .rows = &rows};
    if (reply_is_json(r)) return reply_record(c, r, &plan_wording_record, &m);
    for (size_t i = 0; i < rows.n; i++) m.doubtful += rows.at[i].look.is_doubtful;
    TRY(plan_steps(c, r, plan, 0));
    reply_step(c, r, str_format(&c->mem, "/ke-hoach/%lld/ra-soat", (long long)plan), (Str){0}, S("Rà soát"));
    wording_page(reply_page(c, q, r, S("Đối chiếu tên gọi")), &m);
    return OK;
}

static const PlanLook *look_of(const PlanLookList *looks, Id value)
{
    for (size_t i = 0; i < looks->n; i++)
        if (looks->at[i].value.id == value) return &looks->at[i];
    return NULL;
}

/* One line, as all titles are. */
static Fail typed(Ctx *c, const Request *q, Id value, const PlanLook *l, Str *text)
{
    const char *problem = input_each_problem(q, "chu", value);
    if (problem) return fail(c, FAIL_INPUT, "%s", problem);
    Str sent = str_copy(&c->mem, input_each_text(q, "chu", value));
    char *letters = (char *)(uintptr_t)sent.p;
    for (size_t i = 0; i < sent.n; i++)
        if (letters[i] == '\n') letters[i] = ' ';
    TRY(plan_value_typed(c, l ? l->value.field : PLAN_TITLE, sent, text));
    if (text->n || !l) return OK;
    return fail(c, FAIL_INPUT, "%.*s còn trống. Hãy điền cho đúng bản đã ký.", STR_ARGS(look_name(&c->mem, l)));
}

/* Who ticks a row, or types into it, looked at it. */
static Fail keep_row(Ctx *c, const Request *q, Id value, const PlanLookList *looks, int *kept)
{
    Str text;
    const PlanLook *l = look_of(looks, value);
    bool all = input_given(q, "tat-ca") && l && !l->is_doubtful, ticked = input_each_given(q, "xem", value);
    TRY(typed(c, q, value, l, &text));
    if (!ticked && !all && (!l || str_equal(text, l->value.value))) return OK;
    ++*kept;
    return plan_confirm(c, input_id(q, "plan"), value, (int)input_each_integer(q, "phien-ban", value), text);
}

Fail wording_post(Ctx *c, const Request *q, Reply *r)
{
    PlanState before;
    Id plan = input_id(q, "plan");
    IdList values = input_ids(c, q, "phien-ban");
    Str path = str_format(&c->mem, "/ke-hoach/%lld/chu", (long long)plan);
    ReceiptDraft *k = receipt_open(c, path);
    int kept = 0;
    TRY(plan_state(c, plan, &before));
    for (size_t i = 0; i < values.n; i++) TRY(keep_row(c, q, values.at[i], &before.looks, &kept));
    TRY(plan_receipt(c, k, &before));
    TRY(receipt_close(c, r, k,
                      kept ? str_format(&c->mem, "Đã ghi %d tên gọi đã xem.", kept)
                           : S("Chưa có dòng nào được đánh dấu đã xem nên không ghi gì.")));
    return reply_redirect(c, r, "%.*s", STR_ARGS(path));
}
