// SPDX-License-Identifier: Apache-2.0
#include "plan/json.h"
#include "plan/view.h"

/* -- a plan ------------------------------------------------------------------------------------------------------ */

static const Column findings_columns[] = {COL_NUMBER(PlanCard, findings, "all"),
                                          COL_NUMBER(PlanCard, open, "open"),
                                          COL_NUMBER(PlanCard, blocking, "blocking"),
                                          {0}};
static const Record findings_record = {.name = "PlanFindings", .columns = findings_columns};

static const Column card_columns[] = {COL_INTEGER(PlanCard, id, "id"),
                                      COL_TEXT(PlanCard, state, "state"),
                                      COL_TEXT(PlanCard, number, "number", .title = "Số, ký hiệu", .width = 18),
                                      COL_TEXT(PlanCard, title, "title", .title = "Kế hoạch", .width = 60),
                                      COL_TEXT(PlanCard, theme, "theme"),
                                      COL_TEXT(PlanCard, issuer, "issuer", .title = "Cơ quan ban hành", .width = 36),
                                      COL_DAY(PlanCard, issued, "issued", .title = "Ngày ban hành", .width = 14),
                                      COL_DAY(PlanCard, from, "from", .title = "Từ ngày"),
                                      COL_DAY(PlanCard, to, "to", .title = "Đến hết ngày", .width = 13),
                                      COL_DAY(PlanCard, report_due, "report_due", .title = "Hạn báo cáo"),
                                      COL_SELF("findings", &findings_record),
                                      COL_NUMBER(PlanCard, unlooked, "unlooked"),
                                      {0}};
const Record plan_card_record = {.name = "Plan", .columns = card_columns};

static const Column cards_columns[] = {COL_ROWS_AT(PlanListPage, plans, "plans", &plan_card_record), {0}};
const Record plan_list_record = {.name = "PlanList", .columns = cards_columns};

/* -- its nodes and values ---------------------------------------------------------------------------------------- */

static const Column party_columns[] = {COL_TEXT(PlanParty, name, "name"),
                                       COL_TEXT(PlanParty, org, "code", .some = true),
                                       COL_TEXT(PlanParty, class, "class", .some = true),
                                       COL_TEXT(PlanParty, qualifier, "qualifier", .some = true),
                                       {0}};
static const Record party_record = {.name = "PlanParty", .columns = party_columns};

static bool is_of(const PlanValue *v, PlanFieldType type) { return plan_fields[v->field].type == type; }

static RecordValue value_of(const void *value, PlanFieldType type)
{
    const PlanValue *v = value;
    return (RecordValue){.text = is_of(v, type) ? v->value : (Str){0}};
}
static RecordValue day_of_value(Ctx *c, const void *v) { return (void)c, value_of(v, SAYS_DAY); }
static RecordValue text_of_value(Ctx *c, const void *v) { return (void)c, value_of(v, SAYS_TEXT); }

static const Column value_columns[] = {COL_MADE(COLUMN_TEXT, "day", day_of_value, .some = true),
                                       COL_MADE(COLUMN_TEXT, "text", text_of_value, .some = true),
                                       COL_INTEGER(PlanValue, id, "id"),
                                       COL_NUMBER(PlanValue, version, "version"),
                                       COL_PAIR(PlanValue, first_line, "lines", .some = true),
                                       COL_REAL(PlanValue, confidence, "confidence"),
                                       COL_TEXT(PlanValue, raw, "raw"),
                                       {0}};
static const Record value_record = {.name = "PlanValue", .columns = value_columns};
static const Column party_value_columns[] = {
    COL_ALL(PlanValue, party, &party_record), COL_ALL_SELF(&value_record), {0}};
static const Record party_value_record = {.name = "PlanPartyValue", .columns = party_value_columns};

static const Record *record_of(PlanField field)
{
    return plan_fields[field].type == SAYS_PARTY ? &party_value_record : &value_record;
}

