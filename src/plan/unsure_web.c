// SPDX-License-Identifier: Apache-2.0
/* unsure_web.c -- what is not sure on a sheet of the review, decided row by row. */
#include "http/reply.h"
#include "http/request.h"
#include "plan/undo.h"
#include "plan/web.h"

static const PlanDoubt *word_of(const PlanDoubtList *doubts, Id id)
{
    for (size_t i = 0; i < doubts->n; i++)
        if (doubts->at[i].id == id) return &doubts->at[i];
    return NULL;
}

/* What a person says of a word: chosen, typed, or that nothing belongs there. */
static bool is_decided(const Request *q, const PlanDoubt *d, Str *text)
{
    Str typed = input_each_text(q, "chu", d->id);
    *text = (Str){0};
    if (input_each_given(q, "bo", d->id)) return true;
    if (input_each_given(q, "chon", d->id)) return *text = input_each_text(q, "chon", d->id), true;
    *text = typed;
    return typed.n && !d->is_seen && !str_equal(typed, d->word);
}

static Fail decide_word(Ctx *c, const Request *q, const PlanDoubt *d, int *n)
{
    Id plan = input_id(q, "plan");
    Str text;
    int seen = (int)input_each_integer(q, "phien-ban", d->id);
    if (input_each_given(q, "mo-lai", d->id)) return ++*n, plan_word_reopen(c, plan, d->id, seen);
    if (!is_decided(q, d, &text)) return OK;
    return ++*n, plan_word_decide(c, plan, d->id, seen, text);
}

static Fail decide_value(Ctx *c, const Request *q, Id value, int *n)
{
    PlanValue v;
    Id plan = input_id(q, "plan");
    if (!input_each_given(q, "chon", value)) return OK;
    TRY(plan_value(c, plan, value, &v));
    return ++*n, plan_confirm(c, plan, value, (int)input_each_integer(q, "phien-ban", value), v.value);
}

static Fail check_row(Ctx *c, const Request *q, Id id)
{
    static const char *const names[] = {"phien-ban", "chon", "chu"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *problem = input_each_problem(q, names[i], id);
        if (problem) return fail(c, FAIL_INPUT, "%s", problem);
    }
    return OK;
}

/* A value that somebody only looked at stays looked at: there is nothing to take back. */
static Fail close(Ctx *c, Reply *r, ReceiptDraft *k, const PlanState *before, int n)
{
    TRY(plan_receipt(c, k, before));
    if (n && !receipt_done(k)) receipt_did_for_good(k);
    return receipt_close(c, r, k,
                         n ? str_format(&c->mem, "Đã ghi %d chỗ.", n)
                           : S("Chưa có chỗ nào được chọn hay sửa nên không ghi gì."));
}

Fail unsure_post(Ctx *c, const Request *q, Reply *r)
{
    PlanState before;
    Id plan = input_id(q, "plan");
    IdList rows = input_ids(c, q, "phien-ban");
    Str path = str_format(&c->mem, "/ke-hoach/%lld/ra-soat?to=%lld#chua-chac", (long long)plan,
                          (long long)input_integer(q, "to"));
    int n = 0;
    TRY(plan_state(c, plan, &before));
    for (size_t i = 0; i < rows.n; i++) {
        const PlanDoubt *d = word_of(&before.doubts, rows.at[i]);
        TRY(check_row(c, q, rows.at[i]));
        if (d) TRY(decide_word(c, q, d, &n));
        else TRY(decide_value(c, q, rows.at[i], &n));
    }
    TRY(close(c, r, receipt_open(c, path), &before, n));
    return reply_redirect(c, r, "%.*s", STR_ARGS(path));
}
