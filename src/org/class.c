// SPDX-License-Identifier: Apache-2.0
/* class.c -- classes of agencies and who belongs to them on a day.  The table is data/org/classes.tsv. */
#include "doc/sheet.h"
#include "org/directory.h"

Fail org_classes_load(Ctx *c, OrgClassList *classes)
{
    Sheet t = sheet_shipped(&c->mem, "org/classes.tsv");
    *classes = (OrgClassList){0};
    for (size_t i = 1; i < t.n; i++)
        *list_add(&c->mem, classes) = (OrgClass){
            .code = sheet_named(&t, &t.row[i], S("class")),
            .name = sheet_named(&t, &t.row[i], S("name")),
            .members = sheet_named(&t, &t.row[i], S("members")),
            .open = sheet_named(&t, &t.row[i], S("open")).n > 0,
        };
    return OK;
}

const OrgClass *org_class(const OrgClassList *classes, Str code)
{
    for (size_t i = 0; i < classes->n; i++)
        if (str_equal(classes->at[i].code, code)) return &classes->at[i];
    return NULL;
}

static bool is_there(const Org *o, Day on)
{
    return (o->from == NO_DAY || o->from <= on) && (o->to == NO_DAY || on < o->to);
}

/* One condition of the rule: kind=so, code=VNPT, not=NHNN, under=ubnd-tinh (the parent's kind). */
static bool meets(const Org *o, Str parent_kind, Str condition)
{
    size_t equals = str_index(condition, '=');
    Str what = str_slice(condition, 0, equals), value = str_from(condition, equals + 1);
    if (str_equal(what, S("kind"))) return str_equal(o->kind, value);
    if (str_equal(what, S("code"))) return str_equal(o->code, value);
    if (str_equal(what, S("not"))) return !str_equal(o->code, value);
    return str_equal(what, S("under")) && str_equal(parent_kind, value);
}

static bool meets_all(const Org *o, Str parent_kind, Str conditions)
{
    for (Str one; str_cut(&conditions, ' ', &one);)
        if (one.n && !meets(o, parent_kind, one)) return false;
    return true;
}

bool org_rule_fits(Str rule, const Org *o, Str parent_kind)
{
    for (Str either; str_cut(&rule, '|', &either);)
        if (meets_all(o, parent_kind, str_trim(either))) return true;
    return false;
}

void directory_members(Arena *a, const Directory *d, const OrgClass *class, Day on, OrgList *members)
{
    *members = (OrgList){0};
    for (size_t i = 0; class && class->members.n && i < directory_size(d); i++) {
        const Org *o = directory_at(d, i), *parent = directory_by_code(d, o->parent);
        if (is_there(o, on) && org_rule_fits(class->members, o, parent ? parent->kind : (Str){0}))
            *list_add(a, members) = o;
    }
}

void org_classes_of(Arena *a, const OrgClassList *classes, const Org *o, Str parent_kind, StrList *codes)
{
    *codes = (StrList){0};
    for (size_t i = 0; i < classes->n; i++)
        if (org_rule_fits(classes->at[i].members, o, parent_kind)) *list_add(a, codes) = classes->at[i].code;
}
