// SPDX-License-Identifier: Apache-2.0
/* letters.c -- what goes out of the coordinator's desk under a number, and who reads it. */
#include "demo/inside.h"
#include "report/report.h"

static const Str desk = STR("STTTT"); /* the coordinator's agency */

static Fail send_plan(Ctx *c, Demo *d)
{
    StrList orgs;
    int sent;
    demo_act(c, d, &d->coordinator, 8);
    TRY(plan_receivers(c, d->plan, &orgs));
    return orgs.n ? receipts_send(c, SENT_PLAN, d->plan, &orgs, &sent) : OK;
}

/* Signed by the head of the agency, where there is one. */
Fail demo_letter(Ctx *c, Demo *d, Id batch)
{
    Draft draft;
    Id document;
    Document issued;
    StrList orgs;
    int sent;
    const Agency *a = demo_agency(d, desk);
    if (!a || !a->head.person) return OK;
    DraftOrder order = {.kind = DOCUMENT_URGING, .plan = d->plan, .about = batch, .org = desk, .as_of = c->today};
    TRY(draft_make(c, &order, &draft));
    TRY(draft_keep(c, &draft, &document));
    TRY(document_issue(c, document, 0, &(IssueOrder){.duty = a->head.duty, .day = c->today, .unit = S("CNTT")}));
    TRY(document_by_id(c, document, &issued));
    TRY(receivers_of(c, &issued, &orgs));
    return receipts_send(c, SENT_DOCUMENT, document, &orgs, &sent);
}

static Fail read_some(Ctx *c, Demo *d, const Agency *a)
{
    static const unsigned per_mille[TEMPERS] = {[TEMPER_DILIGENT] = 900, [TEMPER_SLOW] = 400, [TEMPER_SILENT] = 60};
    ReceiptList list;
    Id next;
    int unread;
    TRY(receipts_unread(c, a->code, &unread));
    if (!unread || !(d->left || dice_says(d, per_mille[a->temper]))) return OK;
    TRY(receipts_to(c, a->code, false, 0, RECEIPT_PAGE, &list, &next));
    demo_act(c, d, &a->official, 16);
    for (size_t i = 0; i < list.n; i++) TRY(receipt_confirm(c, list.at[i].id));
    return OK;
}

Fail demo_letters_read(Ctx *c, Demo *d)
{
    if (d->today == day_of(2024, 9, 16)) TRY(send_plan(c, d));
    for (size_t i = 0; i < d->agencies.n; i++) {
        Arena mark = c->mem;
        TRY(read_some(c, d, &d->agencies.at[i]));
        arena_back(&c->mem, mark);
    }
    return OK;
}
