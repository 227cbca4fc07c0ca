// SPDX-License-Identifier: Apache-2.0
/* import.c -- a table of agencies into the store: first all rows are checked, then all are kept, or none. */
#include "base/asset.h"
#include "base/map.h"
#include "base/out.h"
#include "org/inside.h"
#include "org/org.h"
#include "viet/text.h"

typedef struct {
    Org org;
    int line;
    Id id, name_id, parent_id; /* of the store; 0 = not there yet */
    Org was;                   /* as the store has it */
} Incoming;

typedef struct {
    Ctx *c;
    LIST(Incoming) rows;
    Map by_code;  /* -> Incoming, of the file */
    Map in_store; /* code -> Org */
    OrgImport *result;
    int places;
} Import;

/* -- checking
 * ----------------------------------------------------------------------------------------------------------- */

static void problem(Import *m, int line)
{
    Ctx *c = m->c;
    *list_add(&c->mem, &m->result->problems) = (OrgProblem){line, str_copy(&c->mem, str_of(c->why))};
    c->why[0] = 0;
}

static Fail read_rows(Import *m, Str bytes)
{
    Ctx *c = m->c;
    Table t;
    TRY(org_table_open(c, bytes, &t));
    while (table_next(&c->mem, &t)) {
        Incoming row = {.line = t.line};
        Fail result = org_row_read(c, &t, &row.org);
        if (!result && map_get(&m->by_code, row.org.code))
            result = fail(c, FAIL_INPUT, "Dòng %d: mã “%.*s” đã có ở dòng trên.", t.line, STR_ARGS(row.org.code));
        if (result) {
            problem(m, t.line);
            continue;
        }
        *map_put(&c->mem, &m->by_code, row.org.code) = m; /* a place; the list may still move */
        *list_add(&c->mem, &m->rows) = row;
    }
    for (size_t i = 0; i < m->rows.n; i++) *map_put(&c->mem, &m->by_code, m->rows.at[i].org.code) = &m->rows.at[i];
    return OK;
}

static Fail read_store(Import *m)
{
    Ctx *c = m->c;
    const Directory *d;
    TRY(org_directory(c, &d));
    for (size_t i = 0; i < directory_size(d); i++) {
        const Org *o = directory_at(d, i);
        *map_put(&c->mem, &m->in_store, o->code) = (void *)(uintptr_t)o;
    }
    m->places = (int)directory_size(d);
    return OK;
}

/* A parent must be in the file or in the store, and nobody may stand above himself. */
static void check_parents(Import *m)
{
    Ctx *c = m->c;
    for (size_t i = 0; i < m->rows.n; i++) {
        const Incoming *row = &m->rows.at[i], *above = row;
        Str code = row->org.parent;
        if (code.n && !map_get(&m->by_code, code) && !map_get(&m->in_store, code)) {
            (void)fail(c, FAIL_INPUT, "Dòng %d: cơ quan cấp trên “%.*s” không có trong danh mục.", row->line,
                       STR_ARGS(code));
            problem(m, row->line);
        }
        for (size_t steps = 0; above && steps <= m->rows.n; steps++) {
            above = above->org.parent.n ? map_get(&m->by_code, above->org.parent) : NULL;
            if (above != row) continue;
            (void)fail(c, FAIL_INPUT, "Dòng %d: “%.*s” là cấp trên của chính nó.", row->line, STR_ARGS(row->org.code));
            problem(m, row->line);
            break;
        }
    }
}

/* -- keeping
 * -------------------------------------------------------------------------------------------------------------- */

static Fail add_name(Ctx *c, Id org, Str name, bool alias, int place)
{
    return store_run(
        c, "INSERT INTO org_name (office_id, id, org_id, name, is_alias, place) VALUES ($1, $2, $3, $4, $5, $6)",
        OFFICE, id_new(c->now), org, name, alias, place);
}

