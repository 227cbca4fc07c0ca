// SPDX-License-Identifier: Apache-2.0
/* import.c -- a table of agencies into the store: first all rows are checked (check.c), then all are kept, or none. */
#include "journal/journal.h"
#include "org/inside.h"

static Fail add_name(Ctx *c, const Incoming *row, Str name, bool alias, size_t place, Day from)
{
    Id id = id_new(c->now);
    TRY(store_run(c,
                  "INSERT INTO org_name (office_id, id, org_id, name, is_alias, place, valid_from) "
                  "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                  OFFICE, id, row->id, name, alias, place, value_day(c, from)));
    return org_derive_name(c, id, row->id, name, row->org.code);
}

/* The aliases that are new: `was` NULL = all of them.  One that is given twice, or is the name itself, counts once. */
static Fail add_aliases(Ctx *c, const Incoming *row, bool *added)
{
    const Org *o = &row->org, *was = row->was;
    for (size_t i = 0; i < o->n_aliases; i++) {
        Org before = {.aliases = o->aliases, .n_aliases = i};
        Str alias = o->aliases[i];
        if (str_equal(alias, o->name) || org_has_alias(&before, alias) || (was && org_has_alias(was, alias))) continue;
        TRY(add_name(c, row, alias, true, i + (was ? was->n_aliases : 0), NO_DAY));
        *added = true;
    }
    return OK;
}

static Fail add_org(Import *m, Incoming *row, size_t place)
{
    Ctx *c = m->c;
    const Org *o = &row->org;
    bool added;
    row->id = id_new(c->now);
    TRY(store_run(c,
                  "INSERT INTO org (office_id, id, code, kind, place, valid_from, valid_to) "
                  "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                  OFFICE, row->id, o->code, o->kind, place, value_day(c, o->from), value_day(c, o->to)));
    TRY(add_name(c, row, o->name, false, 0, NO_DAY));
    TRY(add_aliases(c, row, &added));
    m->result->added++;
    return OK;
}

/* The old name ends today, and from then on counts as an alias, so that older plans still find their agency. */
static Fail rename_org(Ctx *c, const Incoming *row)
{
    TRY(store_run(c,
                  "UPDATE org_name SET valid_to = $3 "
                  "WHERE office_id = $1 AND org_id = $2 AND is_alias = 0 AND valid_to IS NULL",
                  OFFICE, row->id, value_day(c, c->today)));
    return add_name(c, row, row->org.name, false, 0, c->today);
}

static Fail change_org(Import *m, const Incoming *row)
{
    Ctx *c = m->c;
    const Org *o = &row->org, *was = row->was;
    bool facts = !str_equal(o->kind, was->kind) || o->from != was->from || o->to != was->to;
    bool name = !str_equal(o->name, was->name), changed = facts || name || !str_equal(o->parent, was->parent);
    if (facts)
        TRY(store_run(c, "UPDATE org SET kind = $3, valid_from = $4, valid_to = $5 WHERE office_id = $1 AND id = $2",
                      OFFICE, row->id, o->kind, value_day(c, o->from), value_day(c, o->to)));
    if (name) TRY(rename_org(c, row));
    TRY(add_aliases(c, row, &changed));
    if (changed) m->result->changed++;
    else m->result->same++;
    return OK;
}

static Id id_of(const Import *m, Str code)
{
    const Incoming *row = map_get(&m->by_code, code);
    const Org *o = directory_by_code(m->in_store, code);
    return row ? row->id : o ? o->id : 0;
}

/* A parent that changed: the old edge ends today, the new one begins. */
static Fail keep_parent(Import *m, const Incoming *row)
{
    Ctx *c = m->c;
    Str before = row->was ? row->was->parent : (Str){0};
    if (str_equal(row->org.parent, before)) return OK;
    if (before.n)
        TRY(store_run(c, "UPDATE org_edge SET valid_to = $3 WHERE office_id = $1 AND org_id = $2 AND valid_to IS NULL",
                      OFFICE, row->id, value_day(c, c->today)));
    if (!row->org.parent.n) return OK;
    return store_run(c,
                     "INSERT INTO org_edge (office_id, org_id, place, parent_id, valid_from) VALUES ($1, $2, "
                     "(SELECT COUNT(*) FROM org_edge WHERE office_id = $1 AND org_id = $2), $3, $4)",
                     OFFICE, row->id, id_of(m, row->org.parent), value_day(c, row->was ? c->today : NO_DAY));
}

Fail org_import(Ctx *c, Str bytes, OrgImport *result)
{
    *result = (OrgImport){0};
    Import m = {.c = c, .result = result};
    TRY(org_import_check(&m, bytes));
    for (size_t i = 0; i < m.rows.n; i++) {
        Incoming *row = &m.rows.at[i];
        if (row->was) TRY(change_org(&m, row));
        else TRY(add_org(&m, row, directory_size(m.in_store) + i));
    }
    for (size_t i = 0; i < m.rows.n; i++) TRY(keep_parent(&m, &m.rows.at[i]));
    if (!result->added && !result->changed) return OK;
    return journal_write(
        c, (JournalEntry){.act = "Nhập danh mục cơ quan",
                          .object = "org",
                          .after = str_format(&c->mem, "thêm %zu, sửa %zu", result->added, result->changed)});
}
