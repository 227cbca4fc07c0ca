// SPDX-License-Identifier: Apache-2.0
#include "plan/reread.h"
#include "doc/scan.h"
#include "plan/inside.h"
#include "plan/intake.h"

/* -- reading again --------------------------------------------------------------------------------------------- */

static Fail is_in_review(Ctx *c, Id plan, PlanCard *card)
{
    TRY(plan_card(c, plan, card));
    if (!plan_is_active(card)) return OK;
    return fail(
        c, FAIL_CONFLICT,
        "Kế hoạch đã kích hoạt, các việc đang thực hiện theo kế hoạch này nên không đọc lại. Hãy sửa từng giá trị.");
}

static Fail file_bytes(Ctx *c, Id plan, Str *bytes)
{
    Id original;
    Upload file;
    TRY(plan_original(c, plan, &original));
    if (!original)
        return fail(c, FAIL_MISSING,
                    "Tệp gốc của kế hoạch không được giữ. Hãy nhập lại tệp, hoặc đọc lại từ chữ đã có.");
    TRY(upload_by_id(c, original, &file));
    return upload_bytes(c, &file, bytes);
}

/* A scan takes seconds a page, twice: to show what would change, and to do it. */
static Fail read_file(Ctx *c, PlanDraft *d)
{
    int pages;
    TRY(scan_begin(c, d->bytes, &d->doc, &pages));
    if (!pages) return OK;
    if (pages > REREAD_SCAN_PAGES_MAX)
        return fail(
            c, FAIL_ROOM,
            "Tệp gốc là bản quét %d trang, nhận dạng lại mất vài giây mỗi trang nên ở đây chỉ làm với tệp đến %d "
            "trang. Hãy chọn đọc lại từ ảnh các trang: việc ấy chạy nền.",
            pages, REREAD_SCAN_PAGES_MAX);
    return doc_read(c, d->bytes, &d->doc);
}

/* Only what was recognised, whatever text the file has. */
static Fail read_pages(Ctx *c, Id plan, Doc *doc)
{
    Str words;
    TRY(intake_words(c, plan, &words));
    return scan_finish(c, (Str){0}, words, doc);
}

Fail reread_draft(Ctx *c, Id plan, RereadWay way, PlanDraft **draft)
{
    PlanCard card;
    PlanDraft *d = NEW(&c->mem, PlanDraft, 1);
    TRY(is_in_review(c, plan, &card));
    *d = (PlanDraft){.file_name = card.file_name, .as_it_is = way == REREAD_AS_IT_IS};
    if (way == REREAD_PAGES) TRY(read_pages(c, plan, &d->doc));
    else if (way != REREAD_FILE) TRY(plan_source(c, plan, &d->doc));
    else {
        TRY(file_bytes(c, plan, &d->bytes));
        TRY(read_file(c, d));
    }
    TRY(draft_read(c, d));
    *draft = d;
    return OK;
}

/* -- what becomes what ------------------------------------------------------------------------------------------ */

/* A node of the new reading with the one that stands there; either may be missing. */
typedef struct {
    const DraftNode *fresh;
    const PlanNode *old;
    const PlanValue **was;  /* of each fresh value the old one that it comes in the place of, or NULL */
    const DraftValue **now; /* of each old value the fresh one */
} NodePair;
typedef LIST(NodePair) NodePairList;

static const PlanNode *old_node(const PlanNodeList *old, const DraftNode *n)
{
    for (size_t i = 0; i < old->n; i++)
        if (str_equal(old->at[i].kind, n->kind) && str_equal(old->at[i].code, n->code)) return &old->at[i];
    return NULL;
}

static bool has_fresh(const DraftNodeList *fresh, const PlanNode *n)
{
    for (size_t i = 0; i < fresh->n; i++)
        if (str_equal(fresh->at[i].kind, n->kind) && str_equal(fresh->at[i].code, n->code)) return true;
    return false;
}

/* The first old value of the field that nothing stands for yet; `same`: that was read as the same. */
static void pair_value(NodePair *p, size_t i, bool same)
{
    const DraftValue *f = &p->fresh->values.at[i];
    for (size_t k = 0; !p->was[i] && k < p->old->values.n; k++) {
        const PlanValue *v = &p->old->values.at[k];
        if (p->now[k] || v->field != f->field || (same && !str_equal(v->initial, f->value))) continue;
        if (!v->first_line && !v->initial.n && v->version && plan_fields[v->field].many) continue; /* added by hand */
        p->was[i] = v, p->now[k] = f;
    }
}

