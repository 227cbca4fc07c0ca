// SPDX-License-Identifier: Apache-2.0
/* A design as YAML: what source_yaml.c reads as the same design. */
#include "form/expression.h"
#include "form/source_inside.h"

static void put(Out *o, int indent, const char *key, Str text)
{
    if (text.n) yaml_put_pair(o, indent, str_of(key), text);
}
static void put_key(Out *o, int indent, const char *key)
{
    yaml_put_indent(o, indent);
    out_format(o, "%s:\n", key);
}
static void put_plain(Out *o, int indent, const char *key, Str value)
{
    yaml_put_indent(o, indent);
    out_format(o, "%s: %.*s\n", key, STR_ARGS(value));
}
static void put_yes(Out *o, int indent, const char *key, bool yes)
{
    if (yes) put_plain(o, indent, key, S("true"));
}

static void put_words(Out *o, int indent, const char *key, DesignText text)
{
    if (!text.others) {
        put(o, indent, key, text.text);
        return;
    }
    put_key(o, indent, key);
    put(o, indent + 2, "vi", text.text);
    for (size_t i = 0; i < text.others; i++) yaml_put_pair(o, indent + 2, text.other[i].language, text.other[i].text);
}

static void put_expression(Out *o, int indent, const char *key, const Expression *e)
{
    if (e) yaml_put_pair(o, indent, str_of(key), expression_text(e));
}

/* -- lists ---------------------------------------------------------------------------------------------------- */

static void put_choice(Out *o, int indent, const DesignList *l, const DesignChoice *c)
{
    bool is_first = c == l->choice;
    if (!l->tags && !c->label.others) {
        yaml_put_pair(o, indent, c->key, c->label.text);
        return;
    }
    yaml_put_indent(o, indent);
    yaml_put_text(o, c->key);
    out_raw(o, S(":\n"));
    put_words(o, indent + 2, "label", c->label);
    for (size_t i = 0; i < l->tags; i++) /* the first choice names them all, in their order */
        if (c->tag[i].n || is_first) yaml_put_pair(o, indent + 2, l->tag[i], c->tag[i]);
}

static void put_list(Out *o, int indent, const DesignList *l)
{
    for (size_t i = 0; i < l->n; i++) put_choice(o, indent, l, &l->choice[i]);
}

/* Of one field alone, and called like it: it stands there. */
static bool is_own(const Design *d, const DesignList *l)
{
    size_t uses = 0;
    bool is_named = false;
    for (size_t i = 0; i < d->n; i++) {
        uses += d->field[i].list == l;
        is_named = is_named || (d->field[i].list == l && str_equal(d->field[i].name, l->name));
    }
    return uses == 1 && is_named;
}

static void put_lists(Out *o, int indent, const Design *d)
{
    bool some = false;
    for (size_t i = 0; i < d->n_lists; i++) {
        const DesignList *l = &d->lists[i];
        if (is_own(d, l)) continue;
        if (!some) put_key(o, indent, "lists");
        some = true;
        yaml_put_indent(o, indent + 2);
        yaml_put_text(o, l->name);
        out_raw(o, S(":\n"));
        put_list(o, indent + 4, l);
    }
}

/* -- fields --------------------------------------------------------------------------------------------------- */

static void put_bound(Out *o, int indent, const char *key, const DesignField *f, double value)
{
    bool is_day = f->type == FIELD_DAY || f->type == FIELD_PERIOD;
    put_plain(o, indent, key, is_day ? day_iso(o->mem, (Day)value) : source_number(o->mem, value));
}

static void put_files(Out *o, int indent, const DesignField *f)
{
    int64_t n = f->bytes_max;
    bool is_mb = !(n % (1 << 20)), is_kb = !(n % (1 << 10));
    if (n)
        put_plain(o, indent, "size",
                  str_format(o->mem, "%lld %s",
                             (long long)(is_mb   ? n >> 20
                                         : is_kb ? n >> 10
                                                 : n),
                             is_mb   ? "MB"
                             : is_kb ? "KB"
                                     : "B"));
    for (size_t i = 0; i < f->n_accepts; i++) {
        if (!i) yaml_put_indent(o, indent), out_raw(o, S("accept: ["));
        out_format(o, "%.*s%s", STR_ARGS(f->accepts[i]), i + 1 < f->n_accepts ? ", " : "]\n");
    }
}

static void put_required(Out *o, int indent, const DesignField *f)
{
    if (f->required && str_equal(expression_text(f->required), S("1"))) put_yes(o, indent, "required", true);
    else put_expression(o, indent, "required", f->required);
    put_words(o, indent, "required_message", f->required_says);
}

static void put_field(Out *o, int indent, const Design *d, const DesignField *f)
{
    static const char *const seen_by[] = {"deciders", "signed_in", "all"};
    yaml_put_indent(o, indent);
    out_format(o, "- %.*s:\n", STR_ARGS(f->name));
    indent += 4;
    put_plain(o, indent, "type", str_of(field_words[f->type]));
    put_words(o, indent, "label", f->label);
    put_words(o, indent, "help", f->help);
    put_required(o, indent, f);
    if (f->has_min) put_bound(o, indent, "min", f, f->min);
    if (f->has_max) put_bound(o, indent, "max", f, f->max);
    if (f->decimals) put_plain(o, indent, "decimals", str_format(o->mem, "%d", f->decimals));
    put(o, indent, "unit", f->unit);
    put_expression(o, indent, "shown_if", f->shown);
    put_expression(o, indent, "constraint", f->constraint);
    put_words(o, indent, "message", f->constraint_says);
    put_expression(o, indent, "compute", f->computed);
    put_expression(o, indent, "first", f->first);
    put_expression(o, indent, "filter", f->filter);
    put_files(o, indent, f);
    put(o, indent, "agencies", f->agencies);
    put(o, indent, "purpose", f->purpose);
    put_yes(o, indent, "unique", f->is_unique);
    put_yes(o, indent, "indexed", f->is_indexed);
    if (f->seen_by != SEEN_BY_DECIDERS) put_plain(o, indent, "seen_by", str_of(seen_by[f->seen_by]));
    if (f->list && is_own(d, f->list)) put_key(o, indent, "choices"), put_list(o, indent + 2, f->list);
    else if (f->list) put(o, indent, "list", f->list->name);
}

void design_put_fields(Out *o, const Design *d, int indent)
{
    put_lists(o, indent, d);
    if (d->n) put_key(o, indent, "fields");
    for (size_t i = 0; i < d->n; i++) {
        const DesignField *f = &d->field[i];
        bool is_column = f->rows != NO_ROWS;
        put_field(o, indent + (is_column ? 8 : 2), d, f);
        if (f->type == FIELD_ROWS && i + 1 < d->n && d->field[i + 1].rows == i) put_key(o, indent + 6, "columns");
    }
}

void design_put_yaml(Out *o, const Design *d, int indent)
{
    put(o, indent, "code", d->code);
    put(o, indent, "title", d->title);
    for (size_t i = 0; i < d->languages; i++) {
        if (!i) yaml_put_indent(o, indent), out_raw(o, S("languages: ["));
        out_format(o, "%.*s%s", STR_ARGS(d->language[i]), i + 1 < d->languages ? ", " : "]\n");
    }
    put_words(o, indent, "about", d->about);
    design_put_fields(o, d, indent);
}
