// SPDX-License-Identifier: Apache-2.0
/* correct.c -- what people decide about a plan in review: values corrected, findings settled, the plan activated. */
#include "journal/proof.h"
#include "plan/inside.h"
#include "plan/learnt.h"
#include "viet/text.h"

/* -- findings ----------------------------------------------------------------------------------------------- */

static Fail make_findings(Ctx *c, int64_t plan, const void **made)
{
    Rows r;
    PlanFindingList *findings = NEW(&c->mem, PlanFindingList, 1);
    *made = findings;
    TRY(store_query(c, &r,
                    "SELECT id, node_id, value_id, kind, severity, sentence, suggestion, state, first_line, last_line "
                    "FROM plan_finding WHERE office_id = $1 AND plan_id = $2 "
                    "ORDER BY CASE WHEN state = 'open' THEN 0 ELSE 1 END, "
                    "CASE severity WHEN 'blocking' THEN 0 WHEN 'check' THEN 1 ELSE 2 END, place",
                    OFFICE, plan));
    while (rows_next(&r))
        *list_add(&c->mem, findings) = (PlanFinding){.id = row_integer(&r, 0),
                                                     .node = row_integer(&r, 1),
                                                     .value = row_integer(&r, 2),
                                                     .kind = row_text(&r, 3),
                                                     .severity = row_text(&r, 4),
                                                     .sentence = row_text(&r, 5),
                                                     .suggestion = row_text(&r, 6),
                                                     .state = row_text(&r, 7),
                                                     .first_line = (int)row_integer(&r, 8),
                                                     .last_line = (int)row_integer(&r, 9)};
    return rows_end(&r);
}

Fail plan_findings(Ctx *c, Id plan, PlanFindingList *findings)
{
    const void *made;
    TRY(store_memo(c, make_findings, plan, &made));
    const PlanFindingList *all = made;
    *findings = (PlanFindingList){0};
    for (size_t i = 0; i < all->n; i++) *list_add(&c->mem, findings) = all->at[i];
    return OK;
}

/* Of a value the journal has the last one anyway, and the reader's own stands beside it. */
static Fail proof_all_value(Ctx *c, Rows *r)
{
    return store_query(c, r,
                       "SELECT v.id, 'bản ' || v.version || ': ' || v.value, '', 'bản ' || v.version || ': ' || "
                       "coalesce(" JOURNAL_LAST_AFTER(
                           "v", "value") ", CASE WHEN v.version = 0 THEN v.initial ELSE '?' END), 1 "
                                         "FROM plan_value v WHERE v.office_id = $1 AND length(v.value) < $2",
                       OFFICE, JOURNAL_VALUE_MAX / 4);
}
PROOF_BY("value", "giá trị trong kế hoạch", proof_all_value)

PROOF(plan, "plan", "kế hoạch", "t.state || CASE WHEN t.activated_at IS NULL THEN '' ELSE ' đã kích hoạt' END", "''",
      "1 = 0")

Fail finding_put(Ctx *c, Id plan, Id finding, Str state, const char *act)
{
    int64_t changed;
    bool open = str_equal(state, S("open"));
    TRY(store_change(
        c, &changed,
        "UPDATE plan_finding SET state = $4, settled_at = $5 WHERE office_id = $1 AND id = $2 AND plan_id = $3", OFFICE,
        finding, plan, state, open ? SQL_NULL : value_integer(c->now)));
    if (!changed) return fail(c, FAIL_MISSING, "Kế hoạch này không có phát hiện đó. Hãy mở lại trang rà soát.");
    return journal_write(c, (JournalEntry){.act = act, .object = "finding", .id = finding, .within = plan});
}

Fail plan_settle(Ctx *c, Id plan, Id finding, bool accepted)
{
    return accepted ? finding_put(c, plan, finding, S("accepted"), "Chấp nhận phát hiện")
                    : finding_put(c, plan, finding, S("open"), "Mở lại phát hiện");
}

/* -- values ------------------------------------------------------------------------------------------------- */

/* "15/9/2024" or ISO -> ISO; empty stays empty. */
static Fail day_typed(Ctx *c, Str typed, Str *iso)
{
    Day day = day_parse_iso(typed);
    if (day == NO_DAY) day = viet_find_date(typed).day;
    if (day == NO_DAY)
        return fail(c, FAIL_INPUT, "“%.*s” không phải một ngày có thật. Hãy viết như 15/9/2024.", STR_ARGS(typed));
    *iso = day_iso(&c->mem, day);
    return OK;
}

static Fail party_typed(Ctx *c, Str typed, Str *value)
{
    const Directory *directory;
    Party party;
    TRY(learnt_directory(c, &directory));
    TRY(reading_party_typed(c, directory, typed, &party));
    *value = party_written(c, &party);
    return OK;
}

