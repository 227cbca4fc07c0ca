// SPDX-License-Identifier: Apache-2.0
/* fill_agency.c -- agencies and communes as answers: their codes. */
#include "form/fill_inside.h"

Fail agencies_load(Ctx *c, Agencies *all)
{
    if (all->orgs.n) return OK;
    TRY(org_classes_load(c, &all->classes));
    return org_on(c, c->today, &all->orgs);
}

static const Org *org_of(const Agencies *all, Str code)
{
    for (size_t i = 0; i < all->orgs.n; i++)
        if (str_equal(all->orgs.at[i].code, code)) return &all->orgs.at[i];
    return NULL;
}

static const Str commune_kind = STR("ubnd-xa");

/* `agencies` is a kind ("so") or a class ("so-nganh"). */
static bool fits(Ctx *c, const Agencies *all, const DesignField *f, const Org *o)
{
    if (f->type == FIELD_COMMUNE) return str_equal(o->kind, commune_kind);
    if (!f->agencies.n || str_equal(o->kind, f->agencies)) return true;
    const Org *parent = org_of(all, o->parent);
    StrList codes = {0};
    org_classes_of(&c->mem, &all->classes, o, parent ? parent->kind : (Str){0}, &codes);
    for (size_t i = 0; i < codes.n; i++)
        if (str_equal(codes.at[i], f->agencies)) return true;
    return false;
}

/* Most fields need no more than the agency itself. */
Fail agency_check(Ctx *c, Agencies *all, const DesignField *f, Str code, bool *is_one)
{
    Org o;
    Fail found = org_by_code(c, code, &o);
    *is_one = false;
    if (found == FAIL_MISSING) c->why[0] = 0;
    if (found) return found == FAIL_MISSING ? OK : found;
    bool is_there = (o.from == NO_DAY || o.from <= c->today) && (o.to == NO_DAY || o.to > c->today);
    bool is_kind =
        f->type == FIELD_COMMUNE ? str_equal(o.kind, commune_kind) : !f->agencies.n || str_equal(o.kind, f->agencies);
    *is_one = is_there && is_kind && str_equal(o.code, code);
    if (*is_one || !is_there || f->type == FIELD_COMMUNE) return OK;
    TRY(agencies_load(c, all));
    const Org *same = org_of(all, code);
    *is_one = same && fits(c, all, f, same);
    return OK;
}

/* Who lives somewhere says "phường Thọ Xương". */
static Str short_name(const DesignField *f, Str name)
{
    static const Str committee = STR("Ủy ban nhân dân ");
    return f->type == FIELD_COMMUNE && str_starts(name, committee) ? str_from(name, committee.n) : name;
}

Str agency_name(const Agencies *all, const DesignField *f, Str code)
{
    const Org *o = org_of(all, code);
    return o ? short_name(f, o->name) : code;
}

static void add(Ctx *c, const Agencies *all, const DesignField *f, const Org *o, AgencyChoices *k)
{
    const Org *above = f->type == FIELD_COMMUNE ? org_of(all, o->parent) : NULL;
    *list_add(&c->mem, &k->keys) = o->code;
    *list_add(&c->mem, &k->names) = short_name(f, o->name);
    *list_add(&c->mem, &k->groups) = f->type != FIELD_COMMUNE ? org_kind_name(o->kind)
                                     : above                  ? short_name(f, above->name)
                                                              : (Str){0};
}

/* By heading, each once: communes under their district, agencies under their kind, in the order of the directory. */
AgencyChoices agencies_for(Ctx *c, const Agencies *all, const DesignField *f)
{
    AgencyChoices k = {0};
    size_t n = all->orgs.n;
    bool *is_left = NEW(&c->mem, bool, n + 1);
    for (size_t i = 0; i < n; i++) is_left[i] = fits(c, all, f, &all->orgs.at[i]);
    for (size_t i = 0; i < n; i++) {
        const Org *first = &all->orgs.at[i];
        for (size_t j = is_left[i] ? i : n; j < n; j++) {
            const Org *o = &all->orgs.at[j];
            bool is_same =
                f->type == FIELD_COMMUNE ? str_equal(o->parent, first->parent) : str_equal(o->kind, first->kind);
            if (!is_left[j] || !is_same) continue;
            is_left[j] = false;
            add(c, all, f, o, &k);
        }
    }
    return k;
}
