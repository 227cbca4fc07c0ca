// SPDX-License-Identifier: Apache-2.0
/* reread_web.c -- "Đọc lại bằng cách khác": what would change, then do it. */
#include "http/reply.h"
#include "http/request.h"
#include "plan/steps.h"
#include "plan/view.h"
#include "plan/web.h"
#include "receipt/receipt.h"

static RereadWay way_of(Str key)
{
    static const char *const keys[] = {
#define X(symbol, key, name) key,
        REREAD_WAYS(X)
#undef X
    };
    int i = 0;
    while (i + 1 < REREAD_WAYS_N && !str_equal(key, str_of(keys[i]))) i++;
    return (RereadWay)i;
}

Fail reread_get(Ctx *c, const Request *q, Reply *r)
{
    PlanCard card;
    PlanDraft *draft;
    RereadChangeList changes;
    Str words;
    Id plan = input_id(q, "plan"), original;
    TRY(plan_card(c, plan, &card));
    TRY(plan_original(c, plan, &original));
    RereadPage m = {.q = q, .card = &card, .has_file = original != 0, .way = input_text(q, "cach")};
    TRY(plan_pages(c, plan, &m.pages));
    if (!original) m.pages = 0;
    if (m.way.n && way_of(m.way) == REREAD_PAGES) {
        m.wants_words = intake_words(c, plan, &words) == FAIL_MISSING;
        c->why[0] = 0;
    }
    if (m.way.n && !m.wants_words && !request_is_again(q)) {
        TRY(reread_draft(c, plan, way_of(m.way), &draft));
        TRY(reread_changes(c, plan, draft, &changes));
        m.changes = &changes;
    }
    TRY(plan_steps(c, r, plan, 0));
    reply_step(c, r, str_format(&c->mem, "/ke-hoach/%lld/ra-soat", (long long)plan), (Str){0}, S("Rà soát"));
    reread_page(reply_page(c, q, r, S("Đọc lại")), &m);
    return OK;
}

Fail reread_prepare(Ctx *c, const Request *q, Reply *r)
{
    PlanDraft *draft;
    TRY(reread_draft(c, input_id(q, "plan"), way_of(input_text(q, "cach")), &draft));
    reply_prepared(r, draft);
    return OK;
}

Fail reread_post(Ctx *c, const Request *q, Reply *r)
{
    Id plan = input_id(q, "plan");
    TRY(plan_reread(c, plan, request_prepared(q)));
    TRY(intake_forget(c, plan));
    ReceiptDraft *k = receipt_open(c, str_format(&c->mem, "/ke-hoach/%lld/ra-soat", (long long)plan));
    receipt_did_for_good(k);
    TRY(receipt_close(c, r, k, S("Đã đọc lại kế hoạch; chỗ đã sửa, chữ đã xem và phát hiện đã quyết vẫn giữ.")));
    return reply_redirect(c, r, "/ke-hoach/%lld/ra-soat", (long long)plan);
}

Fail recognise_post(Ctx *c, const Request *q, Reply *r)
{
    Id intake;
    TRY(intake_add_again(c, input_id(q, "plan"), &intake));
    return reply_redirect(c, r, "/quet/%lld", (long long)intake);
}