/* What the agency is found by: its names of all times and its code. */
static Fail derive_key(Ctx *c, Id org, Str code)
{
    Rows r;
    Out all = {.mem = &c->mem};
    TRY(store_query(c, &r,
                    "SELECT name FROM org_name WHERE office_id = $1 AND org_id = $2 ORDER BY is_alias, place, id",
                    OFFICE, org));
    while (rows_next(&r)) {
        out_raw(&all, row_text(&r, 0));
        out_char(&all, ' ');
    }
    TRY(rows_end(&r));
    out_raw(&all, code);
    TRY(store_run(c, "DELETE FROM org_key WHERE office_id = $1 AND org_id = $2", OFFICE, org));
    return store_run(c, "INSERT INTO org_key (office_id, org_id, folded) VALUES ($1, $2, ' ' || $3 || ' ')", OFFICE,
                     org, viet_fold(&c->mem, out_str(&all)));
}

static Fail add_org(Import *m, Incoming *row)
{
    Ctx *c = m->c;
    const Org *o = &row->org;
    row->id = id_new(c->now);
    TRY(store_run(c,
                  "INSERT INTO org (office_id, id, code, kind, place, valid_from, valid_to) "
                  "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                  OFFICE, row->id, o->code, o->kind, m->places++, value_day(c, o->from), value_day(c, o->to)));
    TRY(add_name(c, row->id, o->name, false, 0));
    for (size_t i = 0; i < o->n_aliases; i++) TRY(add_name(c, row->id, o->aliases[i], true, (int)i));
    m->result->added++;
    return derive_key(c, row->id, o->code);
}

static bool has_alias(const Org *o, Str name)
{
    for (size_t i = 0; i < o->n_aliases; i++)
        if (str_equal(o->aliases[i], name)) return true;
    return false;
}

/* The old name ends today and stays as another name, so that older plans still find it; the new one begins today. */
static Fail rename_org(Ctx *c, const Incoming *row)
{
    Value today = value_day(c, c->today);
    TRY(store_run(
        c,
        "UPDATE org_name SET valid_to = $3 WHERE office_id = $1 AND org_id = $2 AND is_alias = 0 AND valid_to IS NULL",
        OFFICE, row->id, today));
    TRY(add_name(c, row->id, row->was.name, true, (int)row->was.n_aliases));
    return store_run(c,
                     "INSERT INTO org_name (office_id, id, org_id, name, is_alias, place, valid_from) "
                     "VALUES ($1, $2, $3, $4, 0, 0, $5)",
                     OFFICE, id_new(c->now), row->id, row->org.name, today);
}

static Fail change_org(Import *m, Incoming *row)
{
    Ctx *c = m->c;
    const Org *o = &row->org, *was = &row->was;
    bool facts = !str_equal(o->kind, was->kind) || o->from != was->from || o->to != was->to,
         name = !str_equal(o->name, was->name), changed = facts || name;
    if (facts)
        TRY(store_run(c, "UPDATE org SET kind = $3, valid_from = $4, valid_to = $5 WHERE office_id = $1 AND id = $2",
                      OFFICE, row->id, o->kind, value_day(c, o->from), value_day(c, o->to)));
    if (name) TRY(rename_org(c, row));
    for (size_t i = 0; i < o->n_aliases; i++) {
        if (has_alias(was, o->aliases[i])) continue;
        TRY(add_name(c, row->id, o->aliases[i], true, (int)(was->n_aliases + i)));
        changed = true;
    }
    if (changed) TRY(derive_key(c, row->id, o->code));
    changed |= !str_equal(o->parent, was->parent);
    if (changed) m->result->changed++;
    else m->result->same++;
    return OK;
}

static Id id_of(const Import *m, Str code)
{
    const Incoming *row = map_get(&m->by_code, code);
    const Org *o = map_get(&m->in_store, code);
    return row ? row->id : o ? o->id : 0;
}

/* A parent that changed: the old edge ends today, the new one begins. */
static Fail keep_parent(Import *m, const Incoming *row)
{
    Ctx *c = m->c;
    if (str_equal(row->org.parent, row->was.parent)) return OK;
    Value begins = row->was.code.n ? value_day(c, c->today) : SQL_NULL;
    if (row->was.parent.n)
        TRY(store_run(c, "UPDATE org_edge SET valid_to = $3 WHERE office_id = $1 AND org_id = $2 AND valid_to IS NULL",
                      OFFICE, row->id, value_day(c, c->today)));
    if (!row->org.parent.n) return OK;
    return store_run(c,
                     "INSERT INTO org_edge (office_id, org_id, parent_id, valid_from) VALUES ($1, $2, $3, $4) "
                     "ON CONFLICT (office_id, org_id, parent_id) DO UPDATE SET valid_from = excluded.valid_from, "
                     "valid_to = NULL",
                     OFFICE, row->id, id_of(m, row->org.parent), begins);
}

static Fail keep_rows(Import *m)
{
    for (size_t i = 0; i < m->rows.n; i++) {
        Incoming *row = &m->rows.at[i];
        const Org *was = map_get(&m->in_store, row->org.code);
        if (!was) {
            TRY(add_org(m, row));
            continue;
        }
        row->was = *was, row->id = was->id;
        TRY(change_org(m, row));
    }
    for (size_t i = 0; i < m->rows.n; i++) TRY(keep_parent(m, &m->rows.at[i]));
    return OK;
}

Fail org_import(Ctx *c, Str bytes, OrgImport *result)
{
    *result = (OrgImport){0};
    Import m = {.c = c, .result = result};
    TRY(read_rows(&m, bytes));
    TRY(read_store(&m));
    check_parents(&m);
    if (result->problems.n)
        return fail(c, FAIL_INPUT, "Có %zu dòng chưa đúng nên chưa lưu gì. Hãy sửa các dòng đó rồi nhập lại.",
                    result->problems.n);
    if (!m.rows.n) return fail(c, FAIL_INPUT, "Tệp không có cơ quan nào dưới dòng tên cột.");
    return keep_rows(&m);
}

/* -- what the program ships
 * --------------------------------------------------------------------------------------------------- */

static Fail keep_succession(Ctx *c, Str bytes)
{
    Table t;
    const Directory *d;
    TRY(org_directory(c, &d));
    if (!table_open(&c->mem, bytes, &t)) return OK;
    int day = table_column(&t, S("day")), code = table_column(&t, S("code")),
        successor = table_column(&t, S("successor")), outside = table_column(&t, S("outside"));
    while (table_next(&c->mem, &t)) {
        const Org *o = directory_by_code(d, table_cell(&t, code)),
                  *next = directory_by_code(d, table_cell(&t, successor));
        if (!o) return fail(c, FAIL_INPUT, "succession.tsv, dòng %d: không có mã này.", t.line);
        TRY(store_run(c,
                      "INSERT INTO org_succession (office_id, id, org_id, on_day, successor_id, outside) "
                      "VALUES ($1, $2, $3, $4, $5, $6)",
                      OFFICE, id_new(c->now), o->id, table_cell(&t, day), next ? value_integer(next->id) : SQL_NULL,
                      table_cell(&t, outside)));
    }
    return OK;
}

Fail org_ensure_shipped(Ctx *c)
{
    Rows r;
    OrgImport result;
    TRY(store_query(c, &r, "SELECT 1 FROM org WHERE office_id = $1 LIMIT 1", OFFICE));
    bool there = rows_next(&r);
    TRY(rows_end(&r));
    if (there) return OK;
    TRY(org_import(c, asset("org/bac-giang.tsv"), &result));
    return keep_succession(c, asset("org/succession.tsv"));
}

Fail org_rebuild(Ctx *c)
{
    const Directory *d;
    TRY(org_directory(c, &d));
    for (size_t i = 0; i < directory_size(d); i++) {
        Arena mark = c->mem;
        TRY(derive_key(c, directory_at(d, i)->id, directory_at(d, i)->code));
        arena_back(&c->mem, mark);
    }
    return OK;
}
