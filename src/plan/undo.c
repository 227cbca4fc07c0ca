// SPDX-License-Identifier: Apache-2.0
/* undo.c -- what one act of a review changed: words, findings, values; and taking it back while nobody went on.
 *
 * An act on one value or word moves others with it (a group, the values that have the word, the findings about them),
 * so the receipt is what differs before and after it.  Taken back from the last to the first: a value has its text
 * again before the words in it are asked about again, which then find nothing left to change. */
#include "plan/undo.h"
#include "people/rights.h"
#include "plan/inside.h"

Fail plan_state(Ctx *c, Id plan, PlanState *s)
{
    *s = (PlanState){.plan = plan};
    TRY(plan_doubts(c, plan, &s->doubts));
    TRY(plan_findings(c, plan, &s->findings));
    TRY(plan_looks(c, plan, &s->looks));
    return plan_nodes(c, plan, (Str){0}, &s->nodes);
}

/* -- what differs ------------------------------------------------------------------------------------------------ */

static const PlanDoubt *doubt_of(const PlanState *s, Id id)
{
    for (size_t i = 0; i < s->doubts.n; i++)
        if (s->doubts.at[i].id == id) return &s->doubts.at[i];
    return NULL;
}

static const PlanFinding *finding_of(const PlanState *s, Id id)
{
    for (size_t i = 0; i < s->findings.n; i++)
        if (s->findings.at[i].id == id) return &s->findings.at[i];
    return NULL;
}

static const PlanValue *value_of(const PlanState *s, Id id)
{
    for (size_t i = 0; i < s->nodes.n; i++)
        for (size_t k = 0; k < s->nodes.at[i].values.n; k++)
            if (s->nodes.at[i].values.at[k].id == id) return &s->nodes.at[i].values.at[k];
    return NULL;
}

static bool is_to_be_looked_at(const PlanState *s, Id value)
{
    for (size_t i = 0; i < s->looks.n; i++)
        if (s->looks.at[i].value.id == value) return true;
    return false;
}

static void compare_word(Ctx *c, ReceiptDraft *k, const PlanState *before, const PlanDoubt *now)
{
    const PlanDoubt *was = doubt_of(before, now->id);
    if (!was || was->version == now->version) return;
    receipt_did(k, "plan.word", now->id, now->version,
                str_format(&c->mem, "%lld" RECEIPT_PART "%d" RECEIPT_PART "%.*s", (long long)before->plan, was->is_seen,
                           STR_ARGS(was->word)));
}

/* The state is its version. */
static void compare_finding(Ctx *c, ReceiptDraft *k, const PlanState *before, const PlanFinding *now)
{
    const PlanFinding *was = finding_of(before, now->id);
    if (!was || str_equal(was->state, now->state)) return;
    receipt_did(k, "plan.finding", now->id, 0,
                str_format(&c->mem, "%lld" RECEIPT_PART "%.*s" RECEIPT_PART "%.*s", (long long)before->plan,
                           STR_ARGS(was->state), STR_ARGS(now->state)));
}

/* Who only looked, at what nobody has to look at, changed nothing. */
static void compare_value(Ctx *c, ReceiptDraft *k, const PlanState *before, const PlanState *after,
                          const PlanValue *now)
{
    const PlanValue *was = value_of(before, now->id);
    Str text = was ? was->value : (Str){0};
    bool looked = is_to_be_looked_at(before, now->id) && !is_to_be_looked_at(after, now->id);
    if (str_equal(text, now->value) && !looked) return;
    receipt_did(k, "plan.value", now->id, now->version,
                str_format(&c->mem, "%lld" RECEIPT_PART "%d" RECEIPT_PART "%.*s", (long long)before->plan, looked,
                           STR_ARGS(text)));
}

Fail plan_receipt(Ctx *c, ReceiptDraft *k, const PlanState *before)
{
    PlanState after;
    TRY(plan_state(c, before->plan, &after));
    for (size_t i = 0; i < after.doubts.n; i++) compare_word(c, k, before, &after.doubts.at[i]);
    for (size_t i = 0; i < after.findings.n; i++) compare_finding(c, k, before, &after.findings.at[i]);
    for (size_t i = 0; i < after.nodes.n; i++)
        for (size_t j = 0; j < after.nodes.at[i].values.n; j++)
            compare_value(c, k, before, &after, &after.nodes.at[i].values.at[j]);
    return OK;
}

/* -- taking back ----------------------------------------------------------------------------------------------------
 */

static Fail may_undo(Ctx *c, Id plan)
{
    if (!c->actor || right_at(c->actor, "plan.review", (Place){.plan = plan})) return OK;
    return fail(c, FAIL_CONFLICT, "bạn không còn quyền rà soát kế hoạch này");
}

static Fail went_on(Ctx *c) { return fail(c, FAIL_CONFLICT, "đã có người đổi tiếp sau đó"); }

Fail plan_undo_word(Ctx *c, Id word, int version, Str before, Str *title)
{
    PlanDoubtList all;
    Id plan = receipt_number(&before);
    bool was_seen = receipt_number(&before);
    Str text = receipt_part(&before);
    *title = S("Một chữ chưa chắc");
    TRY(may_undo(c, plan));
    TRY(plan_doubts(c, plan, &all));
    const PlanDoubt *now = doubt_of(&(PlanState){.doubts = all}, word);
    if (!now) return fail(c, FAIL_MISSING, "văn bản đã được đọc lại");
    *title = str_format(&c->mem, "Chữ “%.*s”, dòng %d", STR_ARGS(now->word), now->number);
    if (now->version != version) return went_on(c);
    return was_seen ? plan_word_decide(c, plan, word, version, text) : plan_word_reopen(c, plan, word, version);
}

Fail plan_undo_finding(Ctx *c, Id finding, int version, Str before, Str *title)
{
    (void)version;
    PlanFindingList all;
    Id plan = receipt_number(&before);
    Str was = receipt_part(&before), became = receipt_part(&before);
    *title = S("Một phát hiện");
    TRY(may_undo(c, plan));
    TRY(plan_findings(c, plan, &all));
    const PlanFinding *now = finding_of(&(PlanState){.findings = all}, finding);
    if (!now) return fail(c, FAIL_MISSING, "văn bản đã được đọc lại");
    *title = now->sentence;
    if (!str_equal(now->state, became)) return went_on(c);
    return finding_put(c, plan, finding, was, "Hoàn tác một phát hiện");
}

Fail plan_undo_value(Ctx *c, Id value, int version, Str before, Str *title)
{
    PlanValue v = {0};
    NodeKey node;
    Id plan = receipt_number(&before);
    bool looked = receipt_number(&before);
    Str text = receipt_part(&before);
    *title = S("Một giá trị");
    TRY(may_undo(c, plan));
    TRY(value_current(c, plan, value, &v, &node));
    *title = str_format(&c->mem, "%.*s %s", STR_ARGS(node.code), plan_fields[v.field].label);
    if (v.version != version) return went_on(c);
    if (!str_equal(v.value, text)) TRY(value_put_back(c, &v, &node, text));
    return looked ? wording_to_be_looked_at(c, value) : OK;
}
