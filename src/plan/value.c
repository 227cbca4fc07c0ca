// SPDX-License-Identifier: Apache-2.0
/* value.c -- one value as it is now, and another text in its place, noted. */
#include "plan/inside.h"

/* The value and where it stands, in one statement: a correction is the most frequent write of a review. */
Fail value_current(Ctx *c, Id plan, Id value, PlanValue *v, NodeKey *node)
{
    Rows r;
    Fail result =
        store_one(c, &r,
                  "SELECT v.field, v.value, v.version, n.id, n.kind, n.code, n.place, v.first_line, v.last_line, "
                  "v.initial FROM plan_value v "
                  "JOIN plan_node n ON n.office_id = v.office_id AND n.id = v.node_id "
                  "WHERE v.office_id = $1 AND v.id = $2 AND v.plan_id = $3",
                  OFFICE, value, plan);
    if (result == FAIL_MISSING) return no_such_value(c);
    TRY(result);
    *v = (PlanValue){.id = value,
                     .field = plan_field_named(row_text(&r, 0)),
                     .value = row_text(&r, 1),
                     .version = (int)row_integer(&r, 2),
                     .node = row_integer(&r, 3),
                     .first_line = (int)row_integer(&r, 7),
                     .last_line = (int)row_integer(&r, 8),
                     .initial = row_text(&r, 9)};
    *node = (NodeKey){plan, v->node, row_text(&r, 4), row_text(&r, 5), (int)row_integer(&r, 6)};
    return rows_end(&r);
}

/* "3.1.b: đến hết ngày" */
static Str title_of(Ctx *c, const NodeKey *node, PlanField field)
{
    if (!node->code.n) return str_of(plan_fields[field].label);
    return str_format(&c->mem, "%.*s: %s", STR_ARGS(node->code), plan_fields[field].label);
}

Fail value_note(Ctx *c, const NodeKey *node, const PlanValue *v, int version, Str after)
{
    TRY(store_run(c,
                  "INSERT INTO plan_correction (office_id, id, value_id, version, before, after, corrected_at) "
                  "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                  OFFICE, id_new(c->now), v->id, version, v->value, after, c->now));
    const char *act = v->value.n && str_equal(v->value, after) ? "Xem chữ, thấy đúng"
                      : version > 1 || v->value.n              ? "Sửa giá trị"
                                                               : "Thêm giá trị";
    return journal_write(c, (JournalEntry){.act = act,
                                           .object = "value",
                                           .id = v->id,
                                           .within = node->plan,
                                           .title = title_of(c, node, v->field),
                                           .before = v->value,
                                           .after = after});
}

/* A period ends on or after the day on which it begins. */
static Fail check_period(Ctx *c, Id node, PlanField field)
{
    PlanValueList values;
    if (field != PLAN_FROM && field != PLAN_TO) return OK;
    TRY(node_values(c, node, &values));
    PlanNode n = {.values = values};
    Day from = node_day(&n, PLAN_FROM), to = node_day(&n, PLAN_TO);
    if (from == NO_DAY || to == NO_DAY || from <= to) return OK;
    return fail(c, FAIL_INPUT, "Ngày kết thúc %.*s phải từ ngày bắt đầu %.*s trở đi. Hãy sửa một trong hai ngày.",
                STR_ARGS(node_text(&n, PLAN_TO)), STR_ARGS(node_text(&n, PLAN_FROM)));
}

Fail value_reword(Ctx *c, const PlanValue *v, const NodeKey *node, Str text)
{
    TRY(store_run(c, "UPDATE plan_value SET value = $3, version = $4 WHERE office_id = $1 AND id = $2", OFFICE, v->id,
                  text, v->version + 1));
    TRY(check_period(c, v->node, v->field));
    TRY(value_note(c, node, v, v->version + 1, text));
    return derive_field(c, node, v->field);
}

static Str day_or(Ctx *c, Str iso) { return iso.n ? day_vietnamese(&c->mem, day_parse_iso(iso)) : S("(để trống)"); }

Str value_words(Ctx *c, PlanField field, Str value)
{
    PlanParty p;
    if (plan_fields[field].type == SAYS_DAY) return day_or(c, value);
    if (!value.n) return S("(để trống)");
    if (plan_fields[field].type == SAYS_PARTY && !party_parse(c, value, &p)) return p.name;
    return value;
}

/* -- new rows ------------------------------------------------------------------------------------------------ */

Fail node_insert(Ctx *c, const NodeKey *n, int first_line, int last_line)
{
    return store_run(c,
                     "INSERT INTO plan_node (office_id, id, plan_id, kind, code, place, first_line, last_line) "
                     "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                     OFFICE, n->node, n->plan, n->kind, n->code, n->place, first_line, last_line);
}

Fail value_insert(Ctx *c, const NodeKey *n, int place, const DraftValue *v, Id *value)
{
    *value = id_new(c->now);
    return store_run(c,
                     "INSERT INTO plan_value (office_id, id, plan_id, node_id, field, place, raw, initial, value, "
                     "version, first_line, last_line, confidence) "
                     "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, 0, $9, $10, $11)",
                     OFFICE, *value, n->plan, n->node, plan_fields[v->field].name, place, v->raw, v->value,
                     v->first_line, v->last_line, v->confidence);
}