static void pair_values(Arena *a, NodePair *p)
{
    size_t n = p->fresh ? p->fresh->values.n : 0, m = p->old ? p->old->values.n : 0;
    p->was = NEW(a, const PlanValue *, n + 1), p->now = NEW(a, const DraftValue *, m + 1);
    if (!n || !m) return;
    for (size_t i = 0; i < n; i++) pair_value(p, i, true);
    for (size_t i = 0; i < n; i++) pair_value(p, i, false);
}

static void pair_nodes(Arena *a, const DraftNodeList *fresh, const PlanNodeList *old, NodePairList *pairs)
{
    *pairs = (NodePairList){0};
    for (size_t i = 0; i < fresh->n; i++)
        *list_add(a, pairs) = (NodePair){.fresh = &fresh->at[i], .old = old_node(old, &fresh->at[i])};
    for (size_t i = 0; i < old->n; i++)
        if (!has_fresh(fresh, &old->at[i])) *list_add(a, pairs) = (NodePair){.old = &old->at[i]};
    for (size_t i = 0; i < pairs->n; i++) pair_values(a, &pairs->at[i]);
}

/* -- what would become other ------------------------------------------------------------------------------------ */

static void tell(Ctx *c, RereadChangeList *changes, int what, Str code, PlanField field, Str before, Str after)
{
    *list_add(&c->mem, changes) = (RereadChange){.what = what,
                                                 .code = code,
                                                 .field = str_of(plan_fields[field].label),
                                                 .before = before.n ? value_words(c, field, before) : before,
                                                 .after = after.n ? value_words(c, field, after) : after};
}

static void tell_fresh(Ctx *c, const NodePair *p, size_t i, RereadChangeList *changes)
{
    const DraftValue *f = &p->fresh->values.at[i];
    const PlanValue *v = p->was[i];
    Str code = p->fresh->code;
    if (!v) {
        if (f->value.n) tell(c, changes, REREAD_ADDED, code, f->field, (Str){0}, f->value);
    } else if (v->version) {
        bool other = !str_equal(f->value, v->initial) && !str_equal(f->value, v->value);
        if (other) tell(c, changes, REREAD_KEPT, code, f->field, v->value, f->value);
    } else if (!str_equal(v->value, f->value)) tell(c, changes, REREAD_CHANGED, code, f->field, v->value, f->value);
}

static void tell_old(Ctx *c, const NodePair *p, size_t k, RereadChangeList *changes)
{
    const PlanValue *v = &p->old->values.at[k];
    if (p->now[k] || !v->value.n) return;
    tell(c, changes, v->version ? REREAD_KEPT : REREAD_GONE, p->old->code, v->field, v->value, (Str){0});
}

Fail reread_changes(Ctx *c, Id plan, const PlanDraft *d, RereadChangeList *changes)
{
    DraftNodeList fresh;
    PlanNodeList old;
    NodePairList pairs;
    *changes = (RereadChangeList){0};
    TRY(draft_nodes(c, d, &fresh));
    TRY(plan_nodes(c, plan, (Str){0}, &old));
    pair_nodes(&c->mem, &fresh, &old, &pairs);
    for (size_t i = 0; i < pairs.n; i++) {
        const NodePair *p = &pairs.at[i];
        for (size_t k = 0; p->fresh && k < p->fresh->values.n; k++) tell_fresh(c, p, k, changes);
        for (size_t k = 0; p->old && k < p->old->values.n; k++) tell_old(c, p, k, changes);
    }
    return OK;
}

/* -- doing it: the text ----------------------------------------------------------------------------------------- */

static Fail put_decision(Ctx *c, Id plan, const PlanDoubt *now, const PlanDoubt *was)
{
    return store_run(c,
                     "UPDATE plan_doubt SET decided = $5, version = $6, looked_at = $7 WHERE office_id = $1 "
                     "AND plan_id = $2 AND line = $3 AND place = $4",
                     OFFICE, plan, now->line, now->id & DOUBT_PLACE_MAX, was->is_seen ? was->word : (Str){0},
                     was->version, was->is_seen ? c->now : 0);
}

static Id apart(const PlanDoubt *a, const PlanDoubt *b) { return a->id > b->id ? a->id - b->id : b->id - a->id; }

/* The same word of the same line: the nearest, that no other decision took. */
static PlanDoubt *same_word(PlanDoubtList *now, const PlanDoubt *was)
{
    PlanDoubt *best = NULL;
    for (size_t i = 0; i < now->n; i++) {
        PlanDoubt *d = &now->at[i];
        if (d->line != was->line || d->version || !str_equal(d->read, was->read)) continue;
        if (!best || apart(d, was) < apart(best, was)) best = d;
    }
    return best;
}

