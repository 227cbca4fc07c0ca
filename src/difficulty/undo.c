// SPDX-License-Identifier: Apache-2.0
/* undo.c -- an answer, a submission, a joining is taken back while nobody went on; the histories keep both. */
#include "difficulty/inside.h"
#include "people/rights.h"

static Str kept(Ctx *c, const Difficulty *d)
{
    return str_format(&c->mem,
                      "%s" RECEIPT_PART "%.*s" RECEIPT_PART "%lld" RECEIPT_PART "%.*s" RECEIPT_PART "%.*s" RECEIPT_PART
                      "%.*s",
                      difficulty_states[d->state].key, STR_ARGS(day_iso(&c->mem, d->waits_since)),
                      (long long)d->joined_to, STR_ARGS(d->answer), STR_ARGS(d->proposal), STR_ARGS(d->proposal_lead));
}

/* In the order of kept(). */
static void put_back(Difficulty *d, Str rest)
{
    d->state = difficulty_state_of(receipt_part(&rest));
    d->waits_since = receipt_day(&rest);
    d->joined_to = receipt_number(&rest);
    d->answer = receipt_part(&rest);
    d->proposal = receipt_part(&rest);
    d->proposal_lead = receipt_part(&rest);
}

static bool may_act(const Ctx *c, const Difficulty *d)
{
    if (!c->actor) return true;
    Place place = place_at(d->org, d->plan);
    return right_at(c->actor, "difficulty.answer", place) || right_at(c->actor, "difficulty.direct", place) ||
           right_at(c->actor, "difficulty.raise", place);
}

Fail difficulty_undo(Ctx *c, Id id, int version, Str text, Str *title)
{
    Difficulty d;
    TRY(difficulty_by_id(c, id, &d));
    *title = d.text;
    if (!may_act(c, &d)) return fail(c, FAIL_CONFLICT, "bạn không còn quyền với khó khăn này");
    if (d.version != version) return fail(c, FAIL_CONFLICT, "đã có người đổi tiếp sau đó");
    put_back(&d, text);
    TRY(difficulty_save(c, &d));
    return difficulty_note(c, &d, "undo", "Hoàn tác", (Str){0});
}

Fail difficulty_before(Ctx *c, Id id, DifficultyList *before)
{
    Difficulty d;
    DifficultyList joined;
    TRY(difficulty_by_id(c, id, &d));
    TRY(difficulties_joined(c, id, &joined));
    *list_add(&c->mem, before) = d;
    for (size_t i = 0; i < joined.n; i++) *list_add(&c->mem, before) = joined.at[i];
    return OK;
}

Fail difficulty_receipt(Ctx *c, ReceiptDraft *k, const DifficultyList *before)
{
    for (size_t i = 0; i < before->n; i++) {
        Difficulty after;
        TRY(difficulty_by_id(c, before->at[i].id, &after));
        if (after.version != before->at[i].version)
            receipt_did(k, "difficulty", after.id, after.version, kept(c, &before->at[i]));
    }
    return OK;
}
