// SPDX-License-Identifier: Apache-2.0
/* fill_rules.c -- what web/form.js goes by, as JSON: only comfort, the server decides. */
#include "form/fill_inside.h"

/* JSON text: jansson escapes, we put the pieces together around expressions, which are JSON already. */
static void put_text(Out *o, const char *key, Str s)
{
    json_t *value = json_str(s);
    char *text = value ? json_dumps(value, JSON_ENCODE_ANY) : NULL;
    if (text) out_format(o, ",\"%s\":%s", key, text);
    free(text);
    json_decref(value);
}

static void put_expression(Out *o, const char *key, const Expression *e)
{
    if (!e) return;
    Str script = expression_script(o->mem, e);
    out_format(o, ",\"%s\":", key);
    out_raw(o, script);
}

static void put_number(Out *o, const char *key, double x) { out_format(o, ",\"%s\":%.17g", key, x); }

static void put_field(Out *o, const Design *d, const DesignField *f)
{
    out_format(o, "{\"type\":\"%s\"", field_words[f->type]);
    put_text(o, "name", f->name);
    put_text(o, "label", f->label.text);
    if (f->rows != NO_ROWS) put_text(o, "rows", d->field[f->rows].name);
    if (f->list) put_text(o, "list", f->list->name);
    if (f->unit.n || f->type == FIELD_MONEY) put_text(o, "unit", f->unit.n ? f->unit : S("đồng"));
    put_expression(o, "shown", f->shown);
    put_expression(o, "required", f->required);
    put_expression(o, "constraint", f->constraint);
    put_expression(o, "computed", f->computed);
    put_expression(o, "filter", f->filter);
    if (f->constraint_says.text.n) put_text(o, "constraintSays", f->constraint_says.text);
    if (f->required_says.text.n) put_text(o, "requiredSays", f->required_says.text);
    if (f->has_min) put_number(o, "min", f->min);
    if (f->has_max) put_number(o, "max", f->max);
    if (f->type == FIELD_DECIMAL) out_format(o, ",\"decimals\":%d", f->decimals);
    if (field_is_file(f)) out_format(o, ",\"bytes\":%lld", (long long)field_file_max(f));
    out_char(o, '}');
}

static void put_string(Out *o, Str s)
{
    json_t *value = json_str(s.p ? s : S(""));
    char *text = value ? json_dumps(value, JSON_ENCODE_ANY) : NULL;
    out_raw(o, text ? str_of(text) : S("\"\""));
    free(text);
    json_decref(value);
}

/* Only lists that a filter asks: [key, label, tag, tag …]. */
static void put_list(Out *o, const DesignList *list)
{
    put_string(o, list->name);
    out_raw(o, S(":{\"tags\":["));
    for (size_t i = 0; i < list->tags; i++) {
        if (i) out_char(o, ',');
        put_string(o, list->tag[i]);
    }
    out_raw(o, S("],\"rows\":["));
    for (size_t i = 0; i < list->n; i++) {
        const DesignChoice *choice = &list->choice[i];
        out_raw(o, i ? S(",[") : S("["));
        put_string(o, choice->key);
        out_char(o, ',');
        put_string(o, choice->label.text.n ? choice->label.text : choice->key);
        for (size_t tag = 0; tag < list->tags; tag++) {
            out_char(o, ',');
            put_string(o, choice->tag[tag]);
        }
        out_char(o, ']');
    }
    out_raw(o, S("]}"));
}

static void put_lists(Out *o, const Design *d)
{
    bool any = false;
    for (size_t i = 0; i < d->n; i++) {
        bool is_first = d->field[i].filter && d->field[i].list;
        for (size_t j = 0; j < i; j++) is_first &= !(d->field[j].filter && d->field[j].list == d->field[i].list);
        if (!is_first) continue;
        if (any) out_char(o, ',');
        put_list(o, d->field[i].list);
        any = true;
    }
}

/* Answers of fields that this page does not ask: whatever others ask them. */
static void put_answers(Out *o, const Filling *k, const Answers *a)
{
    const Design *d = a->design;
    bool any = false;
    for (size_t i = 0; i < d->n; i++) {
        const DesignField *f = &d->field[i];
        bool is_here = i >= k->first && i < k->end && asked_is(k->asked, f);
        if (is_here || f->rows != NO_ROWS || f->type == FIELD_ROWS || answer_is_empty(a->at[i])) continue;
        if (any) out_char(o, ',');
        put_string(o, f->name);
        out_char(o, ':');
        put_string(o, answer_text(o->mem, a->at[i]));
        any = true;
    }
}

Str filling_rules(Ctx *c, const Filling *k, const Answers *a)
{
    const Design *d = a->design;
    Out o = {.mem = &c->mem};
    out_format(&o, "{\"today\":\"%.*s\",\"fields\":[", STR_ARGS(day_iso(&c->mem, c->today)));
    for (size_t i = 0; i < d->n; i++) {
        if (i) out_char(&o, ',');
        put_field(&o, d, &d->field[i]);
    }
    out_raw(&o, S("],\"lists\":{"));
    put_lists(&o, d);
    out_raw(&o, S("},\"answers\":{"));
    put_answers(&o, k, a);
    out_raw(&o, S("}}"));
    return out_str(&o);
}