Fail plan_value_typed(Ctx *c, PlanField field, Str typed, Str *value)
{
    *value = str_trim(viet_nfc(&c->mem, typed));
    if (!value->n) return OK;
    switch (plan_fields[field].type) {
    case SAYS_DAY: return day_typed(c, *value, value);
    case SAYS_PARTY: return party_typed(c, *value, value);
    case SAYS_TEXT: break;
    }
    return OK;
}

static Fail read_node_key(Ctx *c, Id node, Id plan, NodeKey *key)
{
    Rows r;
    TRY(store_one(c, &r, "SELECT kind, code, place FROM plan_node WHERE office_id = $1 AND id = $2 AND plan_id = $3",
                  OFFICE, node, plan));
    *key = (NodeKey){plan, node, row_text(&r, 0), row_text(&r, 1), (int)row_integer(&r, 2)};
    return rows_end(&r);
}

static Fail conflict(Ctx *c, const PlanValue *v, Str text)
{
    Str theirs = str_head(value_words(c, v->field, v->value), 120),
        ours = str_head(value_words(c, v->field, text), 120);
    return fail(c, FAIL_CONFLICT,
                "Người khác vừa sửa %s thành “%.*s”, còn bạn sửa thành “%.*s”. Hãy so hai bản rồi lưu lại bản đúng.",
                plan_fields[v->field].label, STR_ARGS(theirs), STR_ARGS(ours));
}

static Fail settle_corrected(Ctx *c, Id value)
{
    return store_run(c,
                     "UPDATE plan_finding SET state = 'corrected', settled_at = $3 "
                     "WHERE office_id = $1 AND value_id = $2 AND state = 'open'",
                     OFFICE, value, c->now);
}

/* A name that nobody knew is an agency: so it is in the next document. */
static Fail learn_party(Ctx *c, const PlanValue *v, const NodeKey *node, Str text)
{
    Str name = S("name "), org = S("org ");
    if (plan_fields[v->field].type != SAYS_PARTY) return OK;
    if (str_starts(v->value, name) && str_starts(text, org) && str_equal(v->value, v->initial))
        return learn_agency(c, node->plan, str_from(v->value, name.n), str_from(text, org.n));
    if (str_starts(v->value, org) && str_starts(v->initial, name))
        return unlearn(c, node->plan, LEARNT_AGENCY, str_from(v->initial, name.n), str_from(v->value, org.n));
    return OK;
}

Fail value_put_back(Ctx *c, const PlanValue *v, const NodeKey *node, Str text)
{
    TRY(value_reword(c, v, node, text));
    return learn_party(c, v, node, text);
}

static Fail put_value(Ctx *c, const PlanValue *v, const NodeKey *node, Str text)
{
    TRY(value_reword(c, v, node, text));
    TRY(settle_corrected(c, v->id));
    TRY(learn_party(c, v, node, text));
    return wording_looked_at(c, v->id);
}

/* *before: the value that it was. */
static Fail correct(Ctx *c, Id plan, Id value, int seen, Str text, PlanValue *before)
{
    NodeKey node;
    TRY(value_current(c, plan, value, before, &node));
    if (str_equal(before->value, text)) return OK;
    if (before->version != seen) return conflict(c, before, text);
    return put_value(c, before, &node, text);
}

Fail plan_correct(Ctx *c, Id plan, Id value, int seen, Str text)
{
    PlanValue before;
    TRY(correct(c, plan, value, seen, text, &before));
    return doubts_seen(c, plan, &before, text);
}

/* The groups of the other activities that have the text which `v` has; `together`: and were given it with `v`. */
static Fail find_same_group(Ctx *c, Id plan, const PlanValue *v, bool together, IdList *values)
{
    Rows r;
    *values = (IdList){0};
    TRY(store_query(c, &r,
                    "SELECT v.id FROM plan_node n JOIN plan_value v ON v.office_id = n.office_id AND v.node_id = n.id "
                    "WHERE n.office_id = $1 AND n.plan_id = $2 AND n.kind = 'activity' AND v.field = 'group' "
                    "AND v.value = $3 AND v.id <> $4 AND ($5 = 0 OR EXISTS (SELECT 1 FROM plan_correction k "
                    "JOIN plan_correction mine ON mine.office_id = k.office_id AND mine.value_id = $4 "
                    "AND mine.version = $6 AND mine.before = k.before AND mine.corrected_at = k.corrected_at "
                    "WHERE k.office_id = v.office_id AND k.value_id = v.id AND k.version = v.version)) "
                    "ORDER BY n.place",
                    OFFICE, plan, v->value, v->id, together, v->version));
    while (rows_next(&r)) *list_add(&c->mem, values) = row_integer(&r, 0);
    return rows_end(&r);
}