/* The restorer is sure of the word by now, but not of what somebody put there. */
static Fail revive(Ctx *c, Id plan, const Doc *restored, const PlanDoubt *was)
{
    if (!restored || !was->is_seen || str_equal(was->word, was->restored)) return OK;
    if ((size_t)was->line >= restored->n) return OK;
    Str line = restored->line[was->line].text;
    PlanDoubt d = *was;
    d.at = wording_find_word(line, was->restored, 0);
    if (d.at == line.n) return OK;
    d.id = doubt_id(was->line, d.at);
    TRY(wording_take_doubt(c, plan, &d));
    return put_decision(c, plan, &d, was);
}

static Fail keep_decisions(Ctx *c, Id plan, const PlanDraft *d, const PlanDoubtList *before)
{
    PlanDoubtList now;
    TRY(plan_doubts(c, plan, &now));
    for (size_t i = 0; i < before->n; i++) {
        PlanDoubt *same = same_word(&now, &before->at[i]);
        if (same) same->version = before->at[i].version;
        if (same) TRY(put_decision(c, plan, same, &before->at[i]));
        else TRY(revive(c, plan, d->reading.wording, &before->at[i]));
    }
    return OK;
}

static Fail put_text(Ctx *c, Id plan, const PlanDraft *d, PlanDoubtList *doubts)
{
    PlanDoubtList before;
    bool restored = d->reading.wording != NULL; /* else decisions wait for a reading that needs them */
    TRY(wording_decided(c, plan, &before));
    TRY(store_run(c, "DELETE FROM plan_doubt WHERE office_id = $1 AND plan_id = $2 AND ($3 <> 0 OR version = 0)",
                  OFFICE, plan, restored));
    TRY(store_run(c, "DELETE FROM plan_wording WHERE office_id = $1 AND plan_id = $2", OFFICE, plan));
    TRY(store_run(c, "DELETE FROM plan_look WHERE office_id = $1 AND plan_id = $2", OFFICE, plan));
    TRY(store_run(c, "UPDATE plan_source SET content = $3 WHERE office_id = $1 AND plan_id = $2", OFFICE, plan,
                  d->doc.text));
    TRY(store_run(c, "UPDATE plan SET bytes = $3 WHERE office_id = $1 AND id = $2", OFFICE, plan, d->doc.text.n));
    TRY(wording_take(c, plan, d->reading.wording, doubts));
    if (restored) TRY(keep_decisions(c, plan, d, &before));
    if (!d->bytes.n) return OK; /* the lines are where they were */
    TRY(store_run(c, "DELETE FROM plan_place WHERE office_id = $1 AND plan_id = $2", OFFICE, plan));
    TRY(store_run(c, "DELETE FROM plan_sheet WHERE office_id = $1 AND plan_id = $2", OFFICE, plan));
    return places_take(c, plan, &d->doc);
}

/* -- doing it: nodes and values --------------------------------------------------------------------------------- */

typedef struct {
    Ctx *c;
    Id plan;
    const PlanDraft *draft;
    PlanDoubtList doubts;
    NodeKey node;
} Rereading;

/* What was corrected keeps its text; where it stood and how it was read is of the new reading. */
static Fail renew_value(Rereading *r, int place, const DraftValue *f, const PlanValue *v)
{
    Str value = v->version ? v->value : f->value;
    return store_run(r->c,
                     "UPDATE plan_value SET place = $3, raw = $4, initial = $5, value = $6, first_line = $7, "
                     "last_line = $8, confidence = $9 WHERE office_id = $1 AND id = $2",
                     OFFICE, v->id, place, f->raw, f->value, value, f->first_line, f->last_line, f->confidence);
}

static Fail put_value(Rereading *r, int place, const DraftValue *f, const PlanValue *was)
{
    Id value = was ? was->id : 0;
    if (was) TRY(renew_value(r, place, f, was));
    else TRY(value_insert(r->c, &r->node, place, f, &value));
    if (!f->title || (was && was->version)) return OK;
    return wording_take_title(r->c, &(TitleTaken){r->plan, value, f->title, r->draft->reading.wording, &r->doubts});
}

static Fail drop_value(Ctx *c, Id value)
{
    TRY(store_run(c, "DELETE FROM plan_finding WHERE office_id = $1 AND value_id = $2", OFFICE, value));
    return store_run(c, "DELETE FROM plan_value WHERE office_id = $1 AND id = $2", OFFICE, value);
}

