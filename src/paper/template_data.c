// SPDX-License-Identifier: Apache-2.0
/* template_data.c -- what is filled in, and names looked for in it. */
#include "paper/template_data.h"
#include "viet/distance.h"
#include "viet/text.h"

static TemplateValue *value_of(Arena *a, TemplateKind kind)
{
    TemplateValue *v = NEW(a, TemplateValue, 1);
    v->kind = kind;
    return v;
}

static TemplateValue *put(Arena *a, TemplateValue *group, Str name, TemplateKind kind)
{
    TemplateMember *m = list_add(a, &group->members);
    *m = (TemplateMember){name, value_of(a, kind)};
    return m->value;
}

TemplateValue *template_group(Arena *a) { return value_of(a, TEMPLATE_GROUP); }

void template_put(Arena *a, TemplateValue *group, Str name, Str text)
{
    put(a, group, name, TEMPLATE_TEXT)->text = text;
}

void template_picture(Arena *a, TemplateValue *group, Str name, Str bytes, double width)
{
    TemplateValue *v = put(a, group, name, TEMPLATE_PICTURE);
    v->text = bytes, v->width = width;
}

TemplateValue *template_inner(Arena *a, TemplateValue *group, Str name) { return put(a, group, name, TEMPLATE_GROUP); }

TemplateValue *template_list(Arena *a, TemplateValue *group, Str name)
{
    TemplateValue *list = put(a, group, name, TEMPLATE_LIST);
    list->shape = template_group(a);
    return list;
}

TemplateValue *template_item(Arena *a, TemplateValue *list)
{
    TemplateValue *item = template_group(a);
    *list_add(a, &list->items) = item;
    return item;
}

void template_text_item(Arena *a, TemplateValue *list, Str text)
{
    TemplateValue *item = value_of(a, TEMPLATE_TEXT);
    item->text = text;
    list->shape = item;
    *list_add(a, &list->items) = item;
}

/* -- names ------------------------------------------------------------------------------------------------------------
 */

static TemplateValue *member(const TemplateValue *group, Str name)
{
    for (size_t i = 0; group->kind == TEMPLATE_GROUP && i < group->members.n; i++)
        if (str_equal(group->members.at[i].name, name)) return group->members.at[i].value;
    return NULL;
}

TemplateValue *data_find(const Scope *scope, Str name)
{
    if (str_equal(name, S("."))) return scope->value;
    for (; scope; scope = scope->outer) {
        Str rest = name, piece = {0};
        TemplateValue *v = scope->value;
        while (v && str_cut(&rest, '.', &piece)) v = member(v, piece);
        if (v && name.n) return v;
    }
    return NULL;
}

bool data_is_there(const TemplateValue *v)
{
    return v->kind == TEMPLATE_LIST ? v->items.n > 0 : v->kind == TEMPLATE_GROUP || v->text.n > 0;
}

static void nearest_in(Arena *a, const TemplateValue *group, Str front, Str wanted, double *least, Str *nearest)
{
    for (size_t i = 0; group->kind == TEMPLATE_GROUP && i < group->members.n; i++) {
        const TemplateMember *m = &group->members.at[i];
        Str whole = front.n ? str_format(a, "%.*s.%.*s", STR_ARGS(front), STR_ARGS(m->name)) : m->name;
        Str folded = viet_fold(a, whole);
        double d = viet_distance_ratio(folded, wanted, *least);
        if (d < *least) *least = d, *nearest = whole;
        if (m->value->kind == TEMPLATE_GROUP) nearest_in(a, m->value, whole, wanted, least, nearest);
    }
}

Str data_nearest(Arena *a, const Scope *scope, Str name)
{
    double least = 0.5;
    Str nearest = {0}, wanted = viet_fold(a, name);
    for (; scope; scope = scope->outer) nearest_in(a, scope->value, (Str){0}, wanted, &least, &nearest);
    return nearest;
}
