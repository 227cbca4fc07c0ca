// SPDX-License-Identifier: Apache-2.0
/* undo.c -- duties given, ended, delegated, and offers of them, are taken back while nobody went on; the journal keeps
 * both.  A duty has no version of its own: the day on which its row ends tells whether somebody changed it. */
#include "people/inside.h"

static const char NEW_ONE[] = "new", DECLINED[] = "declined", GONE[] = "gone";

static Fail read_ends(Ctx *c, DutyState *state)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT id, to_day FROM duty WHERE office_id = $1 AND (person_id = $2 OR behalf_id = $2) "
                    "ORDER BY id",
                    OFFICE, state->person));
    while (rows_next(&r)) *list_add(&c->mem, &state->ends) = (DutyEnd){row_integer(&r, 0), row_day(&r, 1)};
    return rows_end(&r);
}

Fail duty_state(Ctx *c, Id person, DutyState *state)
{
    *state = (DutyState){.person = person};
    TRY(offers_to(c, person, &state->offers));
    return read_ends(c, state);
}

static const DutyEnd *end_of(const DutyState *state, Id duty)
{
    for (size_t i = 0; i < state->ends.n; i++)
        if (state->ends.at[i].duty == duty) return &state->ends.at[i];
    return NULL;
}

static const Offer *offer_of(const DutyState *state, Id offer)
{
    for (size_t i = 0; i < state->offers.n; i++)
        if (state->offers.at[i].id == offer) return &state->offers.at[i];
    return NULL;
}

static void did_take_away(Ctx *c, ReceiptDraft *k, const Offer *f)
{
    Str kept = str_format(&c->mem,
                          "%s" RECEIPT_PART "%lld" RECEIPT_PART "%.*s" RECEIPT_PART "%.*s" RECEIPT_PART
                          "%.*s" RECEIPT_PART "%s" RECEIPT_PART "%lld" RECEIPT_PART "%.*s" RECEIPT_PART
                          "%lld" RECEIPT_PART "%lld" RECEIPT_PART "%lld" RECEIPT_PART "%lld" RECEIPT_PART "%lld",
                          GONE, (long long)f->person, STR_ARGS(f->name), STR_ARGS(f->org), STR_ARGS(f->position),
                          role_names[f->role].key, (long long)f->plan, STR_ARGS(receipt_day_kept(c, f->to)),
                          (long long)f->made_by, (long long)f->made_in, (long long)f->created_at,
                          (long long)f->expires_at, (long long)f->declined_at);
    receipt_did(k, "offer", f->id, 0, kept);
}

/* In the order of did_take_away. */
static Offer kept_offer(Id id, Str rest)
{
    Offer f = {.id = id};
    receipt_part(&rest);
    f.person = receipt_number(&rest), f.name = receipt_part(&rest), f.org = receipt_part(&rest);
    f.position = receipt_part(&rest), f.role = role_of(receipt_part(&rest)), f.plan = receipt_number(&rest);
    f.to = receipt_day(&rest), f.made_by = receipt_number(&rest), f.made_in = receipt_number(&rest);
    f.created_at = receipt_number(&rest), f.expires_at = receipt_number(&rest), f.declined_at = receipt_number(&rest);
    return f;
}

/* Taken back from the last to the first: a duty that was accepted ends before its offer is there again. */
Fail duty_receipt(Ctx *c, ReceiptDraft *k, const DutyState *before)
{
    DutyState after;
    TRY(duty_state(c, before->person, &after));
    for (size_t i = 0; i < before->offers.n; i++)
        if (!offer_of(&after, before->offers.at[i].id)) did_take_away(c, k, &before->offers.at[i]);
    for (size_t i = 0; i < after.offers.n; i++) {
        const Offer *now = &after.offers.at[i], *was = offer_of(before, now->id);
        if (!was) receipt_did(k, "offer", now->id, 0, str_of(NEW_ONE));
        else if (now->declined_at != was->declined_at) receipt_did(k, "offer", now->id, 0, str_of(DECLINED));
    }
    for (size_t i = 0; i < after.ends.n; i++) {
        const DutyEnd *now = &after.ends.at[i], *was = end_of(before, now->duty);
        if (was && was->to == now->to) continue;
        receipt_did(k, "duty", now->duty, now->to, was ? receipt_day_kept(c, was->to) : str_of(NEW_ONE));
    }
    return OK;
}

/* -- duties ------------------------------------------------------------------------------------------------------- */

/* Whoever gives such duties there, and whose duty it is. */
static bool may_undo(const Ctx *c, const Duty *d)
{
    const Actor *a = c->actor;
    if (!a || d->person == a->person || d->behalf == a->person) return true;
    return role_may_give(a, d->role) && right_at(a, "person.invite", (Place){.org = d->org});
}

Fail duty_undo(Ctx *c, Id duty, int version, Str before, Str *title)
{
    Duty d;
    DutyState now;
    TRY(duty_by_id(c, duty, &d));
    *title = str_format(&c->mem, "%.*s: %.*s", STR_ARGS(d.person_name), STR_ARGS(duty_words(c, d.role, d.org_name)));
    if (!may_undo(c, &d)) return fail(c, FAIL_CONFLICT, "bạn không còn quyền với nhiệm vụ này");
    TRY(duty_state(c, d.person, &now));
    const DutyEnd *end = end_of(&now, duty);
    if (!end || end->to != version) return fail(c, FAIL_CONFLICT, "đã có người đổi tiếp sau đó");
    if (str_equal(before, str_of(NEW_ONE))) return duty_end(c, duty, c->today - 1);
    return duty_restore(c, duty, receipt_day(&before));
}

/* -- offers ------------------------------------------------------------------------------------------------------ */

static bool may_offer(const Ctx *c, const Offer *f)
{
    return !c->actor || f->person == c->actor->person ||
           (role_may_give(c->actor, f->role) && right_at(c->actor, "person.invite", (Place){.org = f->org}));
}

static Fail bring_back(Ctx *c, const Offer *f)
{
    OfferList now;
    TRY(offers_to(c, f->person, &now));
    for (size_t i = 0; i < now.n; i++)
        if (str_equal(now.at[i].org, f->org) && now.at[i].role == f->role && now.at[i].plan == f->plan)
            return fail(c, FAIL_CONFLICT, "đã có lời đề nghị mới như thế");
    return offer_restore(c, f);
}

Fail offer_undo(Ctx *c, Id offer, int version, Str before, Str *title)
{
    (void)version;
    bool is_gone = str_starts(before, str_of(GONE));
    Offer f = is_gone ? kept_offer(offer, before) : (Offer){0};
    *title = S("Lời đề nghị nhiệm vụ");
    if (!is_gone) TRY(offer_by_id(c, offer, &f));
    if (!may_offer(c, &f)) return fail(c, FAIL_CONFLICT, "bạn không còn quyền với lời đề nghị này");
    if (is_gone) return bring_back(c, &f);
    if (str_equal(before, str_of(DECLINED))) return offer_reopen(c, offer);
    if (f.declined_at) return fail(c, FAIL_CONFLICT, "người được đề nghị đã từ chối");
    return offer_withdraw(c, offer);
}