Fail plan_correct_group(Ctx *c, Id plan, Id value, int seen, Str text, PlanScope scope, int *n)
{
    PlanValue v = {0}, before;
    NodeKey node;
    IdList others = {0};
    *n = 1;
    TRY(value_current(c, plan, value, &v, &node));
    bool is_group = v.field == PLAN_GROUP && scope != SCOPE_ONE && (v.value.n || scope == SCOPE_BACK);
    if (is_group && !str_equal(v.value, text)) TRY(find_same_group(c, plan, &v, scope == SCOPE_BACK, &others));
    TRY(correct(c, plan, value, seen, text, &before));
    for (size_t i = 0; i < others.n; i++, ++*n) {
        TRY(value_current(c, plan, others.at[i], &v, &node));
        TRY(put_value(c, &v, &node, text));
    }
    return doubts_seen(c, plan, &before, text);
}

/* Nothing is changed, but somebody looked. */
static Fail put_looked(Ctx *c, const PlanValue *v, const NodeKey *node)
{
    TRY(store_run(c, "UPDATE plan_value SET version = $3 WHERE office_id = $1 AND id = $2", OFFICE, v->id,
                  v->version + 1));
    TRY(value_note(c, node, v, v->version + 1, v->value));
    TRY(wording_looked_at(c, v->id));
    return doubts_seen(c, node->plan, v, v->value);
}

static Fail is_looked_at(Ctx *c, const PlanValue *v, bool *is)
{
    Rows r;
    TRY(store_one(c, &r, "SELECT count(*) FROM plan_look WHERE office_id = $1 AND value_id = $2 AND looked_at = 0",
                  OFFICE, v->id));
    *is = !row_integer(&r, 0) && v->version;
    return rows_end(&r);
}

Fail plan_confirm(Ctx *c, Id plan, Id value, int seen, Str text)
{
    PlanValue v = {0};
    NodeKey node;
    IdList group = {0};
    bool is;
    int n;
    TRY(value_current(c, plan, value, &v, &node));
    if (!text.n)
        return fail(c, FAIL_INPUT, "Ô “%s” còn trống. Hãy điền cho đúng bản đã ký.", plan_fields[v.field].label);
    if (!str_equal(v.value, text)) return plan_correct_group(c, plan, value, seen, text, SCOPE_GROUP, &n);
    TRY(is_looked_at(c, &v, &is));
    if (is) return OK;
    if (v.field == PLAN_GROUP) TRY(find_same_group(c, plan, &v, false, &group));
    TRY(put_looked(c, &v, &node));
    for (size_t i = 0; i < group.n; i++) {
        TRY(value_current(c, plan, group.at[i], &v, &node));
        TRY(put_looked(c, &v, &node));
    }
    return OK;
}

static Fail has_room(Ctx *c, Id node, PlanField field)
{
    Rows r;
    if (plan_fields[field].many) return OK;
    TRY(store_one(c, &r, "SELECT count(*) FROM plan_value WHERE office_id = $1 AND node_id = $2 AND field = $3", OFFICE,
                  node, plan_fields[field].name));
    bool taken = row_integer(&r, 0) > 0;
    TRY(rows_end(&r));
    return taken ? fail(c, FAIL_CONFLICT, "%s đã có rồi. Hãy sửa giá trị đang có.", plan_fields[field].label) : OK;
}

static NodeKinds kind_of(Str kind)
{
    return str_equal(kind, S("plan")) ? OF_PLAN : str_equal(kind, S("activity")) ? OF_ACTIVITY : OF_ASSIGNMENT;
}

/* Findings that a node lacks such a value ("no-lead") have no value to hang on. */
static Fail settle_lacking(Ctx *c, Id node, PlanField field)
{
    if (field != PLAN_LEAD) return OK;
    return store_run(c,
                     "UPDATE plan_finding SET state = 'corrected', settled_at = $3 "
                     "WHERE office_id = $1 AND node_id = $2 AND kind = 'no-lead' AND state = 'open'",
                     OFFICE, node, c->now);
}

