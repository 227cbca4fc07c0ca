// SPDX-License-Identifier: Apache-2.0
#include "receipt/web.h"
#include "http/panel.h"
#include "receipt/view.h"

Fail receipt_get(Ctx *c, const Request *q, Reply *r)
{
    enum { ALL = 10000 };
    ReceiptCard card;
    ReceiptSkipList skips;
    ReceiptMadeList made;
    TRY(receipt_card(c, input_id(q, "bien-nhan"), &card));
    TRY(receipt_skips(c, card.id, ALL, &skips));
    TRY(receipt_all_made(c, card.id, ALL, &made));
    receipt_page(reply_page(c, q, r, S("Biên nhận")), &(ReceiptPage){&card, &skips, &made, c->now});
    return OK;
}

static Str undone_words(Ctx *c, const ReceiptUndone *u)
{
    if (!u->n) return S("Không hoàn tác được.");
    return u->noun ? str_format(&c->mem, "Đã hoàn tác %d %s.", u->n, u->noun) : S("Đã hoàn tác.");
}

Fail receipt_undo_post(Ctx *c, const Request *q, Reply *r)
{
    ReceiptCard card;
    ReceiptUndone undone;
    TRY(receipt_card(c, input_id(q, "bien-nhan"), &card));
    TRY(receipt_undo(c, card.id, &undone));
    ReceiptDraft *k = receipt_open(c, card.path);
    for (size_t i = 0; i < undone.kept.n; i++) {
        const ReceiptSkip *s = &undone.kept.at[i];
        receipt_passed_over(k, FAIL_CONFLICT, s->title, s->path, s->why);
    }
    for (int i = 0; i < undone.n; i++) receipt_did_for_good(k);
    TRY(receipt_close(c, r, k, undone_words(c, &undone)));
    return reply_redirect(c, r, "%.*s", STR_ARGS(card.path));
}