static bool put_value(Ctx *c, const PlanValue *v, json_t *node)
{
    const FieldInfo *field = &plan_fields[v->field];
    json_t *value = record_json(c, record_of(v->field), v);
    if (!field->many) return !json_object_set_new(node, field->name, value);
    json_t *list = json_object_get(node, field->name);
    if (!list && json_object_set_new(node, field->name, list = json_array())) return false;
    return !json_array_append_new(list, value);
}

static bool put_values(Ctx *c, const void *node, json_t *object)
{
    const PlanValueList *all = &((const PlanNode *)node)->values;
    for (size_t i = 0; i < all->n; i++)
        if (all->at[i].value.n && !put_value(c, &all->at[i], object)) return false;
    return true;
}

static void describe_values(json_t *properties, json_t *schemas)
{
    for (int i = 0; i < PLAN_FIELD_COUNT; i++) {
        json_t *one = record_schema(record_of((PlanField)i), schemas);
        if (plan_fields[i].many) one = json_pack("{s:s,s:o}", "type", "array", "items", one);
        json_object_set_new(properties, plan_fields[i].name, one);
    }
}

static const Column node_columns[] = {COL_INTEGER(PlanNode, id, "id"),
                                      COL_TEXT(PlanNode, kind, "kind"),
                                      COL_TEXT(PlanNode, code, "code"),
                                      COL_PAIR(PlanNode, first_line, "lines"),
                                      {0}};
const Record plan_node_record = {
    .name = "PlanNode", .columns = node_columns, .more = put_values, .more_schema = describe_values};

/* -- activities and findings ------------------------------------------------------------------------------------- */

static const Column activity_columns[] = {COL_TEXT(PlanActivity, code, "code"),
                                          COL_TEXT(PlanActivity, title, "title"),
                                          COL_TEXT(PlanActivity, group, "group"),
                                          COL_DAY(PlanActivity, from, "from"),
                                          COL_DAY(PlanActivity, to, "to"),
                                          COL_TEXT(PlanActivity, time, "time"),
                                          COL_ROWS(PlanActivity, leads, "leads", &party_record),
                                          COL_ROWS(PlanActivity, partners, "partners", &party_record),
                                          {0}};
const Record plan_activity_record = {.name = "PlanActivity", .columns = activity_columns};

static const Column finding_columns[] = {COL_INTEGER(PlanFinding, id, "id"),
                                         COL_TEXT(PlanFinding, kind, "kind"),
                                         COL_TEXT(PlanFinding, severity, "severity"),
                                         COL_TEXT(PlanFinding, sentence, "sentence"),
                                         COL_TEXT(PlanFinding, suggestion, "suggestion"),
                                         COL_TEXT(PlanFinding, state, "state"),
                                         COL_PAIR(PlanFinding, first_line, "lines"),
                                         {0}};
const Record plan_finding_record = {.name = "PlanFinding", .columns = finding_columns};

/* -- pages ------------------------------------------------------------------------------------------------------- */

static RecordValue file_of(Ctx *c, const void *page)
{
    Id original = ((const PlanPage *)page)->original;
    return (RecordValue){.text = original ? str_format(&c->mem, "/tep/%lld", (long long)original) : (Str){0}};
}

static const Column page_columns[] = {COL_AT(PlanPage, card, "plan", &plan_card_record, .always = true),
                                      COL_MADE(COLUMN_TEXT, "file", file_of),
                                      COL_AT(PlanPage, plan, "values", &plan_node_record, .always = true),
                                      COL_ROWS_AT(PlanPage, activities, "activities", &plan_activity_record),
                                      COL_ROWS_AT(PlanPage, assignments, "assignments", &plan_node_record),
                                      {0}};
const Record plan_page_record = {.name = "PlanPage", .columns = page_columns};

static const Column word_columns[] = {COL_INTEGER(PlanDoubt, id, "id"),
                                      COL_NUMBER(PlanDoubt, version, "version"),
                                      COL_NUMBER(PlanDoubt, number, "line"),
                                      COL_TEXT(PlanDoubt, read, "read"),
                                      COL_TEXT(PlanDoubt, restored, "restored"),
                                      COL_TEXT(PlanDoubt, word, "word"),
                                      COL_TEXTS(PlanDoubt, alternatives, "alternatives"),
                                      COL_YES(PlanDoubt, is_seen, "seen"),
                                      {0}};