Fail plan_add(Ctx *c, Id plan, Id node, PlanField field, Str text, Id *value)
{
    NodeKey key;
    TRY(read_node_key(c, node, plan, &key));
    if (!text.n) return fail(c, FAIL_INPUT, "Hãy điền nội dung cần thêm.");
    if (field >= PLAN_FIELD_COUNT || !(plan_fields[field].kinds & kind_of(key.kind)))
        return fail(c, FAIL_INPUT, "Mục này không có loại giá trị đó. Hãy chọn một loại trong danh sách.");
    TRY(has_room(c, node, field));
    *value = id_new(c->now);
    TRY(store_run(
        c,
        "INSERT INTO plan_value (office_id, id, plan_id, node_id, field, place, raw, initial, value, version, "
        "first_line, last_line, confidence) "
        "SELECT $1, $2, $3, $4, $5, coalesce(max(place), 0) + 1, '', '', $6, 1, 0, 0, 1 FROM plan_value "
        "WHERE office_id = $1 AND node_id = $4",
        OFFICE, *value, plan, node, plan_fields[field].name, text));
    PlanValue added = {.id = *value, .field = field};
    TRY(value_note(c, &key, &added, 1, text));
    TRY(settle_lacking(c, node, field));
    return derive_field(c, &key, field);
}

Fail plan_corrections(Ctx *c, const PlanValue *v, PlanCorrectionList *corrections)
{
    Rows r;
    *corrections = (PlanCorrectionList){0};
    TRY(store_query(c, &r,
                    "SELECT before, after, corrected_at FROM plan_correction WHERE office_id = $1 AND value_id = $2 "
                    "ORDER BY version DESC",
                    OFFICE, v->id));
    while (rows_next(&r))
        *list_add(&c->mem, corrections) =
            (PlanCorrection){.before = row_text(&r, 0), .after = row_text(&r, 1), .at = row_integer(&r, 2)};
    TRY(rows_end(&r));
    for (size_t i = 0; i < corrections->n; i++) {
        PlanCorrection *k = &corrections->at[i];
        k->undo = k->before.n ? value_words(c, v->field, k->before) : k->before;
        k->before = value_words(c, v->field, k->before), k->after = value_words(c, v->field, k->after);
    }
    return OK;
}

/* -- from review to active ---------------------------------------------------------------------------------- */

static Fail check_leads(Ctx *c, Id plan)
{
    Rows r;
    TRY(store_query(
        c, &r,
        "SELECT a.code FROM plan_activity a WHERE a.office_id = $1 AND a.plan_id = $2 AND NOT EXISTS "
        "(SELECT 1 FROM plan_party y WHERE y.office_id = a.office_id AND y.node_id = a.node_id "
        "AND y.role = 'lead') AND NOT EXISTS "
        "(SELECT 1 FROM plan_finding f WHERE f.office_id = a.office_id AND f.plan_id = a.plan_id "
        "AND (((f.kind = 'no-leads' OR (f.node_id = a.node_id AND f.kind = 'no-lead')) AND f.state <> 'open') "
        "OR (f.node_id = a.node_id AND f.kind = 'lead-in-annex'))) ORDER BY a.place LIMIT 1",
        OFFICE, plan));
    Str code = rows_next(&r) ? row_text(&r, 0) : (Str){0};
    TRY(rows_end(&r));
    if (!code.n) return OK;
    return fail(c, FAIL_CONFLICT, "Hoạt động %.*s chưa có cơ quan chủ trì. Hãy thêm cơ quan rồi kích hoạt lại.",
                STR_ARGS(code));
}

Fail plan_activate(Ctx *c, Id plan)
{
    PlanCard card;
    TRY(plan_card(c, plan, &card));
    if (plan_is_active(&card)) return OK;
    if (card.unlooked)
        return fail(
            c, FAIL_CONFLICT,
            "Còn %d tên gọi có chữ do máy phục hồi mà chưa ai xem. Hãy xem ở trang “Đối chiếu tên gọi” rồi kích "
            "hoạt lại.",
            card.unlooked);
    if (card.blocking)
        return fail(c, FAIL_CONFLICT,
                    "Còn %d phát hiện phải xử lý trước khi kích hoạt. Hãy chấp nhận hoặc sửa từng phát hiện.",
                    card.blocking);
    TRY(check_leads(c, plan));
    TRY(store_run(c, "UPDATE plan SET state = 'active', activated_at = $3 WHERE office_id = $1 AND id = $2", OFFICE,
                  plan, c->now));
    return journal_write(
        c, (JournalEntry){.act = "Kích hoạt kế hoạch", .object = "plan", .id = plan, .title = card.number});
}

Fail plan_deactivate(Ctx *c, Id plan)
{
    PlanCard card;
    TRY(plan_card(c, plan, &card));
    if (!plan_is_active(&card)) return OK;
    TRY(store_run(c, "UPDATE plan SET state = 'review', activated_at = NULL WHERE office_id = $1 AND id = $2", OFFICE,
                  plan));
    return journal_write(
        c, (JournalEntry){.act = "Hoàn tác kích hoạt", .object = "plan", .id = plan, .title = card.number});
}
