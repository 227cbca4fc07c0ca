// SPDX-License-Identifier: Apache-2.0
#include "receipt/web.h"
#include "http/panel.h"
#include "receipt/view.h"

Fail receipt_get(Ctx *c, const Request *q, Reply *r)
{
    enum { ALL = 10000 };
    ReceiptCard card;
    ReceiptSkipList skips;
    TRY(receipt_card(c, input_id(q, "bien-nhan"), &card));
    TRY(receipt_skips(c, card.id, ALL, &skips));
    receipt_page(reply_page(c, q, r, S("Biên nhận")), &(ReceiptPage){&card, &skips, c->now});
    return OK;
}

Fail receipt_undo_post(Ctx *c, const Request *q, Reply *r)
{
    ReceiptCard card;
    ReceiptSkipList kept;
    int undone;
    TRY(receipt_card(c, input_id(q, "bien-nhan"), &card));
    TRY(receipt_undo(c, card.id, &undone, &kept));
    ReceiptDraft *k = receipt_open(c, card.path);
    for (size_t i = 0; i < kept.n; i++)
        receipt_passed_over(k, FAIL_CONFLICT, kept.at[i].title, kept.at[i].path, kept.at[i].why);
    for (int i = 0; i < undone; i++) receipt_did_for_good(k);
    TRY(receipt_close(c, r, k, str_format(&c->mem, "Đã hoàn tác %d việc.", undone)));
    return reply_redirect(c, r, "%.*s", STR_ARGS(card.path));
}
