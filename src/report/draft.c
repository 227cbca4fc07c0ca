// SPDX-License-Identifier: Apache-2.0
/* draft.c -- a document writes itself: of an order, or once more of what there is. */
#include "report/draft.h"

/* -- one of each kind
 * -------------------------------------------------------------------------------------------------- */

typedef Fail Drafter(Drafting *d);
static Drafter *const drafters[DOCUMENT_KIND_COUNT] = {
    [DOCUMENT_CONSOLIDATED] = draft_consolidated,
    [DOCUMENT_URGING] = draft_urging,
    [DOCUMENT_ASSIGNMENT] = draft_assignment,
    [DOCUMENT_INVITATION] = draft_invitation,
    [DOCUMENT_SUBMISSION] = draft_submission,
    [DOCUMENT_DECISION] = draft_decision,
    [DOCUMENT_NOTICE] = draft_notice,
    [DOCUMENT_MINUTES] = draft_minutes,
};

static Fail check_order(Ctx *c, const DraftOrder *o)
{
    if (o->as_of > c->today)
        return fail(c, FAIL_INPUT, "Ngày %.*s chưa đến nên chưa có số liệu. Hãy chọn hôm nay hoặc một ngày đã qua.",
                    STR_ARGS(day_vietnamese(&c->mem, o->as_of)));
    if (o->scope != SCOPE_PLAN && !o->scope_org.n) return fail(c, FAIL_INPUT, "Hãy chọn cơ quan mà báo cáo nói về.");
    return OK;
}

static Fail order_plan(Ctx *c, DraftOrder *o, PlanCard *plan)
{
    if (o->plan) return plan_card(c, o->plan, plan);
    TRY(plan_current(c, plan));
    o->plan = plan->id;
    return plan->id ? OK : fail(c, FAIL_CONFLICT, "Chưa có kế hoạch nào. Hãy nhập kế hoạch trước khi lập văn bản.");
}

/* The draft of an order, its figures numbered as those that `draft` has already. */
static Fail write_draft(Ctx *c, DraftOrder *order, Draft *draft)
{
    Drafting d = {.c = c, .order = order, .draft = draft};
    draft->document = (Document){.kind = order->kind,
                                 .plan = order->plan,
                                 .about = order->about,
                                 .scope = order->scope,
                                 .scope_org = order->scope_org,
                                 .org = order->org,
                                 .as_of = order->as_of,
                                 .day = NO_DAY,
                                 .subject = order->subject,
                                 .receivers = order->receivers,
                                 .version = 1,
                                 .made_at = c->now};
    draft->parts = (DocumentPartList){0};
    TRY(facts_gather(c, order->plan, order->scope, order->scope_org, order->as_of, &d.facts));
    for (size_t i = 0; i < draft->figures.n; i++) {
        DocumentFigure *one = &draft->figures.at[i];
        one->value = one->now = facts_count(c, &d.facts, one->kind, one->node, one->words, one->unit);
    }
    TRY(report_agency(c, order->org, &d.agency));
    return drafters[order->kind](&d);
}

Fail draft_make(Ctx *c, const DraftOrder *asked, Draft *draft)
{
    DraftOrder *order = NEW(&c->mem, DraftOrder, 1);
    *order = *asked;
    *draft = (Draft){0};
    if (order->as_of == NO_DAY) order->as_of = c->today;
    TRY(check_order(c, order));
    TRY(order_plan(c, order, &draft->plan));
    if (!order->org.n) {
        StrList codes, names;
        TRY(report_issuers(c, &codes, &names));
        order->org = codes.at[codes.n - 1];
    }
    return write_draft(c, order, draft);
}

Fail draft_again(Ctx *c, const Document *d, Day as_of, Draft *draft)
{
    DraftOrder *order = NEW(&c->mem, DraftOrder, 1);
    *order = (DraftOrder){.kind = d->kind,
                          .plan = d->plan,
                          .about = d->about,
                          .scope = d->scope,
                          .scope_org = d->scope_org,
                          .org = d->org,
                          .as_of = as_of,
                          .subject = d->subject,
                          .receivers = d->receivers};
    *draft = (Draft){0};
    TRY(figures_load(c, d->id, &draft->figures));
    TRY(plan_card(c, d->plan, &draft->plan));
    return write_draft(c, order, draft);
}
