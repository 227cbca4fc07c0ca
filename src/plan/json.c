// SPDX-License-Identifier: Apache-2.0
#include "plan/json.h"
#include "http/reply.h"

json_t *card_json(Ctx *c, const PlanCard *p)
{
    return json_pack("{s:I,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:{s:i,s:i,s:i}}", "id", (json_int_t)p->id, "state",
                     json_str(p->state), "number", json_str(p->number), "title", json_str(p->title), "theme",
                     json_str(p->theme), "issuer", json_str(p->issuer), "issued", json_day(c, p->issued), "from",
                     json_day(c, p->from), "to", json_day(c, p->to), "report_due", json_day(c, p->report_due),
                     "findings", "all", p->findings, "open", p->open, "blocking", p->blocking);
}

json_t *party_json(const PlanParty *p)
{
    json_t *o = json_pack("{s:o}", "name", json_str(p->name));
    if (p->org.n) json_object_set_new(o, "code", json_str(p->org));
    if (p->class.n) json_object_set_new(o, "class", json_str(p->class));
    if (p->qualifier.n) json_object_set_new(o, "qualifier", json_str(p->qualifier));
    return o;
}

static json_t *value_json(const PlanValue *v)
{
    FieldType type = plan_fields[v->field].type;
    json_t *o = type == FIELD_PARTY ? party_json(&v->party) : json_object();
    if (type == FIELD_DAY) json_object_set_new(o, "day", json_str(v->value));
    if (type == FIELD_TEXT) json_object_set_new(o, "text", json_str(v->value));
    json_object_set_new(o, "id", json_integer(v->id));
    json_object_set_new(o, "version", json_integer(v->version));
    if (v->first_line) json_object_set_new(o, "lines", json_pack("[i,i]", v->first_line, v->last_line));
    json_object_set_new(o, "confidence", json_real(v->confidence));
    json_object_set_new(o, "raw", json_str(v->raw));
    return o;
}

static void add_value(json_t *o, const PlanValue *v)
{
    const FieldInfo *field = &plan_fields[v->field];
    if (!field->many) {
        json_object_set_new(o, field->name, value_json(v));
        return;
    }
    json_t *list = json_object_get(o, field->name);
    if (!list) json_object_set_new(o, field->name, list = json_array());
    json_array_append_new(list, value_json(v));
}

json_t *node_json(Ctx *c, const PlanNode *n)
{
    (void)c;
    json_t *o = json_pack("{s:I,s:o,s:o,s:[i,i]}", "id", (json_int_t)n->id, "kind", json_str(n->kind), "code",
                          json_str(n->code), "lines", n->first_line, n->last_line);
    for (size_t i = 0; i < n->values.n; i++)
        if (n->values.at[i].value.n) add_value(o, &n->values.at[i]);
    return o;
}

static json_t *parties(const PlanPartyList *list)
{
    json_t *all = json_array();
    for (size_t i = 0; i < list->n; i++) json_array_append_new(all, party_json(&list->at[i]));
    return all;
}

json_t *activity_row_json(Ctx *c, const PlanActivity *a)
{
    return json_pack("{s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o}", "code", json_str(a->code), "title", json_str(a->title),
                     "group", json_str(a->group), "from", json_day(c, a->from), "to", json_day(c, a->to), "time",
                     json_str(a->time), "leads", parties(&a->leads), "partners", parties(&a->partners));
}

json_t *finding_json(const PlanFinding *f)
{
    return json_pack("{s:I,s:o,s:o,s:o,s:o,s:o,s:[i,i]}", "id", (json_int_t)f->id, "kind", json_str(f->kind),
                     "severity", json_str(f->severity), "sentence", json_str(f->sentence), "suggestion",
                     json_str(f->suggestion), "state", json_str(f->state), "lines", f->first_line, f->last_line);
}