static const Record word_record = {.name = "PlanUnsureWord", .columns = word_columns};

static const Column review_columns[] = {COL_AT(ReviewPage, card, "plan", &plan_card_record, .always = true),
                                        COL_ROWS_AT(ReviewPage, findings, "findings", &plan_finding_record),
                                        COL_ROWS_AT(ReviewPage, nodes, "nodes", &plan_node_record),
                                        COL_ROWS_AT(ReviewPage, words, "words", &word_record),
                                        {0}};
const Record plan_review_record = {.name = "PlanReview", .columns = review_columns};

/* -- wording ----------------------------------------------------------------------------------------------------- */

static const Column doubt_columns[] = {COL_NUMBER(PlanDoubt, number, "line"),
                                       COL_TEXT(PlanDoubt, read, "read"),
                                       COL_TEXT(PlanDoubt, restored, "restored"),
                                       COL_TEXTS(PlanDoubt, alternatives, "alternatives"),
                                       {0}};
static const Record doubt_record = {.name = "PlanDoubt", .columns = doubt_columns};
static const Column piece_columns[] = {COL_ALL_AT(PlanPiece, doubt, &doubt_record), {0}};
static const Record piece_record = {.name = "PlanDoubtfulWord", .columns = piece_columns};

static RecordValue field_of_look(Ctx *c, const void *row)
{
    (void)c;
    return (RecordValue){.words = plan_fields[((const WordingRow *)row)->look.value.field].name};
}

static const Column look_columns[] = {COL_INTEGER(WordingRow, look.value.id, "id"),
                                      COL_NUMBER(WordingRow, look.value.version, "version"),
                                      COL_TEXT(WordingRow, look.kind, "kind"),
                                      COL_TEXT(WordingRow, look.code, "code"),
                                      COL_MADE(COLUMN_WORDS, "field", field_of_look),
                                      COL_PAIR(WordingRow, look.value.first_line, "lines"),
                                      COL_TEXT(WordingRow, look.value.raw, "read"),
                                      COL_TEXT(WordingRow, look.value.value, "text"),
                                      COL_YES(WordingRow, look.is_doubtful, "doubtful"),
                                      COL_ROWS(WordingRow, doubts, "doubts", &piece_record),
                                      {0}};
static const Record look_record = {.name = "PlanTitleLook", .columns = look_columns};

static const Column wording_columns[] = {COL_AT(WordingPage, card, "plan", &plan_card_record, .always = true),
                                         COL_ROWS_AT(WordingPage, rows, "titles", &look_record),
                                         {0}};
const Record plan_wording_record = {.name = "PlanWording", .columns = wording_columns};

/* -- what was learnt ----------------------------------------------------------------------------------------------- */

static RecordValue kind_of_learnt(Ctx *c, const void *row)
{
    (void)c;
    return (RecordValue){.words = ((const Learnt *)row)->kind == LEARNT_WORD ? "word" : "agency"};
}

static const Column learnt_columns[] = {COL_INTEGER(Learnt, id, "id"),
                                        COL_MADE(COLUMN_WORDS, "kind", kind_of_learnt),
                                        COL_TEXT(Learnt, was, "was"),
                                        COL_TEXT(Learnt, became, "became"),
                                        COL_TEXT(Learnt, before, "before", .some = true),
                                        COL_TEXT(Learnt, after, "after", .some = true),
                                        COL_INTEGER(Learnt, plan, "plan"),
                                        COL_TEXT(Learnt, by, "by", .some = true),
                                        COL_YES(Learnt, holds, "holds"),
                                        {0}};
static const Record one_learnt_record = {.name = "PlanLearnt", .columns = learnt_columns};
static const Column learnt_list_columns[] = {COL_ROWS_AT(LearntPage, list, "learnt", &one_learnt_record), {0}};
const Record plan_learnt_record = {.name = "PlanLearntList", .columns = learnt_list_columns};
