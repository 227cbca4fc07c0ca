// SPDX-License-Identifier: Apache-2.0
/* party.c -- how a party is written in a value. */
#include "plan/inside.h"

Str party_written(Ctx *c, const Party *p)
{
    if (p->org) return str_format(&c->mem, "org %.*s", STR_ARGS(p->org->code));
    if (p->class_code.n && p->qualifier.n)
        return str_format(&c->mem, "class %.*s %.*s", STR_ARGS(p->class_code), STR_ARGS(p->qualifier));
    if (p->class_code.n) return str_format(&c->mem, "class %.*s", STR_ARGS(p->class_code));
    return str_format(&c->mem, "name %.*s", STR_ARGS(p->name));
}

static Fail name_of_org(Ctx *c, PlanParty *p)
{
    Org org;
    Fail result = org_by_code(c, p->org, &org);
    if (result == FAIL_MISSING) { /* a directory that was replaced */
        c->why[0] = 0;
        p->name = p->org;
        return OK;
    }
    TRY(result);
    p->name = org.name;
    return OK;
}

static Fail name_of_class(Ctx *c, PlanParty *p)
{
    OrgClassList classes;
    TRY(org_classes_load(c, &classes));
    const OrgClass *class = org_class(&classes, p->class);
    p->name = class ? class->name : p->class;
    if (p->qualifier.n) p->name = str_format(&c->mem, "%.*s %.*s", STR_ARGS(p->name), STR_ARGS(p->qualifier));
    return OK;
}

Fail party_parse(Ctx *c, Str written, PlanParty *p)
{
    Str rest = written, kind;
    *p = (PlanParty){0};
    if (!str_cut(&rest, ' ', &kind)) return OK;
    if (str_equal(kind, S("org"))) {
        p->org = rest;
        return name_of_org(c, p);
    }
    if (str_equal(kind, S("class"))) {
        str_cut(&rest, ' ', &p->class);
        p->qualifier = rest;
        return name_of_class(c, p);
    }
    p->name = rest;
    return OK;
}