/* Values that nothing stands for any more go, but those that somebody put right. */
static Fail drop_gone(Rereading *r, const NodePair *p, bool *any_left)
{
    *any_left = p->fresh != NULL;
    for (size_t k = 0; p->old && k < p->old->values.n; k++) {
        const PlanValue *v = &p->old->values.at[k];
        if (!p->now[k] && !v->version) TRY(drop_value(r->c, v->id));
        *any_left |= !p->now[k] && v->version;
    }
    return OK;
}

static Fail drop_node(Ctx *c, Id node)
{
    TRY(store_run(c, "DELETE FROM plan_finding WHERE office_id = $1 AND node_id = $2", OFFICE, node));
    TRY(store_run(c, "DELETE FROM plan_activity WHERE office_id = $1 AND node_id = $2", OFFICE, node));
    TRY(store_run(c, "DELETE FROM plan_party WHERE office_id = $1 AND node_id = $2", OFFICE, node));
    TRY(store_run(c, "DELETE FROM plan_search WHERE office_id = $1 AND id = $2", OFFICE, node));
    return store_run(c, "DELETE FROM plan_node WHERE office_id = $1 AND id = $2", OFFICE, node);
}

static Fail put_node(Rereading *r, const NodePair *p, int place)
{
    Ctx *c = r->c;
    const DraftNode *f = p->fresh;
    r->node = (NodeKey){r->plan, p->old ? p->old->id : id_new(c->now), f ? f->kind : p->old->kind,
                        f ? f->code : p->old->code, place};
    if (!p->old) TRY(node_insert(c, &r->node, f->first_line, f->last_line));
    else
        TRY(store_run(c,
                      "UPDATE plan_node SET place = $3, first_line = $4, last_line = $5 WHERE office_id = $1 "
                      "AND id = $2",
                      OFFICE, r->node.node, place, f ? f->first_line : p->old->first_line,
                      f ? f->last_line : p->old->last_line));
    for (size_t i = 0; f && i < f->values.n; i++) TRY(put_value(r, (int)i, &f->values.at[i], p->was[i]));
    return OK;
}

static Fail put_pair(Rereading *r, const NodePair *p, int place)
{
    bool any_left;
    TRY(drop_gone(r, p, &any_left));
    if (!any_left) return drop_node(r->c, p->old->id);
    TRY(put_node(r, p, place));
    return derive_node(r->c, &r->node);
}

/* -- doing it: findings and the whole --------------------------------------------------------------------------- */

/* One that says the same was settled: it stays settled. */
static Fail is_settled(Ctx *c, Id plan, const Finding *f, bool *is)
{
    Rows r;
    TRY(store_one(c, &r,
                  "SELECT count(*) FROM plan_finding WHERE office_id = $1 AND plan_id = $2 AND kind = $3 "
                  "AND sentence = $4 AND state <> 'open'",
                  OFFICE, plan, f->kind, f->sentence));
    *is = row_integer(&r, 0) > 0;
    return rows_end(&r);
}

static Fail put_findings(Ctx *c, Id plan, const PlanDraft *d)
{
    TRY(store_run(c, "DELETE FROM plan_finding WHERE office_id = $1 AND plan_id = $2 AND state = 'open'", OFFICE,
                  plan));
    for (size_t i = 0; i < d->reading.findings.n; i++) {
        bool is;
        TRY(is_settled(c, plan, &d->reading.findings.at[i], &is));
        if (!is) TRY(finding_take(c, plan, &d->reading.findings.at[i], (int)i));
    }
    return OK;
}

Fail plan_reread(Ctx *c, Id plan, const PlanDraft *d)
{
    PlanCard card;
    DraftNodeList fresh;
    PlanNodeList old;
    NodePairList pairs;
    Rereading r = {.c = c, .plan = plan, .draft = d};
    TRY(is_in_review(c, plan, &card));
    TRY(draft_nodes(c, d, &fresh));
    TRY(plan_nodes(c, plan, (Str){0}, &old));
    pair_nodes(&c->mem, &fresh, &old, &pairs);
    TRY(put_text(c, plan, d, &r.doubts));
    for (size_t i = 0; i < pairs.n; i++) TRY(put_pair(&r, &pairs.at[i], (int)i));
    TRY(put_findings(c, plan, d));
    TRY(store_run(c, "DELETE FROM plan_search WHERE office_id = $1 AND plan_id = $2 AND line > 0", OFFICE, plan));
    TRY(derive_lines(c, plan));
    return journal_write(
        c,
        (JournalEntry){
            .act = "Đọc lại kế hoạch", .object = "plan", .id = plan, .title = card.file_name, .changes_nothing = true});
}
